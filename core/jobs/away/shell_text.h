// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace marginalia::away {

/// One word of a POSIX shell that stands for exactly these bytes, whatever they are (no NUL).
std::string shellQuoted(std::string_view word);

/// A path of another machine as a word of its shell: "~" and "~/..." begin at the home there, all
/// else is literal.
std::string shellPath(const std::string& path);

/// What ssh is given to run `script` there with `words` as $1, $2, ...: one quoted word to /bin/sh,
/// so that the login shell, whichever it is, has nothing to interpret.
std::string shellCommand(const std::string& script, const std::vector<std::string>& words);

}  // namespace marginalia::away
