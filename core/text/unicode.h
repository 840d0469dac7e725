// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace marginalia::unicode {

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

/// The character at `at` of well-formed UTF-8 (see valid); `at` moves behind it.
inline char32_t next(std::string_view text, size_t& at)
{
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
    const size_t left = text.size() - at;
    const unsigned char first = byte(at);
    if (first < 0x80U || left < 2) {
        return text[at++] & 0x7F;
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

void append(std::string& out, char32_t character);
size_t sizeOf(char32_t character);
std::u32string decode(std::string_view text);
std::string encode(std::u32string_view characters);

/// Number of code points.
std::int64_t count(std::string_view text);

/// Whether the bytes are well-formed UTF-8 (no surrogates, nothing overlong).
bool valid(std::string_view bytes);
/// The bytes as text: every maximal ill-formed part becomes one U+FFFD (Unicode 16, 3.9, table
/// 3-8).
std::string lossy(std::string_view bytes);
/// How many bytes at the end could still become a character when more bytes follow (0 to 3).
size_t openTail(std::string_view bytes);

/// Unicode White_Space, the 25 code points that `\s` means in tokenizer files.
bool isSpace(char32_t character);
/// White space of Python's str.strip and str.split: four control characters more.
bool isPythonSpace(char32_t character);
bool isLetter(char32_t character);  ///< general category L
bool isNumber(char32_t character);  ///< general category N
bool isMark(char32_t character);    ///< general category M
/// `\w` of single_word: alphabetic, marks, decimal digits, connector punctuation, joiners.
bool isWord(char32_t character);

}  // namespace marginalia::unicode
