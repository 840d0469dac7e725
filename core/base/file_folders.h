// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace marginalia {

/// Where the program keeps what is not in a project (interfaces.md 9). MARGINALIA_HOME overrides
/// all five: portable mode, tests. The folders need not exist.
std::string configFolder();  ///< $XDG_CONFIG_HOME/marginalia: settings
std::string stateFolder();   ///< $XDG_STATE_HOME/marginalia: window layout, recents, logs
std::string dataFolder();    ///< $XDG_DATA_HOME/marginalia: default place of projects, the sample
std::string cacheFolder();   ///< $XDG_CACHE_HOME/marginalia: safe to delete at any time
std::string
runtimeFolder();  ///< $XDG_RUNTIME_DIR/marginalia; the cache folder's "run" without that variable

/// What is installed with the programs: starter/, sample/, icons. MARGINALIA_RESOURCES, else
/// ../share/marginalia beside the programs' folder, else resources/ of the source tree when they
/// run from its build folder. Empty when none is there.
std::string resourceFolder();

/// Value of an environment variable, or empty.
std::string environment(const char* name);
/// $HOME, or the password file's entry, without a slash at the end.
std::string homeFolder();

}  // namespace marginalia
