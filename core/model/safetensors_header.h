// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace marginalia {

/// A tensor as the header of a safetensors file describes it; offsets count from the first byte of
/// the data buffer.
struct TensorEntry {
    std::string name;
    std::string dtype;  ///< "F32", "BF16", ...
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

struct SafetensorsHeader {
    std::vector<TensorEntry> entries;  ///< in offset order
    std::map<std::string, std::string> metadata;
    std::uint64_t dataStart = 0;  ///< of the buffer in the file
};

/// Makes the checks 1 to 8 of models.md 2.2 in their order on a whole file's bytes.
///
/// `failedCheck` (may be null) receives the number of the first check that failed, 0 when all
/// passed. Nothing is allocated from a number of the header before it was checked.
Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view file, const std::string& path,
                                                 int* failedCheck = nullptr);

/// Bits of one element; 0: not a dtype of the format.
int safetensorsBits(const std::string& dtype);

}  // namespace marginalia
