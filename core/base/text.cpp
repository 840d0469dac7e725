// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"

#include <cstdio>

namespace marginalia {

std::string fillPattern(const std::string& pattern, const std::vector<std::string>& arguments)
{
    std::string out;
    out.reserve(pattern.size() + 32);
    for (size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' &&
            pattern[i + 1] <= '9') {
            const size_t index = static_cast<size_t>(pattern[i + 1] - '1');
            if (index < arguments.size()) {
                out += arguments[index];
                ++i;
                continue;
            }
        }
        out += pattern[i];
    }
    return out;
}

std::string Text::str() const
{
    return fillPattern(pattern, arguments);
}

std::string quotedForError(const std::string& found)
{
    constexpr size_t kLongest = 80;
    std::string out;
    size_t characters = 0;
    for (size_t i = 0; i < found.size(); ++i) {
        const auto byte = static_cast<unsigned char>(found[i]);
        const bool begins = (byte & 0xC0U) != 0x80U;
        if (begins && characters++ == kLongest) {
            return out + "\xE2\x80\xA6";
        }
        if (byte < 0x20 || byte == 0x7F) {
            char escaped[8];
            std::snprintf(escaped, sizeof escaped, "\\x%02x", byte);
            out += escaped;
        } else {
            out += found[i];
        }
    }
    return out;
}

}  // namespace marginalia
