// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// A namespace of its own for the linker: core/text has functions of the same names and signatures,
// and for white space another meaning.
namespace marginalia::utf8 {
inline namespace reading {

/// Offset of the first byte that is not UTF-8 (RFC 3629: no overlong forms, no surrogates, at most
/// U+10FFFF); npos when all is well.
size_t firstInvalid(std::string_view text);

/// `text` with every invalid byte sequence replaced by U+FFFD, one for each maximal wrong part
/// (Unicode, table 3-8).
std::string repaired(std::string_view text);

/// Code points of valid UTF-8.
size_t length(std::string_view text);

/// Appends one code point.
void append(std::string& out, char32_t point);

/// Decodes the code point at `at` of valid UTF-8 and moves `at` behind it.
inline char32_t next(std::string_view text, size_t& at)
{
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) {
        ++at;
        return lead;
    }
    const size_t more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    char32_t point = lead & (0x3FU >> more);
    for (size_t i = 1; i <= more && at + i < text.size(); ++i) {
        point = point << 6U | (byte(at + i) & 0x3FU);
    }
    at = at + more + 1 < text.size() ? at + more + 1 : text.size();
    return point;
}

/// White space as Python's str.isspace and str.split see it.
bool isSpace(char32_t point);

}  // namespace reading
}  // namespace marginalia::utf8
