// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// Fields of tokenizer.json with errors that name the part and the field.
namespace marginalia {

Error missingField(const std::string& part, const std::string& field);
Error unknownPart(const std::string& part, const std::string& type);

/// The `type` of a component.
Result<std::string> typeOf(const nlohmann::json& json, const std::string& part);
/// The components of `json` in their order, each Sequence laid open; `list` is the field in which a
/// Sequence holds its own. None for null. They point into `json`. Errors: no list, nested too deep.
Result<std::vector<const nlohmann::json*>> componentsOf(const nlohmann::json& json,
                                                        const char* list, const std::string& part);
Result<std::string> stringField(const nlohmann::json& json, const char* field,
                                const std::string& part);
/// The same, with the value for an absent or null field.
Result<std::string> stringField(const nlohmann::json& json, const char* field,
                                const std::string& part, const std::string& absent);
/// A whole number from 0 to `largest`.
Result<std::int64_t> countField(const nlohmann::json& json, const char* field,
                                const std::string& part, std::int64_t absent, std::int64_t largest);
Result<bool> boolField(const nlohmann::json& json, const char* field, const std::string& part);
/// The same, with the value for an absent field.
Result<bool> boolField(const nlohmann::json& json, const char* field, const std::string& part,
                       bool absent);

}  // namespace marginalia
