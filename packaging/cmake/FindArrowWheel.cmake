# SPDX-License-Identifier: Apache-2.0
# Finds Arrow and Parquet for C++ in an unpacked pyarrow wheel (.deps/pyarrow). Gives ArrowWheel::Parquet.
set(ARROW_WHEEL_ROOT "${PROJECT_SOURCE_DIR}/.deps/pyarrow" CACHE PATH "Folder of the unpacked pyarrow wheel")
find_path(ARROW_WHEEL_INCLUDE_DIR arrow/api.h PATHS "${ARROW_WHEEL_ROOT}/include" NO_DEFAULT_PATH)
find_file(ARROW_WHEEL_ARROW libarrow.so.2600 PATHS "${ARROW_WHEEL_ROOT}" NO_DEFAULT_PATH)
find_file(ARROW_WHEEL_PARQUET libparquet.so.2600 PATHS "${ARROW_WHEEL_ROOT}" NO_DEFAULT_PATH)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ArrowWheel
  REQUIRED_VARS ARROW_WHEEL_PARQUET ARROW_WHEEL_ARROW ARROW_WHEEL_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "Run packaging/run, or packaging/fetch-wheels.")
if(ArrowWheel_FOUND AND NOT TARGET ArrowWheel::Parquet)
  foreach(_part arrow parquet)
    string(TOUPPER ${_part} _upper)
    add_library(ArrowWheel::${_part} SHARED IMPORTED)
    set_target_properties(ArrowWheel::${_part} PROPERTIES IMPORTED_LOCATION "${ARROW_WHEEL_${_upper}}")
  endforeach()
  add_library(ArrowWheel::Parquet INTERFACE IMPORTED)
  target_link_libraries(ArrowWheel::Parquet INTERFACE ArrowWheel::parquet ArrowWheel::arrow)
  target_include_directories(ArrowWheel::Parquet SYSTEM INTERFACE "${ARROW_WHEEL_INCLUDE_DIR}")
  target_link_options(ArrowWheel::Parquet INTERFACE "LINKER:--allow-shlib-undefined")
endif()
mark_as_advanced(ARROW_WHEEL_INCLUDE_DIR ARROW_WHEEL_ARROW ARROW_WHEEL_PARQUET)
