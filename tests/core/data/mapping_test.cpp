// SPDX-License-Identifier: Apache-2.0
#include "core/data/mapping.h"

#include "core/data/limits.h"
#include "tests/core/data/reading.h"

using namespace marginalia;
using namespace marginalia::test;

namespace {

Collected readMapped(const std::string& rows, const char* mapping)
{
    return readText("mapped.jsonl", rows, mapped(mapping));
}

}  // namespace

TEST(Mapping, DemonstrationsFromAnyColumns)
{
    const Collected out = readMapped(
        "{\"question\":\"q\",\"answer\":\"a\",\"n\":1}\n{\"question\":null,\"answer\":\"b\"}\n",
        R"({"kind":"demo","fields":{"prompt":"question","completion":"answer"}})");
    ASSERT_EQ(out.records.size(), 1U);
    EXPECT_EQ(out.heads[0].format, "mapping");
    EXPECT_EQ(out.records[0].textMode, TextMode::Plain);
    EXPECT_EQ(plainText(out.records[0].prompt), "q");
    EXPECT_EQ(out.records[0].meta, (Json{{"n", 1}}));
    ASSERT_EQ(out.problems.size(), 1U);
    EXPECT_EQ(out.problems[0].code, "D-MISSING");
    EXPECT_EQ(out.problems[0].field, "question");
}

TEST(Mapping, TemplatesJoinListsByLineEnds)
{
    const Collected out = readMapped(
        R"({"question":"q?","options":["A)1","B)2"],"r":{"text":"so"},"id":7})"
        "\n",
        R"({"kind":"demo","text_mode":"chat","fields":{"prompt":"{question}\n{options} {{x}} {id}","completion":"r.text"}})");
    ASSERT_EQ(out.records.size(), 1U) << (out.problems.empty() ? "" : out.problems[0].what.str());
    EXPECT_EQ(plainText(out.records[0].prompt), "q?\nA)1\nB)2 {x} 7");
    EXPECT_EQ(out.records[0].textMode, TextMode::Chat);
    EXPECT_EQ(out.records[0].meta, Json::object());
}

TEST(Mapping, ColumnsExplodeIntoRecords)
{
    const Collected out = readMapped(
        R"({"q":"p","m1":{"ok":true,"text":"a","n":1},"m2":{"ok":false,"text":"b"},"rest":5})"
        "\n",
        R"({"kind":"unpaired","explode":{"keys":["m1","m2"]},"fields":{"prompt":"q","completion":"*.text","label":"*.ok"}})");
    ASSERT_EQ(out.records.size(), 2U);
    EXPECT_EQ(out.records[0].label, true);
    EXPECT_EQ(out.records[1].label, false);
    EXPECT_EQ(plainText(out.records[1].a), "b");
    EXPECT_EQ(out.records[0].meta,
              (Json{{"rest", 5}, {"*", {{"key", "m1"}, {"rest", {{"n", 1}}}}}}));
    EXPECT_EQ(out.records[1].meta["*"], (Json{{"key", "m2"}}));
    EXPECT_EQ(out.ends[0].rows, 1);
}

TEST(Mapping, ListsExplodeIntoRecords)
{
    const Collected out = readMapped(
        "{\"q\":\"p\",\"good\":[\"a\",\"b\"],\"bad\":\"c\"}\n{\"q\":\"p\",\"good\":\"a\",\"bad\":"
        "\"c\"}\n",
        R"({"kind":"pair","explode":"good","fields":{"prompt":"q","chosen":"*","rejected":"bad"}})");
    ASSERT_EQ(out.records.size(), 2U);
    EXPECT_EQ(plainText(out.records[1].a), "b");
    EXPECT_EQ(out.records[1].origin, Origin::ChosenA);
    EXPECT_EQ(out.records[1].meta["*"]["key"], 1);
    ASSERT_EQ(out.problems.size(), 1U);
    EXPECT_EQ(out.problems[0].field, "good");
}

TEST(Mapping, ExplodingHasALimit)
{
    for (const int extra : {-1, 0, 1}) {
        Json row = {{"q", "p"}, {"list", Json::array()}};
        for (size_t i = 0; i < limits::kExplodedRecords + static_cast<size_t>(extra); ++i) {
            row["list"].push_back("x");
        }
        const Collected out = readMapped(
            row.dump() + "\n",
            R"({"kind":"demo","explode":"list","fields":{"prompt":"q","completion":"*"}})");
        EXPECT_EQ(out.problems.size(), extra == 1 ? 1U : 0U) << extra;
    }
}

