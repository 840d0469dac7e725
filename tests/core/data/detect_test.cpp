// SPDX-License-Identifier: Apache-2.0
#include "core/data/importers.h"

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

std::string formatOf(const char* row)
{
    const Scheme* scheme = schemeOf(shapeOf(Json::parse(row)));
    return scheme == nullptr ? "none" : scheme->id;
}

std::vector<RowShape> sampleOf(const std::vector<std::pair<const char*, int>>& rows)
{
    std::vector<RowShape> out;
    for (const auto& [row, count] : rows) {
        out.insert(out.end(), static_cast<size_t>(count), shapeOf(Json::parse(row)));
    }
    return out;
}

constexpr const char* kPair = R"({"prompt":"p","chosen":"a","rejected":"b"})";
constexpr const char* kUnpaired = R"({"prompt":"p","completion":"a","label":true})";
constexpr const char* kNothing = R"({"x":1})";

}  // namespace

TEST(Detect, KnowsEverySchemeByItsColumns)
{
    const std::vector<std::pair<const char*, const char*>> cases = {
        {"trl-preference", kPair},
        {"trl-preference",
         R"({"prompt":[{"role":"user","content":"p"}],"chosen":[{"role":"assistant","content":"a"}],"rejected":[{"role":"assistant","content":"b"}]})"},
        {"trl-preference",
         R"({"prompt":"p","chosen":[{"role":"user","content":"p"}],"rejected":[{"role":"user","content":"p"}]})"},
        {"trl-preference",
         R"({"prompt":{"role":["user"],"content":["p"]},"chosen":"a","rejected":"b"})"},
        {"trl-preference-implicit", R"({"chosen":"a","rejected":"b"})"},
        {"trl-unpaired", kUnpaired},
        {"trl-unpaired", R"({"prompt":"p","completion":"a","label":1})"},
        {"trl-unpaired", R"({"prompt":"p","completion":"a","label":"good"})"},
        {"trl-prompt-completion", R"({"prompt":"yes","completion":"no"})"},
        {"trl-language-modelling", R"({"text":"a"})"},
        {"trl-language-modelling", R"({"messages":[{"role":"user","content":"p"}]})"},
        {"trl-stepwise", R"({"prompt":"p","completions":["a"],"labels":[true]})"},
        {"trl-prompt-only", R"({"prompt":"p"})"},
        {"hh-rlhf",
         R"({"chosen":"\n\nHuman: a\n\nAssistant: b","rejected":"\n\nHuman: a\n\nAssistant: c"})"},
        {"hh-redteam", R"({"transcript":"t","min_harmlessness_score_transcript":1.5,"rating":4})"},
        {"ultrafeedback-raw",
         R"({"instruction":"i","completions":[{"response":"r","annotations":{}}]})"},
        {"ultrafeedback-binarized",
         R"({"prompt":"p","prompt_id":"1","chosen":[{"role":"user","content":"p"}],"rejected":[{"role":"user","content":"p"}],"score_chosen":1.5,"score_rejected":null})"},
        {"argilla-binarized",
         R"({"prompt":"p","chosen":"a","rejected":"b","chosen-rating":5,"rejected-rating":1})"},
        {"rewardbench",
         R"({"prompt":"p","chosen":"a","rejected":"b","chosen_model":"x","rejected_model":"y","subset":"z"})"},
        {"shp", R"({"history":"h","human_ref_A":"a","human_ref_B":"b","labels":1})"},
        {"openai-preference",
         R"({"input":{"messages":[]},"preferred_output":[{"role":"assistant","content":"a"}],"non_preferred_output":[{"role":"assistant","content":"b"}]})"},
        {"openai-chat", R"({"messages":[{"role":"user","content":"p","weight":0}]})"},
        {"ms-swift", R"({"messages":[{"role":"user","content":"p"}],"rejected_response":"b"})"},
        {"alpaca", R"({"instruction":"i","input":"","output":"o"})"},
        {"alpaca-pref", R"({"instruction":"i","input":"","chosen":"a","rejected":"b"})"},
        {"sharegpt", R"({"conversations":[{"from":"human","value":"p"}]})"},
        {"sharegpt-pref",
         R"({"conversations":[{"from":"human","value":"p"}],"chosen":{"from":"gpt","value":"a"},"rejected":{"from":"gpt","value":"b"}})"},
        {"chat-pref",
         R"({"messages":[{"role":"user","content":"p"}],"chosen":{"role":"assistant","content":"a"},"rejected":{"role":"assistant","content":"b"}})"},
        {"kto", R"({"messages":[{"role":"user","content":"p"}],"label":true})"},
        {"kto", R"({"conversations":[{"from":"human","value":"p"}],"kto_tag":false})"},
        {"orca-dpo", R"({"system":"s","question":"q","chosen":"a","rejected":"b"})"},
        {"icr", R"({"input":"i","chosen":"a","rejected":"b"})"},
        {"argilla-dpo", R"({"instruction":"i","chosen_response":"a","rejected_response":"b"})"},
        {"nectar", R"({"prompt":"p","answers":[{"answer":"a","rank":1}]})"},
        {"safe-rlhf", R"({"prompt":"p","response_0":"a","response_1":"b","better_response_id":0})"},
        {"helpsteer-pref",
         R"({"context":"c","response1":"a","response2":"b","overall_preference":-3})"},
        {"arena", R"({"conversation_a":[],"conversation_b":[],"winner":"tie"})"},
        {"oasst", R"({"message_id":"1","parent_id":null,"role":"prompter","text":"t"})"},
        {"summarize-cmp",
         R"({"info":{"post":"p"},"summaries":[{"text":"a"},{"text":"b"}],"choice":0})"},
        {"label-studio", R"({"id":1,"data":{"q":"x"},"annotations":[]})"},
        {"label-studio-min", R"({"q":"x","annotation_id":1,"annotator":2,"lead_time":3.5})"},
        {"argilla-nested", R"({"fields":{},"responses":{},"suggestions":{}})"},
        {"argilla-flat", R"({"prompt":"p","quality.responses":null})"},
        {"none", kNothing},
        {"none", R"({"question":"q","answer":"a"})"},
        {"none", R"({"prompt":1,"chosen":2,"rejected":3})"},
    };
    for (const auto& [format, row] : cases) {
        EXPECT_EQ(formatOf(row), format) << row;
    }
}

