// SPDX-License-Identifier: Apache-2.0
#include "core/data/json_writer.h"
#include "core/data/limits.h"
#include "core/data/messages.h"
#include "tests/core/data/reading.h"

using namespace marginalia;
using namespace marginalia::test;

namespace {

Record fullRecord()
{
    Record record;
    record.kind = RecordKind::Pair;
    record.origin = Origin::ChosenA;
    record.prompt = {{"system", "s", "", "", nullptr, nullptr},
                     {"user", "p\n\"\u00e9\u0001", "Ann", "", nullptr, nullptr}};
    record.a = {{"assistant", "a", "", "", {{{"id", 1}}}, {{"reasoning_content", "r"}}}};
    record.b = {{"tool", "b", "", "call", nullptr, nullptr}};
    record.margin = 0.1;
    record.strength = 2;
    record.split = "test";
    record.tools = {{{"name", "t"}}};
    record.templateArguments = {{"x", true}};
    record.meta = {{"n", 1}, {"text", "t"}};
    record.codes = {"D-NUL", "D-UTF8"};
    record.source = {3, 40, 50};
    record.uid = Uid::random();
    return record;
}

void expectSame(const Record& a, const Record& b)
{
    EXPECT_EQ(toJson(a), toJson(b));
    EXPECT_EQ(a.prompt, b.prompt);
    EXPECT_EQ(a.a, b.a);
    EXPECT_EQ(a.b, b.b);
    EXPECT_EQ(a.answers, b.answers);
    EXPECT_EQ(a.origin, b.origin);
    EXPECT_EQ(a.margin, b.margin);
    EXPECT_EQ(a.source, b.source);
    EXPECT_EQ(a.uid, b.uid);
    EXPECT_EQ(a.codes, b.codes);
}

std::string lineOf(const Json& json)
{
    std::string out;
    appendJson(out, json);
    return out;
}

}  // namespace

TEST(Protocol, RecordsOfEveryKindComeBackExactly)
{
    std::vector<Record> records = {fullRecord()};
    records.push_back(fullRecord());
    records.back().origin = Origin::None;
    records.push_back(fullRecord());
    records.back().kind = RecordKind::Unpaired;
    records.back().origin = Origin::None;
    records.back().b.clear();
    records.back().label = false;
    records.push_back(Record());
    records.back().kind = RecordKind::Demo;
    records.back().textMode = TextMode::Plain;
    records.back().meta = Json::object();
    records.push_back(records.back());
    records.back().kind = RecordKind::Steps;
    records.back().steps = {"x", "y"};
    records.back().stepLabels = {true, false};
    GroupAnswer plain;
    plain.messages = plainMessages("assistant", "x \"quoted\"");
    plain.score = 4.5;
    plain.attributes = {{"helpfulness", 4}, {"honesty", 5}};
    GroupAnswer turns;
    turns.messages = plainMessages("assistant", "first");
    turns.messages.push_back(plainMessages("user", "and?")[0]);
    turns.rank = 2;
    records.push_back(Record());
    records.back().kind = RecordKind::Group;
    records.back().meta = Json::object();
    records.back().answers = {plain, turns, {}};
    records.push_back(Record());
    records.back().kind = RecordKind::Prompt;
    records.back().meta = Json::object();
    records.back().prompt = plainMessages("user", "p");
    for (const Record& record : records) {
        Collected sink;
        std::string line;
        ASSERT_TRUE(appendProtocolLine(record, line).ok());
        EXPECT_EQ(line.find('\n'), line.size() - 1);
        line.pop_back();
        Json expected = toJson(record);
        expected["t"] = "record";
        EXPECT_EQ(nlohmann::json::parse(line), nlohmann::json::parse(expected.dump()));
        const Status status = feedProtocolLine(line, sink);
        ASSERT_TRUE(status.ok()) << status.error().message();
        ASSERT_EQ(sink.records.size(), 1U);
        expectSame(sink.records[0], record);
    }
}

TEST(Protocol, WhatTheColumnsOfARowHoldComesBeforeItsRecords)
{
    class Rows : public Collected {
    public:
        bool row(const RowExamples& row) override
        {
            rows.push_back(row);
            before.push_back(records.size());
            return true;
        }
        std::vector<RowExamples> rows;
        std::vector<size_t> before;
    };
    const std::string path =
        fileOf("rows.jsonl",
               "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"b\"}\n"
               "{\"prompt\":\"q\",\"chosen\":\"c\",\"rejected\":\"d\",\"n\":[1]}\n");
    Collected plain;
    ASSERT_TRUE(readDataFile(path, {}, plain).ok());
    Rows asked;
    ReadOptions options;
    options.rows = true;
    ASSERT_TRUE(readDataFile(path, options, asked).ok());
    std::remove(path.c_str());
    ASSERT_EQ(asked.rows.size(), 2U);
    EXPECT_EQ(asked.records.size(), plain.records.size());
    EXPECT_EQ(asked.before[1], 1U);
    EXPECT_EQ(asked.rows[1].at("chosen"), "c");
    EXPECT_EQ(asked.rows[1].at("n"), "[1]");
    Rows fed;
    ASSERT_TRUE(feedProtocolLine(lineOf(toJson(asked.rows[1])), fed).ok());
    EXPECT_EQ(fed.rows.at(0), asked.rows[1]);
    EXPECT_FALSE(feedProtocolLine(R"({"t":"row","columns":[1]})", fed).ok());
}