TEST(Mapping, MessagesScoresSystemAndSplit)
{
    const Collected out = readMapped(
        R"({"input":{"messages":[{"role":"user","content":"p"}]},"good":[{"role":"assistant","content":"a"}],"bad":{"role":"assistant","content":"b"},"s":"sys","hi":"2.5","lo":1,"part":"test","w":3})"
        "\n",
        R"({"kind":"pair","fields":{"prompt":"input.messages","system":"s","chosen":"good","rejected":"bad","score_chosen":"hi","score_rejected":"lo","split":"part","strength":"w"}})");
    ASSERT_EQ(out.records.size(), 1U) << (out.problems.empty() ? "" : out.problems[0].what.str());
    const Record& record = out.records[0];
    EXPECT_EQ(record.textMode, TextMode::Chat);
    ASSERT_EQ(record.prompt.size(), 2U);
    EXPECT_EQ(record.prompt[0].role, "system");
    EXPECT_EQ(record.margin, 1.5);
    EXPECT_EQ(record.strength, 3.0);
    EXPECT_EQ(record.split, "test");
    EXPECT_EQ(plainText(record.b), "b");
    EXPECT_EQ(record.meta, Json::object());
}

TEST(Mapping, LabelsByValueAndSteps)
{
    const char* byValue =
        R"({"kind":"unpaired","true_values":["A",5],"fields":{"completion":"t","label":"v"}})";
    const Collected out = readMapped(
        "{\"t\":\"a\",\"v\":\"A\"}\n{\"t\":\"b\",\"v\":\"B\"}\n{\"t\":\"c\",\"v\":5}\n", byValue);
    ASSERT_EQ(out.records.size(), 3U);
    EXPECT_EQ(out.records[0].label, true);
    EXPECT_EQ(out.records[1].label, false);
    EXPECT_EQ(out.records[2].label, true);
    const Collected wrong =
        readMapped("{\"t\":\"a\",\"v\":\"A\"}\n",
                   R"({"kind":"unpaired","fields":{"completion":"t","label":"v"}})");
    EXPECT_EQ(wrong.problems.at(0).code, "D-LABEL-TYPE");
    const Collected steps =
        readMapped("{\"q\":\"p\",\"s\":[\"x\",\"y\"],\"l\":[true,false]}\n",
                   R"({"kind":"steps","fields":{"prompt":"q","steps":"s","step_labels":"l"}})");
    ASSERT_EQ(steps.records.size(), 1U);
    EXPECT_EQ(steps.records[0].steps, (std::vector<std::string>{"x", "y"}));
    EXPECT_EQ(steps.records[0].stepLabels, (std::vector<bool>{true, false}));
    EXPECT_EQ(plainText(steps.records[0].prompt), "p");
}

TEST(Mapping, AColumnNameWithDotsOrBracesWins)
{
    const Collected out =
        readMapped(R"({"a.b":"x","{c}":"y"})"
                   "\n",
                   R"({"kind":"demo","fields":{"prompt":"a.b","completion":"{c}"}})");
    ASSERT_EQ(out.records.size(), 1U);
    EXPECT_EQ(plainText(out.records[0].prompt), "x");
    EXPECT_EQ(plainText(out.records[0].a), "y");
}

TEST(Mapping, EveryWrongFieldIsNamed)
{
    const std::vector<std::pair<const char*, const char*>> cases = {
        {R"([])", "mapping: "},
        {R"({"fields":{}})", "mapping: kind"},
        {R"({"kind":"table","fields":{}})", "mapping: kind"},
        {R"({"kind":"demo"})", "mapping: fields"},
        {R"({"kind":"demo","fields":{"prompt":"q"}})", "mapping: fields.completion"},
        {R"({"kind":"pair","fields":{"chosen":"q"}})", "mapping: fields.rejected"},
        {R"({"kind":"demo","fields":{"completion":5}})", "mapping: fields.completion"},
        {R"({"kind":"demo","fields":{"completion":"a","oops":"b"}})", "mapping: fields.oops"},
        {R"({"kind":"demo","text_mode":"html","fields":{"completion":"a"}})", "mapping: text_mode"},
        {R"({"kind":"demo","explode":{"keys":[]},"fields":{"completion":"a"}})",
         "mapping: explode"},
        {R"({"kind":"demo","true_values":1,"fields":{"completion":"a"}})", "mapping: true_values"},
        {R"({"kind":"demo","more":1,"fields":{"completion":"a"}})", "mapping: more"},
    };
    for (const auto& [json, where] : cases) {
        const auto plan = MappingPlan::of(Mapping{Json::parse(json)});
        ASSERT_FALSE(plan.ok()) << json;
        EXPECT_EQ(plan.error().where, where) << json;
    }
}

