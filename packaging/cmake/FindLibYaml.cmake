# SPDX-License-Identifier: Apache-2.0
# Finds libyaml (MIT licence; Debian's libyaml-dev), which brings no CMake file of its own. Gives LibYaml::LibYaml.
find_path(LIBYAML_INCLUDE_DIR yaml.h)
find_library(LIBYAML_LIBRARY yaml)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibYaml
  REQUIRED_VARS LIBYAML_LIBRARY LIBYAML_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "Install libyaml-dev, or run packaging/run.")
if(LibYaml_FOUND AND NOT TARGET LibYaml::LibYaml)
  add_library(LibYaml::LibYaml UNKNOWN IMPORTED)
  set_target_properties(LibYaml::LibYaml PROPERTIES
    IMPORTED_LOCATION "${LIBYAML_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${LIBYAML_INCLUDE_DIR}")
endif()
mark_as_advanced(LIBYAML_INCLUDE_DIR LIBYAML_LIBRARY)