TEST(Protocol, OtherLinesComeBackExactly)
{
    ReadHead head;
    head.path = "a/b";
    head.container = "jsonl";
    head.format = "hh-rlhf";
    head.guesses = {{"hh-rlhf", 0.75, {"because of %1", {"x"}}}};
    head.columns = {{"chosen", "text", "x"}};
    head.codes = {"D-UTF16"};
    Problem problem;
    problem.code = "D-PARSE";
    problem.severity = Severity::Warning;
    problem.position = {1, 2, 3};
    problem.column = 4;
    problem.field = "f";
    problem.found = "x";
    problem.what = {"one %1 two %2", {"a", "b"}};
    problem.todo = "Do it.";
    ReadEnd end;
    end.records = 1;
    end.rows = 2;
    end.refused = 3;
    end.codes = {{"D-NUL", 4}};
    end.sha256 = "ab";
    end.bytes = 5;
    Collected sink;
    for (const Json& line : {toJson(head), toJson(problem), progressLine(1, 2), toJson(end)}) {
        ASSERT_TRUE(feedProtocolLine(lineOf(line), sink).ok());
    }
    EXPECT_EQ(toJson(sink.heads.at(0)), toJson(head));
    EXPECT_EQ(toJson(sink.problems.at(0)), toJson(problem));
    EXPECT_EQ(sink.problems[0].what.str(), "one a two b");
    EXPECT_EQ(toJson(sink.ends.at(0)), toJson(end));
    EXPECT_EQ(toJson(problem)["message"], "one a two b Do it.");
}

TEST(Protocol, ErrorsOfTheChildAreGivenBack)
{
    Collected sink;
    const Error error =
        failure(ErrorKind::Unsupported, {"It is %1.", {"odd"}}, "file", "Change it.");
    const Status status = feedProtocolLine(lineOf(toJson(error)), sink);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().kind, ErrorKind::Unsupported);
    EXPECT_EQ(status.error().message(), "file: It is odd. Change it.");
}

TEST(Protocol, BadLinesAreErrorsAndNeverCrash)
{
    const std::vector<std::string> lines = {
        "",
        "x",
        "[]",
        "{}",
        "5",
        R"({"t":5})",
        R"({"t":"other"})",
        R"({"t":"head"})",
        R"({"t":"head","protocol":2})",
        R"({"t":"head","protocol":1,"guesses":[5]})",
        R"({"t":"head","protocol":1,"codes":[5]})",
        R"({"t":"record"})",
        R"({"t":"record","kind":"pair","prompt":5})",
        R"({"t":"record","kind":"pair","prompt":[{"content":"x"}]})",
        R"({"t":"record","kind":"pair","label":"x"})",
        R"({"t":"record","kind":"steps","labels":[5]})",
        R"({"t":"record","kind":"pair","text_mode":"odd"})",
        R"({"t":"record","kind":"pair","source":[]})",
        R"({"t":"record","kind":"pair","source":{"line":"x"}})",
        R"({"t":"record","kind":"pair","uid":"x"})",
        R"({"t":"problem","line":"x"})",
        R"({"t":"end","codes":[]})",
        R"({"t":"end","records":1)"};
    for (const std::string& line : lines) {
        Collected sink;
        const Status status = feedProtocolLine(line, sink);
        ASSERT_FALSE(status.ok()) << line;
        EXPECT_FALSE(status.error().what.empty());
        EXPECT_TRUE(sink.records.empty());
    }
}

TEST(Protocol, ASinkCanStopIt)
{
    Collected sink;
    sink.stopAfter = 1;
    std::string line;
    ASSERT_TRUE(appendProtocolLine(fullRecord(), line).ok());
    line.pop_back();
    bool going = true;
    ASSERT_TRUE(feedProtocolLine(line, sink, &going).ok());
    EXPECT_FALSE(going);
}

TEST(Protocol, LinesHaveALimit)
{
    Record record;
    record.kind = RecordKind::Demo;
    record.a = {{"assistant", "", "", "", nullptr, nullptr}};
    std::string line;
    ASSERT_TRUE(appendProtocolLine(record, line).ok());
    const size_t frame = line.size();
    for (const int extra : {-1, 0, 1}) {
        record.a[0].content.assign(
            limits::kProtocolLineBytes - frame + static_cast<size_t>(extra + 1) - 1, 'x');
        std::string out;
        EXPECT_EQ(appendProtocolLine(record, out).ok(), extra < 1) << extra;
        EXPECT_EQ(out.empty(), extra == 1);
    }
}