TEST(Mapping, SeveralAnswersOfOneRow)
{
    const Collected out = readMapped(
        R"({"q":"p","out":[{"t":"a","r":{"good":4,"bad":"N/A"},"m":"x"},{"t":"b","n":2}],"id":7})"
        "\n",
        R"({"kind":"group","fields":{"prompt":"q","answers":"out","text":"*.t","rank":"*.n",
            "attribute.good":"*.r.good","attribute.bad":"*.r.bad"}})");
    ASSERT_EQ(out.records.size(), 1U) << (out.status.ok() ? "" : out.status.error().message());
    const Record& record = out.records[0];
    EXPECT_EQ(record.kind, RecordKind::Group);
    EXPECT_EQ(record.textMode, TextMode::Plain);
    ASSERT_EQ(record.answers.size(), 2U);
    EXPECT_EQ(plainText(record.answers[0].messages), "a");
    EXPECT_EQ(record.answers[0].attributes, (std::map<std::string, double>{{"good", 4}}));
    EXPECT_FALSE(record.answers[0].rank);
    EXPECT_EQ(record.answers[1].rank, 2);
    EXPECT_EQ(record.meta, (Json{{"id", 7}}));
}

TEST(Mapping, OneAnswerWithRatings)
{
    const Collected out = readMapped(
        "{\"q\":\"p\",\"t\":\"a\",\"good\":3,\"score\":0.5}\n",
        R"({"kind":"group","fields":{"prompt":"q","text":"t","score":"score","attribute.good":"good"}})");
    ASSERT_EQ(out.records.size(), 1U);
    EXPECT_EQ(out.records[0].answers.at(0).score, 0.5);
    EXPECT_EQ(out.records[0].answers.at(0).attributes.at("good"), 3);
}

TEST(Mapping, PromptsAlone)
{
    const Collected out =
        readMapped("{\"q\":\"p\",\"a\":\"42\"}\n",
                   R"({"kind":"prompt","fields":{"prompt":"q","completion":"a"}})");
    ASSERT_EQ(out.records.size(), 1U);
    EXPECT_EQ(out.records[0].kind, RecordKind::Prompt);
    EXPECT_EQ(plainText(out.records[0].a), "42");
}

TEST(Mapping, GroupsSayWhatIsWrongWithThem)
{
    const char* good = R"({"kind":"group","fields":{"answers":"o","text":"*.t"}})";
    const auto faults = [&](const char* row) {
        const Collected out = readMapped(std::string(row) + "\n", good);
        return out.problems.empty() ? std::string() : out.problems[0].code + out.problems[0].field;
    };
    EXPECT_EQ(faults(R"({"q":"p","o":[{"t":"a"},{"x":1}]})"), "D-MISSINGo[1] *.t");
    EXPECT_EQ(faults(R"({"q":"p","o":5})"), "D-PARSEo");
    EXPECT_EQ(faults(R"({"q":"p","o":[]})"), "D-PARSEo");
    EXPECT_EQ(faults(R"({"q":"p","x":1})"), "D-MISSINGo");
    const char* wrong[] = {
        R"({"kind":"group","fields":{"answers":"o"}})",
        R"({"kind":"group","explode":"o","fields":{"text":"*.t"}})",
        R"({"kind":"pair","fields":{"chosen":"a","rejected":"b","attribute.x":"c"}})",
        R"({"kind":"prompt","fields":{"completion":"a"}})"};
    for (const char* mapping : wrong) {
        EXPECT_FALSE(readMapped("{\"o\":[{\"t\":\"a\"}]}\n", mapping).status.ok()) << mapping;
    }
}
