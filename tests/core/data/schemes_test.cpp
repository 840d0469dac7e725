// SPDX-License-Identifier: Apache-2.0
#include "tests/core/data/reading.h"

using namespace marginalia;
using namespace marginalia::test;

namespace {

constexpr int kGoodRows = 9;

/// A row of the scheme whose faults are looked at; good rows stand before it so that the scheme is
/// known.
Collected readRow(const char* good, const char* row)
{
    std::string text;
    for (int i = 0; i < kGoodRows; ++i) {
        text += std::string(good) + "\n";
    }
    return readText("row.jsonl", text + row + "\n");
}

struct Fault {
    const char* row;
    const char* code;
    const char* field;
};

void expectFaults(const char* good, const std::vector<Fault>& faults)
{
    for (const Fault& fault : faults) {
        const Collected out = readRow(good, fault.row);
        ASSERT_TRUE(out.status.ok()) << fault.row << out.status.error().message();
        EXPECT_EQ(out.records.size(), static_cast<size_t>(kGoodRows)) << fault.row;
        ASSERT_EQ(out.problems.size(), 1U) << fault.row;
        EXPECT_EQ(out.problems[0].code, fault.code) << fault.row;
        EXPECT_EQ(out.problems[0].field, fault.field) << fault.row;
        EXPECT_EQ(out.problems[0].position.line, kGoodRows + 1) << fault.row;
        EXPECT_FALSE(out.problems[0].todo.empty()) << fault.row;
    }
}

Record only(const char* row)
{
    const Collected out = readText("only.jsonl", std::string(row) + "\n");
    EXPECT_TRUE(out.status.ok()) << row << (out.status.ok() ? "" : out.status.error().message());
    EXPECT_EQ(out.records.size(), 1U) << row;
    return out.records.empty() ? Record() : out.records[0];
}

}  // namespace

TEST(TrlPreference, FaultsNameTheirField)
{
    expectFaults(
        R"({"prompt":"p","chosen":"a","rejected":"b"})",
        {{R"({"chosen":"a","rejected":"b"})", "D-MISSING", "prompt"},
         {R"({"prompt":"p","chosen":"a","rejected":null})", "D-MISSING", "rejected"},
         {R"({"prompt":"p","chosen":7,"rejected":"b"})", "D-PARSE", "chosen"},
         {R"({"prompt":7,"chosen":"a","rejected":"b"})", "D-PARSE", "prompt"},
         {R"({"prompt":[{"role":"user","content":"x"}],"chosen":"a","rejected":"b"})", "D-PARSE",
          "prompt"},
         {R"({"prompt":"p","chosen":"a","rejected":[{"role":"assistant","content":"b"}]})",
          "D-PARSE", "rejected"},
         {R"({"prompt":"p","chosen":[{"role":"judge","content":"a"}],"rejected":[{"role":"assistant","content":"b"}]})",
          "D-ROLE", "chosen[0].role"},
         {R"({"prompt":"p","chosen":[{"role":"assistant"}],"rejected":[{"role":"assistant","content":"b"}]})",
          "D-MISSING", "chosen[0].content"},
         {R"({"prompt":"p","chosen":[{"role":"assistant","content":[{"type":"image"}]}],"rejected":[{"role":"assistant","content":"b"}]})",
          "D-MULTIMODAL", "chosen[0].content"},
         {R"({"prompt":"p","chosen":"a","rejected":"b","tools":"no list"})", "D-PARSE", "tools"}});
}

TEST(TrlPreference, EmptyAndEqualAnswersAreNoted)
{
    EXPECT_EQ(only(R"({"prompt":"p","chosen":" \n","rejected":"b"})").codes,
              std::vector<std::string>{"D-EMPTY-CHOSEN"});
    EXPECT_EQ(only(R"({"prompt":"p","chosen":"a","rejected":""})").codes,
              std::vector<std::string>{"D-EMPTY-REJECTED"});
    EXPECT_EQ(only(R"({"prompt":"p","chosen":"a","rejected":"a"})").codes,
              std::vector<std::string>{"D-IDENTICAL"});
}

