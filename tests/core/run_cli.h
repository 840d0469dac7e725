// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <fstream>
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

/// Writes `count` pairs with prompts of their own to a file, as JSON lines; gives its path.
inline std::string writePairs(const std::string& path, int count)
{
    std::ofstream out(path);
    for (int i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        out << R"({"prompt": "Q)" << number << R"(: ", "chosen": "yes", "rejected": "no, never )"
            << number << "\"}\n";
    }
    return path;
}

}  // namespace marginalia::test
