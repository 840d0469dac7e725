# SPDX-License-Identifier: Apache-2.0
# Targets for people who change the code: format, format-check, tidy.
find_program(MARGINALIA_CLANG_FORMAT NAMES clang-format-14 clang-format)
find_program(MARGINALIA_CLANG_TIDY NAMES clang-tidy-14 clang-tidy)
set(_sources "git -C ${PROJECT_SOURCE_DIR} ls-files 'app/*.cpp' 'app/*.h' 'core/*.cpp' 'core/*.h' 'widgets/*.cpp' 'widgets/*.h' 'tests/*.cpp' 'tests/*.h'")
if(MARGINALIA_CLANG_FORMAT)
  add_custom_target(format COMMAND sh -c "${_sources} | xargs ${MARGINALIA_CLANG_FORMAT} -i"
                    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)
  add_custom_target(format-check COMMAND sh -c "${_sources} | xargs ${MARGINALIA_CLANG_FORMAT} --dry-run -Werror"
                    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)
endif()
if(MARGINALIA_CLANG_TIDY)
  add_custom_target(tidy COMMAND sh -c "${_sources} | grep '[.]cpp$' | grep -v ^tests/ | xargs -P 2 -n 1 ${MARGINALIA_CLANG_TIDY} -p ${PROJECT_BINARY_DIR} --quiet"
                    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)
endif()
