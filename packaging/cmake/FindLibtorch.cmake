# SPDX-License-Identifier: Apache-2.0
# Finds LibTorch without TorchConfig.cmake, in an unpacked torch wheel.
#   LIBTORCH_ROOT         folder that holds include/ and lib/ (cache variable or environment)
# Gives Libtorch::Libtorch, Libtorch::OpenMP, Libtorch_VERSION, LIBTORCH_LIB_DIR, LIBTORCH_HAS_CUDA; Libtorch::Nccl where
# the wheels of NVIDIA's libraries lie beside it, with their headers.
set(LIBTORCH_ROOT "$ENV{LIBTORCH_ROOT}" CACHE PATH "Folder with LibTorch's include/ and lib/")
set(_lt_api torch/csrc/api/include)

find_path(LIBTORCH_INCLUDE_DIR ${_lt_api}/torch/version.h
          PATHS "${LIBTORCH_ROOT}" "${PROJECT_SOURCE_DIR}/.deps/torch"
          PATH_SUFFIXES include NO_DEFAULT_PATH)
cmake_path(GET LIBTORCH_INCLUDE_DIR PARENT_PATH _lt_root)
foreach(_lt c10 torch_cpu)
  find_library(LIBTORCH_${_lt}_LIBRARY ${_lt} PATHS "${_lt_root}" PATH_SUFFIXES lib NO_DEFAULT_PATH)
endforeach()
if(LIBTORCH_INCLUDE_DIR)
  # torch/version.h only includes this one
  file(STRINGS "${LIBTORCH_INCLUDE_DIR}/torch/headeronly/version.h" _lt_v
       REGEX "^#define TORCH_VERSION_(MAJOR|MINOR|PATCH) [0-9]+$")
  list(TRANSFORM _lt_v REPLACE "[^0-9]" "")
  list(JOIN _lt_v "." Libtorch_VERSION)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Libtorch
  REQUIRED_VARS LIBTORCH_torch_cpu_LIBRARY LIBTORCH_c10_LIBRARY LIBTORCH_INCLUDE_DIR
  VERSION_VAR Libtorch_VERSION
  REASON_FAILURE_MESSAGE "Run packaging/run or set LIBTORCH_ROOT.")

if(Libtorch_FOUND AND NOT TARGET Libtorch::Libtorch)
  cmake_path(GET LIBTORCH_torch_cpu_LIBRARY PARENT_PATH LIBTORCH_LIB_DIR)
  set(LIBTORCH_HAS_CUDA OFF)
  if(EXISTS "${LIBTORCH_LIB_DIR}/${CMAKE_SHARED_LIBRARY_PREFIX}torch_cuda${CMAKE_SHARED_LIBRARY_SUFFIX}")
    set(LIBTORCH_HAS_CUDA ON)
  endif()
  foreach(_lt c10 torch_cpu)
    add_library(Libtorch::${_lt} SHARED IMPORTED)
    set_property(TARGET Libtorch::${_lt} PROPERTY IMPORTED_LOCATION "${LIBTORCH_${_lt}_LIBRARY}")
  endforeach()
  add_library(Libtorch::Libtorch INTERFACE IMPORTED)
  target_link_libraries(Libtorch::Libtorch INTERFACE Libtorch::torch_cpu Libtorch::c10)
  target_include_directories(Libtorch::Libtorch SYSTEM INTERFACE
    "${LIBTORCH_INCLUDE_DIR}" "${LIBTORCH_INCLUDE_DIR}/${_lt_api}")
  target_compile_features(Libtorch::Libtorch INTERFACE cxx_std_20)
  if(UNIX AND NOT APPLE)
    target_compile_definitions(Libtorch::Libtorch INTERFACE _GLIBCXX_USE_CXX11_ABI=1)
    # Libraries that libtorch_cpu.so names may be missing while linking; its own RPATH finds them at load time.
    target_link_options(Libtorch::Libtorch INTERFACE "LINKER:--allow-shlib-undefined")
  endif()
  find_path(LIBTORCH_NCCL_INCLUDE_DIR nccl.h PATHS "${_lt_root}/../nvidia/nccl/include" NO_DEFAULT_PATH)
  find_path(LIBTORCH_CUDA_INCLUDE_DIR cuda_runtime_api.h PATHS "${_lt_root}/../nvidia/cu13/include" NO_DEFAULT_PATH)
  if(LIBTORCH_HAS_CUDA AND LIBTORCH_NCCL_INCLUDE_DIR AND LIBTORCH_CUDA_INCLUDE_DIR)
    add_library(Libtorch::Nccl INTERFACE IMPORTED)
    target_link_libraries(Libtorch::Nccl INTERFACE Libtorch::Libtorch
      "${LIBTORCH_LIB_DIR}/libtorch_cuda.so" "${LIBTORCH_LIB_DIR}/libc10_cuda.so")
    target_include_directories(Libtorch::Nccl SYSTEM INTERFACE
      "${LIBTORCH_NCCL_INCLUDE_DIR}" "${LIBTORCH_CUDA_INCLUDE_DIR}")
  endif()
  mark_as_advanced(LIBTORCH_NCCL_INCLUDE_DIR LIBTORCH_CUDA_INCLUDE_DIR)
  # at::parallel_for is inline: without this flag it runs on one thread and says nothing. The runtime is the wheel's own,
  # so that a process never has two.
  add_library(Libtorch::OpenMP INTERFACE IMPORTED)
  target_compile_options(Libtorch::OpenMP INTERFACE -fopenmp)
  target_link_libraries(Libtorch::OpenMP INTERFACE "${LIBTORCH_LIB_DIR}/libgomp.so.1")
endif()
mark_as_advanced(LIBTORCH_INCLUDE_DIR LIBTORCH_c10_LIBRARY LIBTORCH_torch_cpu_LIBRARY)
