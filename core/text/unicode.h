// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/utf8.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace marginalia::unicode {

using utf8::append;
using utf8::isContinuation;
using utf8::kReplacement;
using utf8::lengthOf;
using utf8::next;
using utf8::openTail;
using utf8::sizeOf;

std::u32string decode(std::string_view text);
std::string encode(std::u32string_view characters);

/// Number of code points.
inline std::int64_t count(std::string_view text)
{
    return static_cast<std::int64_t>(utf8::length(text));
}

/// Whether the bytes are well-formed UTF-8 (no surrogates, nothing overlong).
inline bool valid(std::string_view bytes)
{
    return utf8::firstInvalid(bytes) == std::string_view::npos;
}

/// The bytes as text: every maximal ill-formed part becomes one U+FFFD (Unicode 16, 3.9, table
/// 3-8).
inline std::string lossy(std::string_view bytes)
{
    return utf8::repaired(bytes);
}

/// Unicode White_Space, the 25 code points that `\s` means in tokenizer files.
bool isSpace(char32_t character);
/// White space of Python's str.strip and str.split: four control characters more.
inline bool isPythonSpace(char32_t character)
{
    return utf8::isSpace(character);
}
bool isLetter(char32_t character);       ///< general category L
bool isNumber(char32_t character);       ///< general category N
bool isMark(char32_t character);         ///< general category M
bool isNonspacing(char32_t character);   ///< general category Mn
bool isPunctuation(char32_t character);  ///< general category P, and all of ASCII's
bool isControl(char32_t character);      ///< general category Cc, Cf, Co
/// `\w` of single_word: alphabetic, marks, decimal digits, connector punctuation, joiners.
bool isWord(char32_t character);

}  // namespace marginalia::unicode
