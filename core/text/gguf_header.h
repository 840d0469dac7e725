// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace marginalia {

/// Types of metadata values, with the format's numbers.
enum class GgufType : std::uint32_t {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    F32,
    Bool,
    Text,
    Array,
    U64,
    I64,
    F64
};

/// One metadata value; it looks into the file's bytes.
struct GgufValue {
    GgufType type = GgufType::U8;
    std::string_view bytes;  ///< a number as stored, or a text, or the elements of an array
    GgufType element = GgufType::U8;      ///< of an array
    std::uint64_t count = 0;              ///< of an array
    std::vector<std::string_view> texts;  ///< of an array of texts

    std::optional<std::int64_t> integer() const;  ///< of any type of whole number that fits
    std::optional<double> number() const;         ///< of whole numbers and floats
    std::optional<bool> flag() const;
    std::optional<std::string_view> text() const;
    /// Element of an array of whole numbers.
    std::optional<std::int64_t> integerAt(std::uint64_t index) const;
};

/// A kind of tensor data: its name and how many bytes a block of numbers takes.
struct GgufFormat {
    std::uint32_t type;
    const char* name;
    std::int64_t numbers;  ///< of a block
    std::int64_t bytes;    ///< of a block
};
/// Null: not a type of the format.
const GgufFormat* ggufFormat(std::uint32_t type);

inline constexpr std::uint32_t kGgufF32 = 0;
inline constexpr std::uint32_t kGgufF16 = 1;
inline constexpr std::uint32_t kGgufQ8 = 8;
inline constexpr std::uint32_t kGgufBf16 = 30;

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
