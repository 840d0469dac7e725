// SPDX-License-Identifier: Apache-2.0
#include "core/data/json_scan.h"

#include <charconv>
#include <cstdint>

namespace marginalia {

namespace {

char byteAt(std::string_view text, size_t at)
{
    return at < text.size() ? text[at] : '\0';
}

size_t skipDigits(std::string_view text, size_t at)
{
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
        ++at;
    }
    return at;
}

}  // namespace

size_t numberEnd(std::string_view text, size_t begin, bool python, bool& whole)
{
    const size_t first = begin + (byteAt(text, begin) == '-' ? 1 : 0);
    size_t at = skipDigits(text, first);
    if (at == first || (byteAt(text, first) == '0' && at > first + 1)) {
        return 0;
    }
    whole = true;
    if (byteAt(text, at) == '.') {
        const size_t fraction = skipDigits(text, at + 1);
        if (fraction == at + 1 && !python) {
            return 0;
        }
        at = fraction;
        whole = false;
    }
    if (byteAt(text, at) == 'e' || byteAt(text, at) == 'E') {
        const size_t digits =
            at + (byteAt(text, at + 1) == '+' || byteAt(text, at + 1) == '-' ? 2 : 1);
        const size_t exponent = skipDigits(text, digits);
        if (exponent == digits) {
            return 0;
        }
        at = exponent;
        whole = false;
    }
    return at;
}

bool numberValue(std::string_view text, bool whole, Json& out)
{
    const char* first = text.data();
    const char* last = first + text.size();
    std::int64_t integer = 0;
    std::uint64_t large = 0;
    double real = 0;
    if (whole && std::from_chars(first, last, integer).ec == std::errc()) {
        out = integer;
    } else if (whole && *first != '-' && std::from_chars(first, last, large).ec == std::errc()) {
        out = large;
    } else if (std::from_chars(first, last, real).ec == std::errc()) {
        out = real;
    } else {
        return false;
    }
    return true;
}

bool hexDigits(std::string_view text, size_t at, size_t digits, char32_t& out)
{
    out = 0;
    for (size_t i = 0; i < digits; ++i) {
        const char c = byteAt(text, at + i);
        unsigned digit = 0;
        if (c >= '0' && c <= '9') {
            digit = static_cast<unsigned>(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            digit = static_cast<unsigned>(c - 'a' + 10);
        } else if (c >= 'A' && c <= 'F') {
            digit = static_cast<unsigned>(c - 'A' + 10);
        } else {
            return false;
        }
        out = out << 4U | digit;
    }
    return true;
}

}  // namespace marginalia
