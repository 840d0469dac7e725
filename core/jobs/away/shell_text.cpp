// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/shell_text.h"

namespace marginalia::away {

std::string shellQuoted(std::string_view word)
{
    std::string out = "'";
    for (const char c : word) {
        if (c == '\'') {
            out += "'\\''";
        } else {
            out += c;
        }
    }
    return out + "'";
}

std::string shellPath(const std::string& path)
{
    if (path == "~") {
        return "\"$HOME\"";
    }
    if (path.rfind("~/", 0) == 0) {
        return "\"$HOME\"/" + shellQuoted(std::string_view(path).substr(2));
    }
    return shellQuoted(path);
}

std::string shellCommand(const std::string& script, const std::vector<std::string>& words)
{
    std::string out = "exec /bin/sh -c " + shellQuoted(script) + " sh";
    for (const std::string& word : words) {
        out += " " + shellQuoted(word);
    }
    return out;
}

}  // namespace marginalia::away
