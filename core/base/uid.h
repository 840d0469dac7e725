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
        size_t out = 0;
        for (int i = 0; i < 8; ++i) {
            out = out << 8U | uid.bytes[static_cast<size_t>(i)];
        }
        return out;
    }
};
