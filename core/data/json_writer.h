// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

#include <string>
#include <string_view>

namespace marginalia {

/// Appends a JSON string. `text` must be valid UTF-8; it stays as it is but for quotes, backslashes
/// and controls.
void appendJsonText(std::string& out, std::string_view text);

/// Appends any value on one line, as Json::dump() writes it but several times faster on long texts.
void appendJson(std::string& out, const Json& value);

}  // namespace marginalia
