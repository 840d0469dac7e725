// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace marginalia {

/// Number of words as Python's str.split sees them: runs of characters that are no white space
/// (Unicode's). Bytes that are not UTF-8 count as letters.
std::int64_t numberOfWords(std::string_view text);

}  // namespace marginalia
