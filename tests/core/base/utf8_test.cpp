// SPDX-License-Identifier: Apache-2.0
#include "core/base/utf8.h"

#include <gtest/gtest.h>

using namespace marginalia;

TEST(Utf8, FindsTheFirstWrongByte)
{
    constexpr size_t kNone = std::string_view::npos;
    const std::vector<std::pair<std::string, size_t>> cases = {
        {"", kNone},
        {"plain text that is longer than eight bytes", kNone},
        {"\u00e9\u20ac\U0001F600\U0010FFFF", kNone},
        {"abcdefgh\xE9", 8},
        {"\xC0\x80", 0},          // overlong
        {"\xE0\x9F\xBF", 0},      // overlong
        {"\xF0\x8F\xBF\xBF", 0},  // overlong
        {"\xED\xA0\x80", 0},      // surrogate
        {"\xF4\x90\x80\x80", 0},  // above U+10FFFF
        {"\xF5\x80\x80\x80", 0},
        {"a\xE2\x82", 1},  // cut
        {"a\x80", 1},
    };
    for (const auto& [text, at] : cases) {
        EXPECT_EQ(utf8::firstInvalid(text), at) << text;
        EXPECT_EQ(utf8::firstInvalid(utf8::repaired(text)), kNone);
    }
}

TEST(Utf8, ReplacesEachMaximalWrongPart)
{
    EXPECT_EQ(utf8::repaired("a\xE2\x82z\xFF\xFE"), "a\uFFFDz\uFFFD\uFFFD");
    EXPECT_EQ(utf8::repaired("\xF0\x9F\x98"), "\uFFFD");
    EXPECT_EQ(utf8::repaired("fine \u00e9"), "fine \u00e9");
}

TEST(Utf8, CountsAndDecodes)
{
    const std::string text = "a\u00e9\u20ac\U0001F600";
    EXPECT_EQ(utf8::length(text), 4U);
    std::vector<char32_t> points;
    std::string again;
    for (size_t at = 0; at < text.size();) {
        points.push_back(utf8::next(text, at));
        utf8::append(again, points.back());
    }
    EXPECT_EQ(points, (std::vector<char32_t>{'a', 0xE9, 0x20AC, 0x1F600}));
    EXPECT_EQ(again, text);
}

TEST(Utf8, SpacesAreThoseOfPython)
{
    for (const char32_t c :
         {U'\t', U'\n', U'\x0b', U'\x0c', U'\r', U'\x1c', U'\x1f', U' ', U'\u0085', U'\u00a0',
          U'\u1680', U'\u2000', U'\u200a', U'\u2028', U'\u2029', U'\u202f', U'\u205f', U'\u3000'}) {
        EXPECT_TRUE(utf8::isSpace(c)) << static_cast<unsigned>(c);
    }
    for (const char32_t c :
         {U'\0', U'\x08', U'\x0e', U'\x1b', U'a', U'\u200b', U'\u180e', U'\ufeff'}) {
        EXPECT_FALSE(utf8::isSpace(c)) << static_cast<unsigned>(c);
    }
}
