// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/text/tokenizer.h"

#include <string>

namespace marginalia::cli {

/// A file, or standard input for "-".
Result<std::string> readInput(const std::string& path);

/// {"ids", "tokens", "offsets"} of a text; spellings as the vocabulary has them.
Json tokensJson(const Tokenizer& tokenizer, const Encoding& encoding);

/// One line on standard output.
void printJson(const Json& json);

}  // namespace marginalia::cli
