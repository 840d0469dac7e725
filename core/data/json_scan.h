// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

#include <cstddef>
#include <string_view>

namespace marginalia {

/// Where the number at `at` ends by the grammar of JSON (`python`: "1." is one too); 0: there is
/// none. `whole`: it has neither fraction nor exponent.
size_t numberEnd(std::string_view text, size_t at, bool python, bool& whole);

/// The number as an integer where it fits, else as a double; false when it fits neither.
bool numberValue(std::string_view text, bool whole, Json& out);

/// `digits` hexadecimal digits at `at`.
bool hexDigits(std::string_view text, size_t at, size_t digits, char32_t& out);

}  // namespace marginalia
