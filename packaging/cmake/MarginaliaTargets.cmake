# SPDX-License-Identifier: Apache-2.0
# Warnings, sanitizers, ccache and the two functions that make test and benchmark programs.

find_program(MARGINALIA_CCACHE ccache)
if(MARGINALIA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # pch_defines and time_macros: what ccache asks for to cache files that use a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      ${MARGINALIA_CCACHE})
endif()

add_library(marginalia_warnings INTERFACE)
target_compile_options(marginalia_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Werror
  # g++ 12 reports these falsely inside standard headers at -O2 and -O3.
  -Wno-restrict -Wno-dangling-pointer -Wno-stringop-overflow -Wno-array-bounds)
add_library(marginalia_sanitizers INTERFACE)
if(MARGINALIA_SANITIZE)
  target_compile_options(marginalia_sanitizers INTERFACE -fsanitize=${MARGINALIA_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(marginalia_sanitizers INTERFACE -fsanitize=${MARGINALIA_SANITIZE})
  # With sanitizers g++ 12 warns about uninitialised values in its own headers.
  target_compile_options(marginalia_warnings INTERFACE -Wno-maybe-uninitialized)
endif()

if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # The switches above that only g++ knows.
  target_compile_options(marginalia_warnings INTERFACE -Wno-unknown-warning-option)
endif()
if(MARGINALIA_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
    message(FATAL_ERROR "MARGINALIA_FUZZ needs clang, because libFuzzer is part of it: -DCMAKE_CXX_COMPILER=clang++")
  endif()
  target_compile_options(marginalia_sanitizers INTERFACE -fsanitize=fuzzer-no-link)
endif()

# What -O3 adds over -O2 is worth it in the kernels alone, which ask for it (core/model); elsewhere it only takes longer to compile.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # Memory of the compiler is collected late: 8 % less time for half a gigabyte at most.
  add_compile_options(--param=ggc-min-expand=1000 --param=ggc-min-heapsize=524288)
endif()
find_program(MARGINALIA_GOLD ld.gold)
if(MARGINALIA_GOLD AND NOT MARGINALIA_SANITIZE)
  add_link_options(-fuse-ld=gold)  # a fourth of the time, for some eighty programs
endif()

# Joins the sources of a target for compiling, up to twelve of one folder at a time: what they include is read and made once, and a
# whole build takes half as long. File-local names are therefore unique in their folder. Alone stay files with flags of their own
# and those without the precompiled header. -DMARGINALIA_JOIN=OFF compiles every file by itself.
option(MARGINALIA_JOIN "Compile several sources of a folder as one" ON)
function(marginalia_join_sources target)
  if(NOT MARGINALIA_JOIN)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  get_target_property(origin ${target} SOURCE_DIR)
  foreach(source IN LISTS sources)
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${origin} NORMALIZE OUTPUT_VARIABLE path)
    get_source_file_property(apart ${path} TARGET_DIRECTORY ${target} SKIP_PRECOMPILE_HEADERS)
    if(apart OR NOT path MATCHES "\\.cpp$")
      continue()
    endif()
    cmake_path(GET path PARENT_PATH folder)
    cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
    string(MAKE_C_IDENTIFIER "${folder}" key)
    if(NOT DEFINED count_${key})
      set(count_${key} 0)
    endif()
    math(EXPR group "${count_${key}} / 12")
    math(EXPR count_${key} "${count_${key}} + 1")
    set_source_files_properties(${path} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP "${key}_${group}")
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # What stands in one file alone looks to g++ as if it came from a header.
  target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
endfunction()

# What every test is compiled with. Compiled once and run for seconds: optimising them costs more than it gives. -fPIC as Qt
# wants it, for all alike, or a test could not use a precompiled header made for another.
function(marginalia_test_options target)
  target_compile_options(${target} PRIVATE -fPIC $<$<CONFIG:Release>:-O1>)
  target_link_libraries(${target} PRIVATE GTest::gtest GTest::gmock marginalia_warnings)
endfunction()

# marginalia_test_part(NAME core|train|window): a library that tests share.
function(marginalia_test_part name headers)
  marginalia_test_options(${name})
  target_precompile_headers(${name} REUSE_FROM test_headers_${headers})
endfunction()

# marginalia_test_headers(NAME LIBRARY HEADER...): one precompiled header, made of HEADER... and GoogleTest, for all tests of LIBRARY.
function(marginalia_test_headers name library)
  add_library(test_headers_${name} OBJECT ${PROJECT_SOURCE_DIR}/tests/headers.cpp)
  target_link_libraries(test_headers_${name} PRIVATE ${library})
  marginalia_test_options(test_headers_${name})
  target_precompile_headers(test_headers_${name} PRIVATE ${ARGN} <gmock/gmock.h> <gtest/gtest.h>)
endfunction()

# The precompiled header that a program of ctest or a benchmark uses: the one named, or that of its LIBRARY...
function(marginalia_use_headers name headers)
  if(NOT headers)
    set(headers core)
    if("marginalia_train" IN_LIST ARGN)
      set(headers train)
    endif()
  endif()
  target_precompile_headers(${name} REUSE_FROM test_headers_${headers})
endfunction()

# marginalia_test(NAME LABEL unit|golden|ui|fault|e2e SOURCES ... LIBRARIES ... [ENVIRONMENT A=b ...] [TIMEOUT s] [SERIAL] [APART] [HEADERS core|train|window])
# One program, one ctest entry. Tests find the tree through MARGINALIA_SOURCE_DIR and the programs through MARGINALIA_BIN_DIR.
function(marginalia_test name)
  cmake_parse_arguments(T "SERIAL;OWN_MAIN;APART" "LABEL;TIMEOUT;HEADERS" "SOURCES;LIBRARIES;ENVIRONMENT" ${ARGN})
  add_executable(${name} ${T_SOURCES})
  target_link_libraries(${name} PRIVATE ${T_LIBRARIES})
  marginalia_test_options(${name})
  if(NOT T_OWN_MAIN)
    target_link_libraries(${name} PRIVATE GTest::gtest_main)
  endif()
  marginalia_use_headers(${name} "${T_HEADERS}" ${T_LIBRARIES})
  if(NOT T_APART)
    marginalia_join_sources(${name})
  endif()
  target_compile_definitions(${name} PRIVATE
    MARGINALIA_SOURCE_DIR="${PROJECT_SOURCE_DIR}" MARGINALIA_BIN_DIR="${PROJECT_BINARY_DIR}/bin"
    MARGINALIA_PICTURE_DIR="${PROJECT_BINARY_DIR}/pictures")
  add_test(NAME ${name} COMMAND ${name})
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 300)
  endif()
  # Idle threads of OpenMP sleep, as in the programs: spinning ones starve the tests beside them.
  set_tests_properties(${name} PROPERTIES LABELS "${T_LABEL}" TIMEOUT ${T_TIMEOUT}
    ENVIRONMENT "OMP_WAIT_POLICY=PASSIVE;${T_ENVIRONMENT}")
  if(T_SERIAL)
    set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
  endif()
endfunction()

# marginalia_bench(NAME SOURCES ... LIBRARIES ... [HEADERS core|train|window]): a program under tests/bench, built but never run by
# ctest. It is compiled as the tests are: what it measures is in the libraries.
function(marginalia_bench name)
  cmake_parse_arguments(B "" "HEADERS" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${B_SOURCES})
  target_link_libraries(${name} PRIVATE ${B_LIBRARIES})
  marginalia_test_options(${name})
  marginalia_use_headers(${name} "${B_HEADERS}" ${B_LIBRARIES})
  marginalia_join_sources(${name})
  target_compile_definitions(${name} PRIVATE
    MARGINALIA_SOURCE_DIR="${PROJECT_SOURCE_DIR}" MARGINALIA_BIN_DIR="${PROJECT_BINARY_DIR}/bin")
endfunction()
