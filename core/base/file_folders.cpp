// SPDX-License-Identifier: Apache-2.0
#include "core/base/file_folders.h"

#include <climits>
#include <cstdlib>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace marginalia {

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

std::string homeFolder()
{
    std::string home = environment("HOME");
    if (home.empty()) {
        const passwd* entry = ::getpwuid(::getuid());
        home = entry != nullptr && entry->pw_dir != nullptr ? entry->pw_dir : "/";
    }
    while (home.size() > 1 && home.back() == '/') {
        home.pop_back();
    }
    return home;
}

namespace {

std::string place(const char* part, const char* variable, const char* fallback)
{
    const std::string own = environment("MARGINALIA_HOME");
    if (!own.empty()) {
        return own + "/" + part;
    }
    // The base directory specification: a relative path in the variable is to be ignored.
    const std::string base = environment(variable);
    if (!base.empty() && base[0] == '/') {
        return base + "/marginalia";
    }
    return homeFolder() + "/" + fallback + "/marginalia";
}

}  // namespace

std::string configFolder()
{
    return place("config", "XDG_CONFIG_HOME", ".config");
}

std::string stateFolder()
{
    return place("state", "XDG_STATE_HOME", ".local/state");
}

std::string dataFolder()
{
    return place("data", "XDG_DATA_HOME", ".local/share");
}

std::string cacheFolder()
{
    return place("cache", "XDG_CACHE_HOME", ".cache");
}

std::string runtimeFolder()
{
    if (environment("MARGINALIA_HOME").empty() && environment("XDG_RUNTIME_DIR").empty()) {
        return cacheFolder() + "/run";
    }
    return place("runtime", "XDG_RUNTIME_DIR", ".cache");
}

std::string resourceFolder()
{
    if (const std::string given = environment("MARGINALIA_RESOURCES"); !given.empty()) {
        return given;
    }
    char path[PATH_MAX];
    const ssize_t length = ::readlink("/proc/self/exe", path, sizeof path);
    const std::string program(path, length > 0 ? static_cast<size_t>(length) : 0);
    const std::string folder = program.substr(0, program.rfind('/'));
    // build/<preset>/bin lies three folders below the source tree.
    for (const char* place : {"/../share/marginalia", "/../../../resources"}) {
        const std::string marked = folder + place + "/starter";
        struct stat info = {};
        if (::stat(marked.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
            char* const whole = ::realpath((folder + place).c_str(), nullptr);
            const std::string found = whole != nullptr ? whole : "";
            std::free(whole);
            return found;
        }
    }
    return {};
}

}  // namespace marginalia