TEST(TrlPreference, ToolsAndTemplateArgumentsBelongToTheRow)
{
    const Record record = only(
        R"({"prompt":[{"role":"user","content":"p","name":"Ann"}],"chosen":[{"role":"assistant","content":null,"tool_calls":[{"id":1}]}],"rejected":[{"role":"assistant","content":"b","reasoning_content":"r"}],"tools":"[{\"name\":\"t\"}]","chat_template_kwargs":{"x":true},"id":5})");
    EXPECT_EQ(record.tools, (Json::array({{{"name", "t"}}})));
    EXPECT_EQ(record.templateArguments, (Json{{"x", true}}));
    EXPECT_EQ(record.meta, (Json{{"id", 5}}));
    EXPECT_EQ(record.prompt[0].name, "Ann");
    EXPECT_EQ(record.a[0].toolCalls, (Json::array({{{"id", 1}}})));
    EXPECT_EQ(record.b[0].extra, (Json{{"reasoning_content", "r"}}));
    EXPECT_TRUE(record.codes.empty());
}

TEST(TrlPreference, EqualConversationsKeepTheirLastMessage)
{
    const Record record = only(
        R"({"chosen":[{"role":"user","content":"p"},{"role":"assistant","content":"a"}],"rejected":[{"role":"user","content":"p"},{"role":"assistant","content":"a"}]})");
    EXPECT_EQ(record.prompt.size(), 1U);
    EXPECT_EQ(record.a, record.b);
    EXPECT_EQ(record.codes, std::vector<std::string>{"D-IDENTICAL"});
}

TEST(TrlPreference, ThePromptOfPlainTextsEndsAtABlank)
{
    const std::vector<std::tuple<std::string, std::string, std::string>> cases = {
        {"Say tea", "Say toast", "Say "}, {"tea", "tennis", ""},        {"a b c", "a b c", "a b "},
        {"a b", "a b c", "a "},           {"\u00e9 x", "\u00e8 x", ""},
    };
    for (const auto& [chosen, rejected, prompt] : cases) {
        const Record record = only(Json{{"chosen", chosen}, {"rejected", rejected}}.dump().c_str());
        EXPECT_EQ(plainText(record.prompt), prompt);
        EXPECT_EQ(plainText(record.prompt) + record.a[0].content, chosen);
        EXPECT_EQ(plainText(record.prompt) + record.b[0].content, rejected);
        EXPECT_EQ(record.codes.at(0), "D-GUESSED-PROMPT");
    }
}

TEST(TrlUnpaired, FaultsNameTheirField)
{
    expectFaults(
        R"({"prompt":"p","completion":"a","label":true})",
        {{R"({"prompt":"p","completion":"a"})", "D-MISSING", "label"},
         {R"({"prompt":"p","completion":"a","label":2})", "D-LABEL-TYPE", "label"},
         {R"({"prompt":"p","completion":null,"label":true})", "D-MISSING", "completion"},
         {R"({"prompt":"p","completion":{"a":1},"label":true})", "D-PARSE", "completion"}});
    EXPECT_EQ(only(R"({"prompt":"p","completion":"a","label":0})").codes,
              std::vector<std::string>{"D-LABEL-TYPE"});
}

TEST(TrlPromptCompletion, FaultsNameTheirField)
{
    expectFaults(R"({"prompt":"p","completion":"a"})",
                 {{R"({"prompt":"p"})", "D-MISSING", "completion"},
                  {R"({"completion":"a"})", "D-MISSING", "prompt"}});
    EXPECT_TRUE(only(R"({"prompt":"","completion":"a"})").prompt.empty());
}

TEST(TrlLanguageModelling, FaultsNameTheirField)
{
    expectFaults(
        R"({"messages":[{"role":"user","content":"p"},{"role":"assistant","content":"a"}]})",
        {{R"({"messages":[{"role":"user","content":"p"}]})", "D-MISSING", "messages"},
         {R"({"messages":null})", "D-MISSING", "messages"},
         {R"({"messages":"x"})", "D-PARSE", "messages"},
         {R"({"messages":[{"role":"user","content":"p"},5]})", "D-PARSE", "messages[1]"}});
    expectFaults(R"({"text":"a"})",
                 {{R"({"text":5})", "D-PARSE", "text"}, {R"({"text":null})", "D-MISSING", "text"}});
    const Record record = only(
        R"({"messages":[{"role":"user","content":"p"},{"role":"assistant","content":"a"},{"role":"user","content":"q"}]})");
    EXPECT_EQ(record.a.size(), 2U);
    EXPECT_EQ(record.codes, std::vector<std::string>{"D-ROLE-END"});
}

TEST(TrlStepwise, FaultsNameTheirField)
{
    expectFaults(
        R"({"prompt":"p","completions":["a","b"],"labels":[true,false]})",
        {{R"({"prompt":"p","completions":["a"],"labels":[true,false]})", "D-PARSE", "labels"},
         {R"({"prompt":"p","completions":["a"],"labels":["perhaps"]})", "D-PARSE", "labels[0]"},
         {R"({"prompt":"p","completions":null,"labels":[]})", "D-MISSING", "completions"},
         {R"({"prompt":"p","completions":[1],"labels":[true]})", "D-PARSE", "completions"}});
    EXPECT_EQ(only(R"({"prompt":"p","completions":["a"],"labels":[1]})").codes,
              std::vector<std::string>{"D-LABEL-TYPE"});
}

TEST(ShareGptPairs, FaultsNameTheirField)
{
    const char* good =
        R"({"conversations":[{"from":"human","value":"p"}],"chosen":{"from":"gpt","value":"a"},"rejected":{"from":"gpt","value":"b"}})";
    expectFaults(
        good,
        {{R"({"conversations":[{"from":"human","value":"p"}],"chosen":{"from":"gpt","value":"a"}})",
          "D-MISSING", "rejected"},
         {R"({"conversations":[{"from":"robot","value":"p"}],"chosen":{"from":"gpt","value":"a"},"rejected":{"from":"gpt","value":"b"}})",
          "D-ROLE", "conversations[0].from"},
         {R"({"conversations":[{"from":"human"}],"chosen":{"from":"gpt","value":"a"},"rejected":{"from":"gpt","value":"b"}})",
          "D-MISSING", "conversations[0].value"}});
    const Record record = only(
        R"({"system":"s","conversations":[{"from":"human","value":"p"},{"from":"gpt","value":"q"}],"chosen":{"from":"gpt","value":"a"},"rejected":{"from":"gpt","value":"b"}})");
    EXPECT_EQ(record.prompt[0].role, "system");
    EXPECT_EQ(record.codes, std::vector<std::string>{"D-TURN-COUNT"});
}

TEST(Nectar, FaultsNameTheirField)
{
    expectFaults(R"({"prompt":"p","answers":[{"answer":"a","rank":1},{"answer":"b","rank":2}]})",
                 {{R"({"prompt":"p","answers":[{"answer":"a","rank":1},{"answer":5,"rank":2}]})",
                   "D-PARSE", "answers[1].answer"},
                  {R"({"prompt":"p","answers":[{"answer":"a","rank":"first"}]})", "D-PARSE",
                   "answers[0].rank"},
                  {R"({"prompt":"p","answers":[{"rank":1}]})", "D-MISSING", "answers[0].answer"},
                  {R"({"prompt":"p","answers":[]})", "D-PARSE", "answers"},
                  {R"({"answers":[{"answer":"a","rank":1}]})", "D-MISSING", "prompt"}});
    const Record record = only(
        R"({"prompt":"\n\nHuman: p\n\nAssistant:","answers":[{"answer":"","rank":1,"model":"m"},{"answer":"b","rank":1}],"turns":1})");
    ASSERT_EQ(record.prompt.size(), 1U);
    EXPECT_EQ(record.prompt[0].content, "p");
    EXPECT_EQ(record.codes, (std::vector<std::string>{"D-EMPTY-REJECTED", "D-SCORE-TIE"}));
    EXPECT_EQ(record.meta, (Json{{"turns", 1}, {"answers", {{{"model", "m"}}, Json::object()}}}));
}

TEST(UltraFeedbackRaw, ScoresAreMeansOfRatings)
{
    const Record record = only(
        R"({"instruction":"i","completions":[{"response":"a","annotations":{"honesty":{"Rating":"5"},"instruction-following":{"Rating":"N/A"}},"overall_score":1},{"response":"b","annotations":{},"overall_score":"7.5"}]})");
    ASSERT_EQ(record.answers.size(), 2U);
    EXPECT_EQ(record.answers[0].score, 5);
    EXPECT_EQ(record.answers[0].attributes, (std::map<std::string, double>{{"honesty", 5}}));
    EXPECT_EQ(record.answers[1].score, 7.5);
    expectFaults(R"({"instruction":"i","completions":[{"response":"a","annotations":{}}]})",
                 {{R"({"instruction":"i","completions":[{"annotations":{}}]})", "D-MISSING",
                   "completions[0].response"}});
}

TEST(HelpSteer, OneAnswerWithItsRatings)
{
    const Record record = only(
        R"({"prompt":"p","response":"r","helpfulness":3,"correctness":4,"verbosity":2,"id":1})");
    EXPECT_EQ(record.kind, RecordKind::Group);
    ASSERT_EQ(record.answers.size(), 1U);
    EXPECT_EQ(
        record.answers[0].attributes,
        (std::map<std::string, double>{{"correctness", 4}, {"helpfulness", 3}, {"verbosity", 2}}));
    EXPECT_EQ(record.meta, (Json{{"id", 1}}));
}

TEST(TrlPromptOnly, PromptsMayBringTheirSolution)
{
    const Record record = only(R"({"prompt":"p","solution":"42","level":3})");
    EXPECT_EQ(record.kind, RecordKind::Prompt);
    EXPECT_EQ(record.textMode, TextMode::Plain);
    EXPECT_EQ(plainText(record.a), "42");
    EXPECT_EQ(record.meta, (Json{{"level", 3}}));
    // A file whose answers have other names is not taken for prompts.
    EXPECT_FALSE(readText("a.jsonl", "{\"prompt\":\"p\",\"response\":\"r\"}\n").status.ok());
}

TEST(UltraFeedbackBinarized, MarginNeedsBothScores)
{
    const char* row =
        R"({"prompt":"p","prompt_id":"1","chosen":[{"role":"user","content":"p"},{"role":"assistant","content":"a"}],"rejected":[{"role":"user","content":"p"},{"role":"assistant","content":"b"}],"score_chosen":"8.5","score_rejected":3})";
    const Record record = only(row);
    EXPECT_EQ(record.margin, 5.5);
    EXPECT_EQ(record.meta["score_chosen"], "8.5");
    EXPECT_EQ(record.prompt.size(), 1U);
}

TEST(HhRlhf, FaultsNameTheirField)
{
    const char* good =
        R"({"chosen":"\n\nHuman: p\n\nAssistant: a","rejected":"\n\nHuman: p\n\nAssistant: b"})";
    expectFaults(good, {{R"({"chosen":"\n\nHuman: p\n\nAssistant: a","rejected":"p"})", "D-PARSE",
                         "rejected"},
                        {R"({"chosen":"\n\nHuman: p\n\nAssistant: a"})", "D-MISSING", "rejected"},
                        {R"({"chosen":5,"rejected":"\n\nHuman: p"})", "D-PARSE", "chosen"}});
}

TEST(Choice, MixedFilesAreReadRowByRow)
{
    std::string text;
    for (int i = 0; i < 10; ++i) {
        text += i % 2 == 0 ? R"({"prompt":"p","chosen":"a","rejected":"b"})"
                           : R"({"prompt":"p","completion":"a","label":false})";
        text += '\n';
    }
    const Collected out = readText("mixed.jsonl", text);
    ASSERT_TRUE(out.status.ok());
    EXPECT_EQ(out.records.size(), 10U);
    EXPECT_EQ(out.records[0].kind, RecordKind::Pair);
    EXPECT_EQ(out.records[1].kind, RecordKind::Unpaired);
    EXPECT_EQ(out.heads[0].guesses.size(), 2U);
}

TEST(Choice, RowsOfARefusedSchemeAreNamed)
{
    std::string text;
    for (int i = 0; i < 10; ++i) {
        text += i % 3 > 0 ? R"({"chosen":"say a","rejected":"say b"})"
                          : R"({"system":"s","question":"q","chosen":"a","rejected":"b"})";
        text += '\n';
    }
    const Collected out = readText("mixed.jsonl", text);
    ASSERT_TRUE(out.status.ok());
    EXPECT_EQ(out.records.size(), 6U);
    ASSERT_EQ(out.problems.size(), 4U);
    EXPECT_NE(out.problems[0].what.str().find("(orca-dpo)"), std::string::npos);
}

TEST(Choice, UnknownColumnsAskForAMapping)
{
    const Collected out =
        readText("unknown.jsonl",
                 "{\"question\":\"q\",\"answer\":\"a\"}\n{\"question\":\"q\",\"answer\":\"b\"}\n");
    ASSERT_FALSE(out.status.ok());
    EXPECT_EQ(out.status.error().kind, ErrorKind::Unsupported);
    EXPECT_NE(out.status.error().message().find("question (text), answer (text)"),
              std::string::npos);
    ASSERT_EQ(out.heads.size(), 1U);
    EXPECT_EQ(out.heads[0].format, "");
    ASSERT_EQ(out.heads[0].columns.size(), 2U);
    EXPECT_EQ(out.heads[0].columns[1].name, "answer");
    EXPECT_EQ(out.heads[0].columns[1].example, "a");
}

TEST(Choice, ANamedFormatWins)
{
    const std::string text = "{\"prompt\":\"p\",\"chosen\":\"say a\",\"rejected\":\"say b\"}\n";
    ReadOptions options;
    options.format = "trl-preference-implicit";
    const Collected out = readText("named.jsonl", text, options);
    ASSERT_EQ(out.records.size(), 1U);
    EXPECT_EQ(plainText(out.records[0].prompt), "say ");
    EXPECT_EQ(out.records[0].meta, (Json{{"prompt", "p"}}));
    options.format = "safe-rlhf";
    EXPECT_NE(readText("named.jsonl", text, options).status.error().message().find("(safe-rlhf)"),
              std::string::npos);
    options.format = "other";
    EXPECT_NE(
        readText("named.jsonl", text, options).status.error().message().find("trl-preference, "),
        std::string::npos);
}
