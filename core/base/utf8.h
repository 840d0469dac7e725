// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Text in UTF-8: checking, mending, and one code point after the other. What needs Unicode's
/// tables is in core/text/unicode.h.
namespace marginalia::utf8 {

/// Stands for bytes that are no text.
constexpr char32_t kReplacement = 0xFFFD;

inline bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Length in bytes of the character that starts with `byte`; 1 for a byte that starts none.
inline size_t lengthOf(char byte)
{
    const auto value = static_cast<unsigned char>(byte);
    return value < 0xC0U ? 1 : value < 0xE0U ? 2 : value < 0xF0U ? 3 : 4;
}

/// Bytes that a code point takes.
inline size_t sizeOf(char32_t point)
{
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/// Offset of the first byte that is not UTF-8 (RFC 3629: no overlong forms, no surrogates, at most
/// U+10FFFF); npos when all is well.
size_t firstInvalid(std::string_view text);

/// `text` with every invalid byte sequence replaced by U+FFFD, one for each maximal wrong part
/// (Unicode, table 3-8).
std::string repaired(std::string_view text);

/// Code points of valid UTF-8.
size_t length(std::string_view text);

/// How many bytes at the end could still become a character when more bytes follow (0 to 3).
size_t openTail(std::string_view text);

/// Appends one code point.
void append(std::string& out, char32_t point);

/// Decodes the code point at `at` of valid UTF-8 and moves `at` behind it; never beyond the end.
inline char32_t next(std::string_view text, size_t& at)
{
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
    const size_t left = text.size() - at;
    const unsigned char first = byte(at);
    if (first < 0x80U || left < 2) {
        return static_cast<unsigned char>(text[at++]) & 0x7FU;
    }
    if (first < 0xE0U || left < 3) {
        const char32_t out = (first & 0x1FU) << 6U | (byte(at + 1) & 0x3FU);
        at += 2;
        return out;
    }
    if (first < 0xF0U || left < 4) {
        const char32_t out =
            (first & 0x0FU) << 12U | (byte(at + 1) & 0x3FU) << 6U | (byte(at + 2) & 0x3FU);
        at += 3;
        return out;
    }
    const char32_t out = (first & 0x07U) << 18U | (byte(at + 1) & 0x3FU) << 12U |
                         (byte(at + 2) & 0x3FU) << 6U | (byte(at + 3) & 0x3FU);
    at += 4;
    return out;
}

/// White space as Python's str.isspace and str.split see it.
bool isSpace(char32_t point);

}  // namespace marginalia::utf8
