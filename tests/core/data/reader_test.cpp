// SPDX-License-Identifier: Apache-2.0
#include "core/data/limits.h"
#include "tests/core/data/reading.h"

#include <zlib.h>

using namespace marginalia;
using namespace marginalia::test;

namespace {

std::string pair(const std::string& prompt)
{
    return Json{{"prompt", prompt}, {"chosen", "yes " + prompt}, {"rejected", "no"}}.dump();
}

std::string packed(const std::string& text)
{
    const std::string path = fileOf("packing", "");
    gzFile file = gzopen(path.c_str(), "wb");
    gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
    std::ifstream in(path, std::ios::binary);
    std::string out((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::remove(path.c_str());
    return out;
}

std::vector<std::string> promptsOf(const Collected& out)
{
    std::vector<std::string> prompts;
    for (const Record& record : out.records) {
        prompts.push_back(plainText(record.prompt));
    }
    return prompts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST(Containers, AreKnownByTheirContent)
{
    const std::vector<std::tuple<std::string, std::string, std::string>> cases = {
        {"jsonl", "any.txt", pair("1") + "\n" + pair("2")},
        {"jsonl", "one.jsonl", pair("1") + "\n"},
        {"json-array", "any.jsonl", "[" + pair("1") + ",\n" + pair("2") + "]\n"},
        {"json-concatenated", "any.json", pair("1") + pair("2")},
        {"json-object-splits", "any.json",
         "{\"train\":[" + pair("1") + "],\"test\":[" + pair("2") + "],\"n\":{\"a\":[1]}}"},
        {"json-object-rows", "any.json",
         "{\"version\":\"1\",\"data\":[" + pair("1") + "," + pair("2") + "]}"},
        {"json-object-rows", "any.json",
         "{\"rows\":[{\"row\":" + pair("1") + "},{\"row\":" + pair("2") + "}]}"},
        {"json-object-columns", "any.json",
         R"({"prompt":["1","2"],"chosen":["a","b"],"rejected":["c","d"]})"},
        {"csv", "any", "prompt,chosen,rejected\n1,a,b\n"},
        {"csv", "semicolon.csv", "prompt;chosen;rejected\n1;a, b;b\n"},
        {"tsv", "tab.csv", "prompt\tchosen\trejected\n1\ta\tb\n"},
        {"gzip+jsonl", "any.bin", packed(pair("1") + "\n" + pair("2") + "\n")},
        {"gzip+json-array", "any.bin", packed("[" + pair("1") + "]")},
    };
    for (const auto& [container, name, bytes] : cases) {
        const Collected out = readText(name, bytes);
        ASSERT_TRUE(out.status.ok()) << container << " " << out.status.error().message();
        EXPECT_EQ(out.heads.at(0).container, container) << bytes;
        EXPECT_FALSE(out.records.empty()) << container;
        EXPECT_EQ(plainText(out.records.at(0).prompt), "1") << container;
        EXPECT_TRUE(out.problems.empty()) << container;
        EXPECT_EQ(out.ends.at(0).sha256.size(), 64U) << container;
    }
}

TEST(Containers, APrettyPrintedRecordIsOneRow)
{
    const Json row = {{"prompt", Json::array({{{"role", "user"}, {"content", "1"}}})},
                      {"chosen", Json::array({{{"role", "assistant"}, {"content", "a"}}})},
                      {"rejected", Json::array({{{"role", "assistant"}, {"content", "b"}}})}};
    const Collected out = readText("one.json", row.dump(1));
    ASSERT_TRUE(out.status.ok());
    EXPECT_EQ(out.heads[0].container, "json-object");
    ASSERT_EQ(out.records.size(), 1U);
    EXPECT_EQ(out.records[0].textMode, TextMode::Chat);
}

TEST(Containers, WhatIsNotReadIsRefusedByName)
{
    const std::vector<std::pair<std::string, std::string>> cases = {
        {std::string("\x28\xB5\x2F\xFD....", 8), "zstd"},
        {"\xFF\xFF\xFF\xFF....", "Arrow stream"},
        {"ARROW1..", "Arrow file"},
        {"PAR1....", "Parquet"},
        {"PK\x03\x04....", "ZIP"},
        {std::string("\x80\x02}q\x00", 5), "pickle"},
        {"", "empty"},
        {"\n\n  \n", "empty"},
        {"just some words", "not known"},
        {"[]", "no rows"},
    };
    for (const auto& [bytes, word] : cases) {
        const Collected out = readText("refused", bytes);
        ASSERT_FALSE(out.status.ok()) << word;
        EXPECT_NE(out.status.error().message().find(word), std::string::npos)
            << out.status.error().message();
        EXPECT_FALSE(out.status.error().todo.empty()) << word;
        EXPECT_TRUE(out.records.empty());
    }
}

TEST(Containers, FoldersMissingFilesAndDevicesAreErrors)
{
    EXPECT_EQ(readPath("/no/such/file").status.error().kind, ErrorKind::NotFound);
    EXPECT_EQ(readPath(testing::TempDir()).status.error().kind, ErrorKind::Unsupported);
    EXPECT_EQ(readPath("/dev/null").status.error().kind, ErrorKind::Unsupported);
}

TEST(JsonLines, BadLinesAreReportedAndReadingGoesOn)
{
    const std::string text = pair("1") + "\n\n{\"prompt\": \"x\", \"chosen\" 1}\n" + pair("2") +
                             "\n{\"prompt\":\"x\",\"prompt\":\"y\"}\n" +
                             "{\"prompt\":\"x\",\"chosen\":\"a\"}\n{\"prompt\":null,\"chosen\":"
                             "\"a\",\"rejected\":\"b\"}\n" +
                             "{\"prompt\":\"x\",\"chosen\":[1],\"rejected\":\"b\"}\n" + pair("3");
    const Collected out = readText("bad.jsonl", text);
    ASSERT_TRUE(out.status.ok()) << out.status.error().message();
    EXPECT_EQ(promptsOf(out), (Texts{"1", "2", "3"}));
    EXPECT_EQ(linesOf(out.problems), (std::vector<std::int64_t>{3, 5, 6, 7, 8}));
    EXPECT_EQ(out.problems[0].code, "D-PARSE");
    EXPECT_EQ(out.problems[0].column, 26);
    EXPECT_EQ(out.problems[0].position.byte, static_cast<std::int64_t>(pair("1").size()) + 2 + 25);
    EXPECT_EQ(out.problems[0].found, "1}");
    EXPECT_EQ(out.problems[1].field, "prompt");
    EXPECT_EQ(out.problems[2].code, "D-MISSING");
    EXPECT_EQ(out.problems[2].field, "rejected");
    EXPECT_EQ(out.problems[3].field, "prompt");
    EXPECT_EQ(out.problems[4].field, "chosen");
    EXPECT_EQ(out.problems[4].found, "[...]");
    EXPECT_EQ(out.ends[0].records, 3);
    EXPECT_EQ(out.ends[0].rows, 8);
    EXPECT_EQ(out.ends[0].refused, 5);
}

TEST(JsonLines, ColumnsCountCharactersNotBytes)
{
    const Collected out =
        readText("column.jsonl", pair("1") + "\n  {\"\u00e9\u20ac\U0001F600\": x}\n" + pair("2"));
    ASSERT_EQ(out.problems.size(), 1U);
    EXPECT_EQ(out.problems[0].column, 11);
}

TEST(JsonLines, RowsHaveALimitAndReadingGoesOn)
{
    const std::string frame = R"({"prompt":"","chosen":"a","rejected":"b"})";
    for (const int extra : {-1, 0, 1}) {
        std::string row = frame;
        row.insert(row.find("\",\"chosen"),
                   limits::kRowBytes - frame.size() + static_cast<size_t>(extra + 1) - 1, 'x');
        const Collected out =
            readText("long.jsonl", pair("1") + "\n" + row + "\n" + pair("2") + "\n");
        EXPECT_EQ(out.records.size(), extra < 1 ? 3U : 2U) << extra;
        ASSERT_EQ(out.problems.size(), extra < 1 ? 0U : 1U) << extra;
        if (extra == 1) {
            EXPECT_EQ(out.problems[0].position.line, 2);
            EXPECT_EQ(out.records[1].source.line, 3);
        }
    }
}

TEST(JsonLines, InvalidUtf8IsRefusedUnlessThePersonAgreed)
{
    const std::string text =
        pair("1") + "\n{\"prompt\":\"caf\xE9\",\"chosen\":\"a\",\"rejected\":\"b\"}\n";
    const Collected strict = readText("latin.jsonl", text);
    EXPECT_EQ(promptsOf(strict), (Texts{"1"}));
    ASSERT_EQ(strict.problems.size(), 1U);
    EXPECT_EQ(strict.problems[0].code, "D-UTF8");
    EXPECT_EQ(strict.problems[0].position.byte, static_cast<std::int64_t>(text.find('\xE9')));
    ReadOptions options;
    options.replaceInvalid = true;
    const Collected repaired = readText("latin.jsonl", text, options);
    EXPECT_EQ(promptsOf(repaired), (Texts{"1", "caf\uFFFD"}));
    EXPECT_EQ(repaired.records[1].codes, (Texts{"D-UTF8"}));
}

TEST(JsonLines, ReadingCanStopAndGoOnAtAByte)
{
    std::string text;
    for (int i = 0; i < 20; ++i) {
        text += pair(std::to_string(i)) + (i % 3 == 0 ? "\n\n" : "\n");
    }
    Collected first;
    const std::string path = fileOf("continue.jsonl", text);
    first.stopAfter = 7;
    ASSERT_TRUE(readDataFile(path, {}, first).ok());
    ASSERT_EQ(first.records.size(), 7U);
    EXPECT_EQ(first.ends.at(0).sha256, "");
    ReadOptions options;
    options.fromByte = first.records.back().source.byte + 1;
    const Collected rest = readPath(path, options);
    ASSERT_EQ(rest.records.size(), 13U);
    EXPECT_EQ(plainText(rest.records[0].prompt), "7");
    EXPECT_EQ(rest.records[0].source.line, 11);
    EXPECT_EQ(text.substr(static_cast<size_t>(rest.records[0].source.byte),
                          static_cast<size_t>(rest.records[0].source.length)),
              pair("7"));
    EXPECT_EQ(rest.ends[0].sha256.size(), 64U);
    options = {};
    options.limit = 3;
    EXPECT_EQ(readPath(path, options).records.size(), 3U);
    options.limit = 0;
    EXPECT_EQ(readPath(path, options).ends.at(0).records, 0);
    std::remove(path.c_str());
}

TEST(JsonArray, ReportsLineAndColumnInsideARow)
{
    const std::string text = "[\n " + pair("1") +
                             ",\n {\"prompt\": \"x\",\n  \"chosen\": tru},\n 5,\n " + pair("2") +
                             "\n]\n";
    const Collected out = readText("array.json", text);
    EXPECT_EQ(promptsOf(out), (Texts{"1", "2"}));
    ASSERT_EQ(out.problems.size(), 2U);
    EXPECT_EQ(out.problems[0].position.line, 4);
    EXPECT_EQ(out.problems[0].column, 13);
    EXPECT_EQ(out.problems[0].position.byte, static_cast<std::int64_t>(text.find("tru}")));
    EXPECT_EQ(out.problems[1].position.line, 5);
    EXPECT_EQ(out.records[1].source.line, 6);
    EXPECT_EQ(out.records[1].source.byte, static_cast<std::int64_t>(text.find(pair("2"))));
}

TEST(JsonArray, WhatCannotBeFollowedEndsTheReading)
{
    for (const char* rest : {" 7 8]", ",{\"prompt\": \"open", ";]", "", "] x"}) {
        const Collected out = readText("cut.json", "[" + pair("1") + rest);
        ASSERT_TRUE(out.status.ok()) << rest;
        EXPECT_EQ(out.records.size(), 1U) << rest;
        ASSERT_EQ(out.problems.size(), 1U) << rest;
        EXPECT_EQ(out.problems[0].code, "D-PARSE");
        EXPECT_EQ(out.problems[0].position.line, 1);
    }
}

TEST(JsonColumns, ACellThatIsNoValueIsNamed)
{
    const Collected out =
        readText("columns.json",
                 R"({"prompt":["1","2","3"],"chosen":["a",1.,"c"],"rejected":["x","y","z"]})");
    EXPECT_EQ(promptsOf(out), (Texts{"1", "3"}));
    ASSERT_EQ(out.problems.size(), 1U);
    EXPECT_EQ(out.problems[0].field, "chosen");
}

TEST(JsonColumns, ColumnsHaveALimit)
{
    for (const int extra : {-1, 0, 1}) {
        Json file = {{"prompt", {"1"}}, {"chosen", {"a"}}, {"rejected", {"b"}}};
        for (size_t i = 3; i < limits::kColumnwiseColumns + static_cast<size_t>(extra); ++i) {
            file["c" + std::to_string(i)] = {i};
        }
        const Collected out = readText("columns.json", file.dump());
        EXPECT_EQ(out.status.ok(), extra < 1) << extra;
        EXPECT_EQ(out.records.size(), extra < 1 ? 1U : 0U) << extra;
    }
}

TEST(JsonObject, KeysOfAFileHaveALimit)
{
    for (const int extra : {-1, 0, 1}) {
        std::string text = "{\"train\":[" + pair("1") + "]";
        for (size_t i = 1; i < limits::kTopLevelKeys + static_cast<size_t>(extra); ++i) {
            text += ",\"k" + std::to_string(i) + "\":0";
        }
        const Collected out = readText("keys.json", text + "}");
        EXPECT_EQ(out.records.size(), extra < 1 ? 1U : 0U) << extra;
    }
}

TEST(Gzip, SeveralMembersAndDamage)
{
    const Collected members =
        readText("two.gz", packed(pair("1") + "\n") + packed(pair("2") + "\n"));
    EXPECT_EQ(promptsOf(members), (Texts{"1", "2"}));
    std::string text;
    for (int i = 0; i < 3000; ++i) {
        text += pair("row " + std::to_string(i * 7919)) + "\n";
    }
    std::string cut = packed(text);
    cut.resize(cut.size() / 2);
    const Collected out = readText("cut.gz", cut);
    ASSERT_TRUE(out.status.ok());
    EXPECT_GT(out.records.size(), 1000U);
    ASSERT_FALSE(out.problems.empty());
    EXPECT_NE(out.problems.back().what.str().find("gzip"), std::string::npos);
    EXPECT_EQ(out.ends.at(0).sha256, "");
}

TEST(Encodings, Utf16AndUtf32WithAMark)
{
    const std::string ascii = pair("1") + "\n" + pair("2") + "\n";
    const auto widened = [&ascii](size_t size, bool little) {
        std::string out;
        for (const char c : std::string("\xFF") + ascii) {
            std::string unit(size, '\0');
            unit[little ? 0 : size - 1] = c;
            if (c == '\xFF') {
                unit[little ? 1 : size - 2] = '\xFE';
            }
            out += unit;
        }
        return out;
    };
    for (const size_t size : {size_t{2}, size_t{4}}) {
        for (const bool little : {true, false}) {
            const Collected out = readText("wide", widened(size, little));
            ASSERT_TRUE(out.status.ok()) << out.status.error().message();
            EXPECT_EQ(promptsOf(out), (Texts{"1", "2"}));
            EXPECT_EQ(out.heads[0].codes, (Texts{"D-UTF16"}));
        }
    }
}
