// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/golden_ran.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

/// Reference values of tests/golden/text, or of the folder that MARGINALIA_GOLDEN names.
namespace marginalia::golden {

using Value = nlohmann::ordered_json;

std::string textFolder();
bool exists(const std::string& path);
std::string bytes(const std::string& path);
Value json(const std::string& path);
std::vector<Value> lines(const std::string& path);
/// Names of the folders in `path`, sorted.
std::vector<std::string> folders(const std::string& path);
/// Whether tests/golden/required.txt lists `name`, for example "text/tokenizers/gpt2".
bool required(const std::string& name);
/// A text written as [[unit, count], ...].
std::string unfoldText(const Value& folded);
std::vector<int> unfoldIds(const Value& folded);

}  // namespace marginalia::golden
