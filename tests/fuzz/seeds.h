// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace marginalia::fuzz {

/// What a target's cases begin with: whole files of tests/golden (or of MARGINALIA_GOLDEN) of its
/// kind, broken ones among them. `target` is "safetensors", "tokenizer", "config", "gguf" or
/// "template"; empty for any other name, or where the folder lacks them.
std::vector<std::string> seedsOf(const std::string& target);

/// Words of the format that chance would not find.
const std::vector<std::string>& wordsOf(const std::string& target);

}  // namespace marginalia::fuzz
