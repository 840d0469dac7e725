// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
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

/// Bytes of a number of this type; 0: not a number.
std::uint64_t ggufNumberSize(GgufType type);
/// The number that at most eight bytes stand for, the smallest part first.
std::uint64_t ggufLittleEndian(std::string_view bytes);

}  // namespace marginalia
