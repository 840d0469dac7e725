// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <string>
#include <sys/wait.h>

namespace marginalia::test {

struct Finished {
    int code = -1;  ///< -1: it did not start, or a signal ended it
    std::string out;
};

/// `marginalia-cli arguments` in a shell, with variables before it and redirections behind it.
inline Finished runCli(const std::string& arguments, const std::string& environment = {},
                       const std::string& streams = {})
{
    const std::string command =
        environment + " " MARGINALIA_BIN_DIR "/marginalia-cli " + arguments + " " + streams;
    Finished result;
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) {
        return result;
    }
    char buffer[65536];
    for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
        result.out.append(buffer, got);
    }
    const int status = ::pclose(pipe);
    result.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
}

}  // namespace marginalia::test
