// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <string>

namespace marginalia {

/// The whole file. NotFound when there is none; files over `limit` bytes are refused.
Result<std::string> fileBytes(const std::string& path, size_t limit);

}  // namespace marginalia
