// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace marginalia {

/// A random 128-bit identity of a record, event or project; the same in database, snapshot and rows.bin.
struct Uid {
    std::array<std::uint8_t, 16> bytes{};

    /// From the system's random source; never fails silently (the program ends if there is none).
    static Uid random();
    /// Of 32 hexadecimal digits, lower or upper case; nothing for any other text.
    static std::optional<Uid> fromHex(std::string_view hex);
    /// 32 lower-case hexadecimal digits.
    std::string hex() const;
    bool isNull() const;

    auto operator<=>(const Uid&) const = default;
};

/// Row id of a record in its project database; shown as "#20,117". Never reused.
enum class RecordId : std::int64_t {};

constexpr std::int64_t number(RecordId id)
{
    return static_cast<std::int64_t>(id);
}

}  // namespace marginalia

template <>
struct std::hash<marginalia::Uid> {
    size_t operator()(const marginalia::Uid& uid) const noexcept
    {
        // Both halves: the store draws the uids of a chunk with one common first half.
        size_t first = 0;
        size_t second = 0;
        for (size_t i = 0; i < 8; ++i) {
            first = first << 8U | uid.bytes[i];
            second = second << 8U | uid.bytes[8 + i];
        }
        return first ^ (second * 0x9E3779B97F4A7C15ULL);
    }
};
