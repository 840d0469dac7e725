# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` lays down. Programs in bin/, the training library and the libraries of the pinned wheels in
# lib/marginalia/ (torch/ and nvidia/ side by side: the wheel's own search paths expect it), resources in share/marginalia/.
set(_own lib/marginalia)
set_target_properties(marginalia-cli PROPERTIES INSTALL_RPATH "$ORIGIN/../${_own}")
install(TARGETS marginalia-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/starter ${PROJECT_SOURCE_DIR}/resources/sample
  DESTINATION ${CMAKE_INSTALL_DATADIR}/marginalia)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/LICENSES DESTINATION ${CMAKE_INSTALL_DOCDIR})

if(MARGINALIA_PARQUET)
  install(FILES ${ARROW_WHEEL_ARROW} ${ARROW_WHEEL_PARQUET} DESTINATION ${_own})
endif()
if(MARGINALIA_TRAIN)
  set_target_properties(marginalia_train PROPERTIES INSTALL_RPATH "$ORIGIN;$ORIGIN/torch/lib")
  install(TARGETS marginalia_train LIBRARY DESTINATION ${_own})
  if(TARGET marginalia_nccl)
    set_target_properties(marginalia_nccl PROPERTIES INSTALL_RPATH "$ORIGIN/torch/lib")
    install(TARGETS marginalia_nccl LIBRARY DESTINATION ${_own})
  endif()
  cmake_path(GET LIBTORCH_torch_cpu_LIBRARY PARENT_PATH _torch)
  install(DIRECTORY ${_torch}/ DESTINATION ${_own}/torch/lib
    FILES_MATCHING PATTERN "*.so*" PATTERN "libtorch_python*" EXCLUDE PATTERN "libshm*" EXCLUDE)
  cmake_path(SET _nvidia NORMALIZE "${_torch}/../../nvidia")
  if(EXISTS "${_nvidia}")
    install(DIRECTORY ${_nvidia}/ DESTINATION ${_own}/nvidia FILES_MATCHING PATTERN "*.so*" PATTERN "include" EXCLUDE)
  endif()
endif()

if(MARGINALIA_WINDOW)
  install(TARGETS marginalia RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  set(_entry ${PROJECT_BINARY_DIR}/desktop/${MARGINALIA_APP_ID}.desktop)
  configure_file(${PROJECT_SOURCE_DIR}/packaging/desktop/marginalia.desktop.in ${_entry} @ONLY)
  install(FILES ${_entry} DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
  install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/marginalia.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps RENAME ${MARGINALIA_APP_ID}.svg)
endif()
