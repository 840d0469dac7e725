# SPDX-License-Identifier: GPL-3.0-or-later
# The window. Its parts but main() are a library, so that tests can drive the real window in process.
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTOMOC_MOC_OPTIONS -D_GLIBCXX_CONCEPTS)
add_library(marginalia_window STATIC
  about_dialog.cpp
  main_window.cpp
  main_window_actions.cpp
  main_window_build.cpp
  main_window_files.cpp
  main_window_models.cpp
  main_window_state.cpp
  panels.cpp
  start_options.cpp
  window_actions.cpp
  window_log.cpp
  workspace.cpp
  workspace_exports.cpp
)
target_precompile_headers(marginalia_window REUSE_FROM marginalia_widgets)
marginalia_join_sources(marginalia_window)
target_link_libraries(marginalia_window PUBLIC marginalia_widgets PRIVATE SQLite::SQLite3 marginalia_warnings)
target_compile_definitions(marginalia_window PRIVATE MARGINALIA_VERSION="${PROJECT_VERSION}")

add_executable(marginalia main.cpp)
target_link_libraries(marginalia PRIVATE marginalia_window marginalia_warnings)
target_compile_definitions(marginalia PRIVATE
  MARGINALIA_VERSION="${PROJECT_VERSION}" MARGINALIA_APP_ID="${MARGINALIA_APP_ID}")
# The children that do the work are found beside the window's program.
add_dependencies(marginalia marginalia-cli)
