// SPDX-License-Identifier: Apache-2.0
#include "core/text/unicode.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace marginalia::unicode {

std::u32string decode(std::string_view text)
{
    std::u32string out;
    out.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        out.push_back(next(text, at));
    }
    return out;
}

std::string encode(std::u32string_view characters)
{
    std::string out;
    out.reserve(characters.size());
    for (const char32_t character : characters) {
        append(out, character);
    }
    return out;
}

bool isSpace(char32_t character)
{
    if (character < 0x80) {
        return character == ' ' || (character >= 9 && character <= 13);
    }
    return u_isUWhiteSpace(static_cast<UChar32>(character)) != 0;
}

bool isLetter(char32_t character)
{
    if (character < 0x80) {
        return (character | 0x20U) >= 'a' && (character | 0x20U) <= 'z';
    }
    return (U_GET_GC_MASK(static_cast<UChar32>(character)) & U_GC_L_MASK) != 0;
}

bool isNumber(char32_t character)
{
    if (character < 0x80) {
        return character >= '0' && character <= '9';
    }
    return (U_GET_GC_MASK(static_cast<UChar32>(character)) & U_GC_N_MASK) != 0;
}

bool isMark(char32_t character)
{
    return character >= 0x300 &&
           (U_GET_GC_MASK(static_cast<UChar32>(character)) & U_GC_M_MASK) != 0;
}

bool isNonspacing(char32_t character)
{
    return character >= 0x300 &&
           (U_GET_GC_MASK(static_cast<UChar32>(character)) & U_GC_MN_MASK) != 0;
}

bool isPunctuation(char32_t character)
{
    if (character < 0x80) {
        return character > ' ' && character != 0x7F && !isLetter(character) && !isNumber(character);
    }
    return (U_GET_GC_MASK(static_cast<UChar32>(character)) & U_GC_P_MASK) != 0;
}

bool isControl(char32_t character)
{
    return (U_GET_GC_MASK(static_cast<UChar32>(character)) &
            (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK)) != 0;
}

bool isWord(char32_t character)
{
    const auto c = static_cast<UChar32>(character);
    return (U_GET_GC_MASK(c) & (U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK)) != 0 ||
           u_isUAlphabetic(c) != 0 || character == 0x200C || character == 0x200D;
}

}  // namespace marginalia::unicode
