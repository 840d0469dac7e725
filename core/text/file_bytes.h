// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace marginalia {

/// The whole file. NotFound when there is none; files over `limit` bytes are refused.
Result<std::string> fileBytes(const std::string& path, size_t limit);
/// SHA-256 as 64 hexadecimal digits.
std::string sha256Hex(std::string_view bytes);

}  // namespace marginalia
