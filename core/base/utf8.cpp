// SPDX-License-Identifier: Apache-2.0
#include "core/base/utf8.h"

#include <algorithm>
#include <cstring>

namespace marginalia::utf8 {

namespace {

struct Step {
    size_t length = 1;  // of the sequence, or of the wrong part
    bool valid = false;
};

Step sequenceAt(std::string_view text, size_t at)
{
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) {
        return {1, true};
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return {1, false};
    }
    const size_t more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    // The second byte's range excludes overlong forms, surrogates and what lies above U+10FFFF.
    unsigned low = 0x80;
    unsigned high = 0xBF;
    if (lead == 0xE0) {
        low = 0xA0;
    } else if (lead == 0xED) {
        high = 0x9F;
    } else if (lead == 0xF0) {
        low = 0x90;
    } else if (lead == 0xF4) {
        high = 0x8F;
    }
    for (size_t i = 1; i <= more; ++i) {
        if (at + i >= text.size() || byte(at + i) < low || byte(at + i) > high) {
            return {i, false};
        }
        low = 0x80;
        high = 0xBF;
    }
    return {more + 1, true};
}

/// Skips bytes below 0x80 eight at a time.
size_t skipAscii(std::string_view text, size_t at)
{
    while (at + 8 <= text.size()) {
        std::uint64_t block = 0;
        std::memcpy(&block, text.data() + at, 8);
        if ((block & 0x8080808080808080ULL) != 0) {
            break;
        }
        at += 8;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) {
        ++at;
    }
    return at;
}

}  // namespace

size_t firstInvalid(std::string_view text)
{
    size_t at = skipAscii(text, 0);
    while (at < text.size()) {
        const Step step = sequenceAt(text, at);
        if (!step.valid) {
            return at;
        }
        at += step.length;
        if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) {
            at = skipAscii(text, at);
        }
    }
    return std::string_view::npos;
}

std::string repaired(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + 8);
    for (size_t at = 0; at < text.size();) {
        const Step step = sequenceAt(text, at);
        if (step.valid) {
            out.append(text, at, step.length);
        } else {
            append(out, kReplacement);
        }
        at += step.length;
    }
    return out;
}

size_t length(std::string_view text)
{
    return static_cast<size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return !isContinuation(byte); }));
}

size_t openTail(std::string_view text)
{
    for (size_t back = 1; back <= std::min<size_t>(3, text.size()); ++back) {
        const size_t at = text.size() - back;
        if (isContinuation(text[at])) {
            continue;
        }
        // Good as far as it goes: a wrong byte would have ended the part earlier.
        const Step step = sequenceAt(text, at);
        const auto lead = static_cast<unsigned char>(text[at]);
        const bool open = !step.valid && step.length == back && lengthOf(text[at]) > back &&
                          lead >= 0xC2U && lead <= 0xF4U;
        return open ? back : 0;
    }
    return 0;
}

void append(std::string& out, char32_t point)
{
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0U | point >> 6U);
        out += static_cast<char>(0x80U | (point & 0x3FU));
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0U | point >> 12U);
        out += static_cast<char>(0x80U | (point >> 6U & 0x3FU));
        out += static_cast<char>(0x80U | (point & 0x3FU));
    } else {
        out += static_cast<char>(0xF0U | point >> 18U);
        out += static_cast<char>(0x80U | (point >> 12U & 0x3FU));
        out += static_cast<char>(0x80U | (point >> 6U & 0x3FU));
        out += static_cast<char>(0x80U | (point & 0x3FU));
    }
}

bool isSpace(char32_t point)
{
    if (point < 0x80) {
        return (point >= 0x09 && point <= 0x0D) || (point >= 0x1C && point <= 0x20);
    }
    return point == 0x85 || point == 0xA0 || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
           point == 0x202F || point == 0x205F || point == 0x3000;
}

}  // namespace marginalia::utf8
