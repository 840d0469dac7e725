// SPDX-License-Identifier: Apache-2.0
#include "core/text/unicode.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace marginalia::unicode {

namespace {

/// Bytes of the well-formed character at `at`, or 0; then `bad` is the size of the maximal
/// ill-formed part.
size_t wellFormed(std::string_view bytes, size_t at, size_t& bad)
{
    const auto byte = [&](size_t i) -> unsigned {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0;
    };
    const unsigned first = byte(at);
    bad = 1;
    if (first < 0x80U) {
        return 1;
    }
    if (first < 0xC2U || first > 0xF4U) {
        return 0;
    }
    const unsigned low = first == 0xE0U ? 0xA0U : first == 0xF0U ? 0x90U : 0x80U;
    const unsigned high = first == 0xEDU ? 0x9FU : first == 0xF4U ? 0x8FU : 0xBFU;
    const size_t length = first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
    for (size_t i = 1; i < length; ++i) {
        const unsigned next = byte(at + i);
        if (at + i >= bytes.size() || next < (i == 1 ? low : 0x80U) ||
            next > (i == 1 ? high : 0xBFU)) {
            bad = i;
            return 0;
        }
    }
    return length;
}

}  // namespace

size_t sizeOf(char32_t character)
{
    return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
}

void append(std::string& out, char32_t character)
{
    const auto push = [&](unsigned bits) { out.push_back(static_cast<char>(bits)); };
    const auto value = static_cast<unsigned>(character);
    if (value < 0x80U) {
        push(value);
    } else if (value < 0x800U) {
        push(0xC0U | value >> 6U);
        push(0x80U | (value & 0x3FU));
    } else if (value < 0x10000U) {
        push(0xE0U | value >> 12U);
        push(0x80U | (value >> 6U & 0x3FU));
        push(0x80U | (value & 0x3FU));
    } else {
        push(0xF0U | value >> 18U);
        push(0x80U | (value >> 12U & 0x3FU));
        push(0x80U | (value >> 6U & 0x3FU));
        push(0x80U | (value & 0x3FU));
    }
}

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

std::int64_t count(std::string_view text)
{
    return std::count_if(text.begin(), text.end(), [](char byte) { return !isContinuation(byte); });
}

bool valid(std::string_view bytes)
{
    size_t bad = 0;
    for (size_t at = 0; at < bytes.size();) {
        const size_t length = wellFormed(bytes, at, bad);
        if (length == 0) {
            return false;
        }
        at += length;
    }
    return true;
}

std::string lossy(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size());
    size_t bad = 0;
    for (size_t at = 0; at < bytes.size();) {
        const size_t length = wellFormed(bytes, at, bad);
        if (length == 0) {
            append(out, kReplacement);
            at += bad;
        } else {
            out.append(bytes, at, length);
            at += length;
        }
    }
    return out;
}

size_t openTail(std::string_view bytes)
{
    for (size_t back = 1; back <= std::min<size_t>(3, bytes.size()); ++back) {
        const size_t at = bytes.size() - back;
        if (isContinuation(bytes[at])) {
            continue;
        }
        size_t bad = 0;
        const bool open = wellFormed(bytes, at, bad) == 0 && bad == back &&
                          lengthOf(bytes[at]) > back &&
                          static_cast<unsigned char>(bytes[at]) >= 0xC2U &&
                          static_cast<unsigned char>(bytes[at]) <= 0xF4U;
        return open ? back : 0;
    }
    return 0;
}

bool isSpace(char32_t character)
{
    if (character < 0x80) {
        return character == ' ' || (character >= 9 && character <= 13);
    }
    return u_isUWhiteSpace(static_cast<UChar32>(character)) != 0;
}

bool isPythonSpace(char32_t character)
{
    return isSpace(character) || (character >= 0x1C && character <= 0x1F);
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

bool isWord(char32_t character)
{
    const auto c = static_cast<UChar32>(character);
    return (U_GET_GC_MASK(c) & (U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK)) != 0 ||
           u_isUAlphabetic(c) != 0 || character == 0x200C || character == 0x200D;
}

}  // namespace marginalia::unicode
