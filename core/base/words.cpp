// SPDX-License-Identifier: Apache-2.0
#include "core/base/words.h"

#include <cstddef>

namespace marginalia {

namespace {

/// Length in bytes of the white space that begins at `at`; 0: a letter. The characters for which
/// str.isspace() is true.
std::size_t spaceAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const unsigned first = byte(0);
    if (first < 0x80) {
        return first == 0x20 || (first >= 0x09 && first <= 0x0D) || (first >= 0x1C && first <= 0x1F)
                   ? 1
                   : 0;
    }
    if (first == 0xC2) {
        return byte(1) == 0x85 || byte(1) == 0xA0 ? 2 : 0;  // next line, no-break space
    }
    if (first < 0xE1 || first > 0xE3) {
        return 0;
    }
    const unsigned code = (first & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    const bool isSpace = code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
                         code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
    return isSpace ? 3 : 0;
}

}  // namespace

std::int64_t numberOfWords(std::string_view text)
{
    std::int64_t words = 0;
    bool inWord = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t space = spaceAt(text, at);
        words += space == 0 && !inWord ? 1 : 0;
        inWord = space == 0;
        at += space == 0 ? 1 : space;
    }
    return words;
}

}  // namespace marginalia
