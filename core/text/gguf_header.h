// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/text/gguf_types.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace marginalia {

struct GgufTensor {
    std::string name;
    std::uint32_t type = kGgufF32;
    std::vector<std::int64_t> shape;  ///< slowest dimension first, unlike the file
    std::uint64_t begin = 0;          ///< of its bytes in the file
    std::uint64_t bytes = 0;
};

/// What stands before the tensor data of a GGUF file (version 2 or 3, little-endian).
struct GgufHeader {
    std::uint32_t version = 0;
    std::vector<std::pair<std::string, GgufValue>> values;  ///< in the file's order
    std::vector<GgufTensor> tensors;                        ///< in the file's order
    std::uint64_t alignment = 32;
    std::uint64_t dataStart = 0;

    const GgufValue* find(std::string_view key) const;  ///< null: not there
};

/// Whether the bytes begin as a GGUF file does; what follows may still be broken.
bool looksLikeGguf(std::string_view bytes);
/// The same of a file; false when it cannot be read.
bool isGgufFile(const std::string& path);

/// Reads and checks the header on a whole file's bytes, which must outlive what is given.
///
/// Every count is bounded by the bytes that are left before anything is made of it. Errors name the
/// byte, the key or the tensor.
Result<GgufHeader> parseGgufHeader(std::string_view file, const std::string& path);

}  // namespace marginalia
