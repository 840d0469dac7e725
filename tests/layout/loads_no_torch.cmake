# SPDX-License-Identifier: Apache-2.0
# Fails when PROGRAM would load LibTorch, Arrow or CUDA, or when a library of it is missing.
execute_process(COMMAND ${LDD} ${PROGRAM} OUTPUT_VARIABLE libraries RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "ldd ${PROGRAM} failed")
endif()
foreach(word libtorch libc10 libarrow libparquet libcuda "not found")
  string(FIND "${libraries}" "${word}" place)
  if(NOT place EQUAL -1)
    message(FATAL_ERROR "${PROGRAM}: \"${word}\" among its libraries; the window links the core and Qt only:\n${libraries}")
  endif()
endforeach()