TEST(Detect, EverySchemeIsAcceptedOrSaysWhatToDo)
{
    for (const Scheme& scheme : schemes()) {
        EXPECT_TRUE(scheme.importer != nullptr || std::string(scheme.todo).ends_with('.'))
            << scheme.id;
        EXPECT_NE(std::string(scheme.title), "") << scheme.id;
        EXPECT_NE(schemeById(scheme.id), nullptr);
    }
    EXPECT_EQ(schemeById("no-such-scheme"), nullptr);
}

TEST(Detect, RanksByShareAndGivesReasons)
{
    const std::vector<Guess> guesses =
        guessFormat(sampleOf({{kPair, 6}, {kUnpaired, 3}, {kNothing, 1}}));
    ASSERT_EQ(guesses.size(), 3U);
    EXPECT_EQ(guesses[0].format, "trl-preference");
    EXPECT_DOUBLE_EQ(guesses[0].share, 0.6);
    EXPECT_EQ(guesses[0].reason.str(), "6 of 10 rows looked at have prompt, chosen, rejected");
    EXPECT_EQ(guesses[1].format, "trl-unpaired");
    EXPECT_EQ(guesses[2].format, "");
    EXPECT_EQ(guesses[2].reason.str(),
              "1 of 10 rows looked at fit no scheme, for example x (number)");
}

TEST(Detect, IsPure)
{
    const auto sample = sampleOf({{kPair, 3}, {kUnpaired, 3}});
    const auto first = guessFormat(sample);
    const auto second = guessFormat(sample);
    ASSERT_EQ(first.size(), second.size());
    for (size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i].format, second[i].format);
        EXPECT_EQ(first[i].share, second[i].share);
    }
    EXPECT_TRUE(guessFormat({}).empty());
}
