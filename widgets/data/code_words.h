// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <vector>

namespace marginalia {

/// What a code of the import ("D-IDENTICAL") says of a record, in words: "both answers are the
/// same"; the code itself when it is not known.
QString codeWords(const std::string& code);
/// All of them in one sentence; "no text to train on" when there is none.
QString codeSentences(const std::vector<std::string>& codes);

}  // namespace marginalia
