// SPDX-License-Identifier: Apache-2.0
#include "core/data/json_reader.h"

#include "core/data/json_writer.h"
#include "core/data/limits.h"

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

struct Outcome {
    Json value;
    JsonNotes notes;
    std::optional<JsonIssue> issue;
};

Outcome parse(const std::string& text, JsonDialect dialect = JsonDialect::Json)
{
    Outcome out;
    out.issue = readJson(text, out.value, out.notes, dialect);
    return out;
}

std::string nested(size_t depth)
{
    return std::string(depth, '[') + std::string(depth, ']');
}

}  // namespace

TEST(JsonReader, ReadsWhatTheStandardAllows)
{
    const Outcome out =
        parse(R"( {"a":[1,-2.5e3,true,false,null,"x\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"],"b":{}} )");
    ASSERT_FALSE(out.issue);
    const Json expected = {
        {"a", {1, -2500.0, true, false, nullptr, "x\"\\/\b\f\n\r\t\u00e9\U0001F600"}},
        {"b", Json::object()}};
    EXPECT_EQ(out.value, expected);
    EXPECT_TRUE(out.value["a"][0].is_number_integer());
}

TEST(JsonReader, KeepsWholeNumbersExact)
{
    EXPECT_EQ(parse("9223372036854775807").value.get<std::int64_t>(), INT64_MAX);
    EXPECT_EQ(parse("18446744073709551615").value.get<std::uint64_t>(), UINT64_MAX);
    EXPECT_TRUE(parse("18446744073709551616").value.is_number_float());
    EXPECT_EQ(parse("0.1").value.get<double>(), 0.1);
    EXPECT_EQ(parse("-0").value.get<int>(), 0);
}

TEST(JsonReader, NamesTheByteOfEachFault)
{
    const std::vector<std::pair<std::string, size_t>> faults = {
        {"", 0},        {"{", 1},     {R"({"a")", 4},  {R"({"a":1,})", 7}, {"[1,]", 3},
        {"[1 2]", 3},   {"01", 0},    {"1.", 0},       {"-", 0},           {"1e", 0},
        {"tru", 0},     {"\"abc", 0}, {"\"a\\q\"", 2}, {"\"\\u12\"", 1},   {"\"a\nb\"", 2},
        {"{'a':1}", 1}, {"1 1", 2},   {"[1}", 2},      {"1e999", 0},       {"+1", 0},
    };
    for (const auto& [text, at] : faults) {
        const Outcome out = parse(text);
        ASSERT_TRUE(out.issue) << text;
        EXPECT_EQ(out.issue->at, at) << text;
        EXPECT_FALSE(out.issue->what.empty()) << text;
    }
}

TEST(JsonReader, RefusesDuplicateKeysInSmallAndLargeObjects)
{
    const Outcome small = parse(R"({"a":1,"b":2,"a":3})");
    ASSERT_TRUE(small.issue);
    EXPECT_EQ(small.issue->field, "a");
    EXPECT_EQ(small.issue->at, 13U);
    std::string large = "{";
    for (int i = 0; i < 100; ++i) {
        large += "\"k" + std::to_string(i) + "\":0,";
    }
    EXPECT_FALSE(parse(large + "\"new\":0}").issue);
    EXPECT_TRUE(parse(large + "\"k3\":0}").issue);
    EXPECT_FALSE(parse(R"([{"a":1},{"a":2}])").issue);
}

TEST(JsonReader, TurnsOddThingsIntoNotes)
{
    EXPECT_EQ(parse(R"("\ud83d x")").value, "\uFFFD x");
    EXPECT_TRUE(parse(R"("\ud83d x")").notes.surrogate);
    EXPECT_EQ(parse(R"("\udc00\ud83d\ud83d\ude00")").value, "\uFFFD\uFFFD\U0001F600");
    EXPECT_TRUE(parse(R"("\u0000")").notes.nul);
    EXPECT_EQ(parse("[NaN,Infinity,-Infinity]").value, (Json{"NaN", "Infinity", "-Infinity"}));
    EXPECT_TRUE(parse("NaN").notes.nonFinite);
    EXPECT_FALSE(parse(R"("\ud83d\ude00")").notes.surrogate);
}

TEST(JsonReader, HoldsItsLimits)
{
    EXPECT_FALSE(parse(nested(limits::kJsonDepth - 1)).issue);
    EXPECT_FALSE(parse(nested(limits::kJsonDepth)).issue);
    EXPECT_TRUE(parse(nested(limits::kJsonDepth + 1)).issue);
    EXPECT_TRUE(parse(std::string(1'000'000, '[')).issue);
    // The list itself is a value too.
    for (const int extra : {-1, 0, 1}) {
        std::string text = "[0";
        for (size_t i = 2; i < limits::kJsonValues + static_cast<size_t>(extra); ++i) {
            text += ",0";
        }
        EXPECT_EQ(parse(text + "]").issue.has_value(), extra == 1) << extra;
    }
}

TEST(JsonReader, ReadsPythonLiterals)
{
    const Outcome out = parse(
        R"([{'role': 'user', 'content': "it's \x41\u00e9\U0001F600"}, (1, 2,), True, False, None, nan])",
        JsonDialect::Python);
    ASSERT_FALSE(out.issue) << out.issue->what.str();
    EXPECT_EQ(out.value[0]["content"], "it's A\u00e9\U0001F600");
    EXPECT_EQ(out.value[1], (Json{1, 2}));
    EXPECT_EQ(out.value[2], true);
    EXPECT_TRUE(out.value[4].is_null());
    EXPECT_TRUE(parse("[__import__('os')]", JsonDialect::Python).issue);
    EXPECT_TRUE(parse("['a' 'b']", JsonDialect::Python).issue);
}

TEST(JsonWriter, WritesWhatTheReaderReads)
{
    const Json value = {{"text", std::string("\0\x01\x1f\"\\\n\r\t\x7f \u00e9\U0001F600", 17)},
                        {"list", {1, 2.5, nullptr, true, Json::object(), Json::array()}}};
    std::string text;
    appendJson(text, value);
    EXPECT_EQ(text.find('\n'), std::string::npos);
    EXPECT_EQ(parse(text).value, value);
    std::string large;
    const std::string content(3U << 20U, '\n');
    appendJsonText(large, content);
    EXPECT_EQ(parse(large).value, content);
}
