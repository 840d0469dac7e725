// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/data_stats.h"

#include "core/analysis/text_marks.h"
#include "core/data/reader.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace marginalia;

namespace {

const std::string kFolder = MARGINALIA_SOURCE_DIR "/tests/fixtures/data_stats/";

class StatsSink : public ReadSink {
public:
    bool head(const ReadHead&) override { return true; }
    bool record(Record record) override
    {
        stats.add(record);
        return true;
    }
    bool problem(const Problem& problem) override
    {
        ADD_FAILURE() << problem.what.str();
        return true;
    }
    bool progress(std::int64_t, std::int64_t) override { return true; }
    void end(const ReadEnd&) override {}

    DataStats stats;
};

Json measured(const std::string& file, const char* block, const char* mapping = nullptr)
{
    StatsSink sink;
    ReadOptions options;
    if (mapping != nullptr) {
        options.mapping = Mapping{Json::parse(mapping)};
    }
    const Status status = readDataFile(kFolder + file, options, sink);
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message());
    return sink.stats.result()[block];
}

/// Equal in every key, value and kind of number.
void expectSame(const Json& found, const Json& expected, const std::string& where)
{
    if (!expected.is_object()) {
        EXPECT_EQ(found.dump(), expected.dump()) << where;
        return;
    }
    EXPECT_EQ(found.size(), expected.size()) << where;
    for (const auto& [key, value] : expected.items()) {
        ASSERT_TRUE(found.contains(key)) << where << "/" << key;
        expectSame(found[key], value, where + "/" + key);
    }
}

Json expectation(const char* block)
{
    std::ifstream in(kFolder + "expect.json");
    return Json::parse(in)[block];
}

}  // namespace

TEST(DataStats, PairsAsTheReferenceFindsThem)
{
    expectSame(measured("pairs.jsonl", "pairs"), expectation("pairs"), "pairs");
}

TEST(DataStats, DemonstrationsAsTheReferenceFindsThem)
{
    expectSame(measured("gsm8k.jsonl", "demos",
                        R"({"kind":"demo","fields":{"prompt":"question","completion":"answer"}})"),
               expectation("demos"), "demos");
}

TEST(DataStats, UnpairedAnswersAsTheReferenceFindsThem)
{
    expectSame(
        measured(
            "gsm8k_solutions.jsonl", "unpaired",
            R"({"kind":"unpaired","explode":{"keys":["6b_finetuning","6b_verification","175b_finetuning","175b_verification"]},
                            "fields":{"prompt":"question","completion":"*.solution","label":"*.is_correct"}})"),
        expectation("unpaired"), "unpaired");
}

TEST(DataStats, NothingHasMeasuresToo)
{
    const Json result = DataStats().result();
    EXPECT_EQ(result["pairs"]["records"], 0);
    EXPECT_TRUE(result["pairs"]["share_chosen_longer_chars"].is_null());
    EXPECT_TRUE(result["unpaired"]["share_true"].is_null());
    EXPECT_EQ(result["demos"]["answer"]["chars"], Json::object());
    EXPECT_EQ(result["other"], 0);
}

TEST(DataStats, UnjudgedPairsAndStepsAreOnlyCounted)
{
    DataStats stats;
    Record record;
    stats.add(record);
    record.kind = RecordKind::Steps;
    stats.add(record);
    EXPECT_EQ(stats.result()["other"], 2);
    EXPECT_EQ(stats.result()["pairs"]["records"], 0);
}

TEST(DataStats, AnswersOfSeveralMessagesAreJoinedByABlankLine)
{
    DataStats stats;
    const Messages answer = {{"assistant", "ab", "", "", nullptr, nullptr},
                             {"user", "c", "", "", nullptr, nullptr}};
    stats.addDemo({}, answer);
    EXPECT_EQ(stats.result()["demos"]["answer"]["chars"]["sum"], 5);
}

TEST(TextMarks, CountsWordsAndCharacters)
{
    const TextMarks marks = textMarks("a\u00e9\u3000b\u00a0\n c ");
    EXPECT_EQ(marks.characters, 9);
    EXPECT_EQ(marks.words, 3);
    EXPECT_FALSE(marks.empty);
    EXPECT_TRUE(textMarks(" \u2003").empty);
}

TEST(TextMarks, LongTextsTakeLinearTime)
{
    const std::string blanks(1'000'000, ' ');
    const std::string newlines(1'000'000, '\n');
    const std::string letters(1'000'000, 'x');
    EXPECT_TRUE(textMarks(blanks + newlines).empty);
    EXPECT_EQ(textMarks("from " + letters).words, 2);
    EXPECT_FALSE(nearlyEqual(letters, letters + "y"));
    EXPECT_TRUE(nearlyEqual(letters + blanks, letters));
}
