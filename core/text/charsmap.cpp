// SPDX-License-Identifier: Apache-2.0
#include "core/text/charsmap.h"

#include "core/text/unicode.h"

#include <array>

namespace marginalia {

namespace {

const char* const kField = "normalizer.precompiled_charsmap";

Result<std::string> decodeBase64(const std::string& text)
{
    static const std::array<std::int8_t, 256> values = [] {
        std::array<std::int8_t, 256> out{};
        out.fill(-1);
        const std::string_view digits =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (size_t i = 0; i < digits.size(); ++i) {
            out[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
        }
        return out;
    }();
    std::string out;
    std::uint32_t bits = 0;
    int held = 0;
    const size_t end = text.find_last_not_of('=') + 1;
    for (size_t i = 0; i < end; ++i) {
        const std::int8_t value = values[static_cast<unsigned char>(text[i])];
        if (value < 0 || text.size() % 4 != 0 || text.size() - end > 2) {
            return failure(ErrorKind::Invalid,
                           Text(MG_TR("text", "The character map is not base64 at character %1."),
                                {std::to_string(i + 1)}),
                           kField);
        }
        bits = bits << 6U | static_cast<std::uint32_t>(value);
        held += 6;
        if (held >= 8) {
            held -= 8;
            out.push_back(static_cast<char>(bits >> static_cast<unsigned>(held) & 0xFFU));
        }
    }
    return out;
}

std::uint32_t littleEndian(const std::string& bytes, size_t at)
{
    std::uint32_t out = 0;
    for (size_t i = 0; i < 4; ++i) {
        out |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    }
    return out;
}

}  // namespace

Result<Charsmap> Charsmap::fromBase64(const std::string& text)
{
    MG_TRY(const std::string bytes, decodeBase64(text));
    const size_t size = bytes.size() >= 4 ? littleEndian(bytes, 0) : 0;
    if (size < 4 || size % 4 != 0 || size > bytes.size() - 4) {
        return failure(ErrorKind::Invalid,
                       MG_TR("text", "The character map is shorter than it says."), kField);
    }
    Charsmap out;
    out.m_units.reserve(size / 4);
    for (size_t at = 4; at < 4 + size; at += 4) {
        out.m_units.push_back(littleEndian(bytes, at));
    }
    out.m_replacements = bytes.substr(4 + size);
    if (!unicode::valid(out.m_replacements)) {
        return failure(ErrorKind::Invalid,
                       MG_TR("text", "The replacements of the character map are not UTF-8."),
                       kField);
    }
    return out;
}

std::optional<std::string_view> Charsmap::replacement(std::string_view part) const
{
    // The layout of darts-clone: label and leaf flag in the low bits, the offset to the children
    // above, scaled by 256 when bit 9 is set.
    const auto offset = [](std::uint32_t unit) {
        return static_cast<size_t>(unit >> 10U) << ((unit & 0x200U) >> 6U);
    };
    size_t node = offset(m_units[0]);
    for (const char c : part) {
        const auto byte = static_cast<unsigned char>(c);
        node ^= byte;
        if (byte == 0 || node >= m_units.size() || (m_units[node] & 0x800000FFU) != byte) {
            return std::nullopt;
        }
        const bool leaf = (m_units[node] >> 8U & 1U) != 0;
        node ^= offset(m_units[node]);
        if (leaf) {
            const size_t begin = node < m_units.size() ? m_units[node] & 0x7FFFFFFFU : SIZE_MAX;
            if (begin >= m_replacements.size() || unicode::isContinuation(m_replacements[begin])) {
                return std::nullopt;
            }
            const size_t end = m_replacements.find('\0', begin);
            return std::string_view(m_replacements)
                .substr(begin, end == std::string::npos ? end : end - begin);
        }
    }
    return std::nullopt;
}

}  // namespace marginalia
