// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <c10/core/ScalarType.h>

#include <optional>
#include <string>

namespace marginalia {

/// LibTorch's type for a dtype name of the format; nothing for 4- and 6-bit floats and unknown
/// names.
std::optional<at::ScalarType> scalarTypeOf(const std::string& dtype);

/// The format's name of a type; null when it has none.
const char* safetensorsName(at::ScalarType type);

/// Place in the reference's order of dtypes, larger ones are written first; -1: none.
int safetensorsRank(at::ScalarType type);

}  // namespace marginalia
