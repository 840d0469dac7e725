// SPDX-License-Identifier: Apache-2.0
#include "core/generation/model_defaults.h"
#include "core/generation/sampling.h"
#include "tests/core/model/golden_models.h"

using namespace marginalia;

namespace {

/// The field that a refusal names; empty: accepted.
std::string refused(const Json& json)
{
    const auto read = settingsFromJson(json);
    if (read.ok()) {
        return {};
    }
    EXPECT_FALSE(read.error().what.empty());
    EXPECT_FALSE(read.error().todo.empty());
    return read.error().where;
}

ModelDefaults defaultsOf(const std::string& text)
{
    const golden::Scratch scratch;
    std::ofstream(scratch.path() / "generation_config.json") << text;
    return readModelDefaults(scratch.path().string());
}

bool notes(const ModelDefaults& defaults, const std::string& key)
{
    return std::any_of(defaults.notes.begin(), defaults.notes.end(), [&](const std::string& note) {
        return note.find(": " + key + " ") != std::string::npos;
    });
}

}  // namespace

TEST(GenerationSettings, ComeBackAsTheyWere)
{
    const Json json = {{"temperature", 0.5},
                       {"top_p", 0.9},
                       {"min_p", 0.05},
                       {"typical_p", 0.95},
                       {"epsilon_cutoff", 0.001},
                       {"eta_cutoff", 0.002},
                       {"repetition_penalty", 1.2},
                       {"top_k", 40},
                       {"no_repeat_ngram_size", 3},
                       {"min_new_tokens", 2},
                       {"max_new_tokens", 20},
                       {"suppress_tokens", {1, 2}},
                       {"stop_token_ids", {7}},
                       {"bad_words_ids", {{1}, {2, 3}}},
                       {"stop", {"\n\n"}}};
    const auto read = settingsFromJson(json);
    ASSERT_TRUE(read.ok()) << read.error().message();
    EXPECT_EQ(toJson(*read), json);
    EXPECT_EQ(settingNames().size(), json.size() + 2) << "min_length and max_length";
    EXPECT_EQ(toJson(GenerationSettings()), Json::object());
}

TEST(GenerationSettings, WhatCannotBeIsRefusedByField)
{
    EXPECT_EQ(refused({{"temperature", -0.1}}), "temperature");
    EXPECT_EQ(refused({{"temperature", "warm"}}), "temperature");
    EXPECT_EQ(refused({{"top_p", 0}}), "top_p");
    EXPECT_EQ(refused({{"top_p", 1.5}}), "top_p");
    EXPECT_EQ(refused({{"top_k", -1}}), "top_k");
    EXPECT_EQ(refused({{"top_k", 1.5}}), "top_k");
    EXPECT_EQ(refused({{"min_p", 2}}), "min_p");
    EXPECT_EQ(refused({{"typical_p", 0}}), "typical_p");
    EXPECT_EQ(refused({{"repetition_penalty", 0}}), "repetition_penalty");
    EXPECT_EQ(refused({{"max_new_tokens", 0}}), "max_new_tokens");
    EXPECT_EQ(refused({{"suppress_tokens", {-1}}}), "suppress_tokens");
    EXPECT_EQ(refused({{"bad_words_ids", Json::array({Json::array()})}}), "bad_words_ids");
    EXPECT_EQ(refused({{"bad_words_ids", {1, 2}}}), "bad_words_ids");
    EXPECT_EQ(refused({{"stop", {""}}}), "stop");
    EXPECT_EQ(refused({{"max_new_tokens", 5}, {"max_length", 50}}), "max_new_tokens");
    EXPECT_EQ(refused({{"min_new_tokens", 5}, {"min_length", 50}}), "min_new_tokens");
    EXPECT_EQ(refused({{"min_new_tokens", 6}, {"max_new_tokens", 5}}), "min_new_tokens");
    EXPECT_EQ(refused({{"min_length", 6}, {"max_length", 5}}), "min_length");
    EXPECT_EQ(refused({{"top_k", nullptr}, {"max_new_tokens", 5}}), "");
}

TEST(GenerationSettings, RequestThenFileThenOurs)
{
    GenerationSettings asked;
    asked.maxNewTokens = 5;
    GenerationSettings file;
    file.temperature = 0.6;
    file.maxLength = 4096;
    file.minNewTokens = 10;
    const SamplingOptions both = optionsFor(asked, file, {2}, 1);
    EXPECT_EQ(both.temperature, 0.6);
    EXPECT_EQ(both.maxNewTokens, 5);
    EXPECT_EQ(both.maxLength, 0) << "a length that is asked for replaces the file's";
    EXPECT_EQ(both.minNewTokens, 0);
    const SamplingOptions ofFile = optionsFor({}, file, {2}, 1);
    EXPECT_EQ(ofFile.maxLength, 4096);
    EXPECT_EQ(ofFile.minNewTokens, 10);
    EXPECT_GE(ofFile.maxNewTokens, 4096);
    const SamplingOptions ours = optionsFor({}, {}, {2}, 1);
    EXPECT_EQ(ours.temperature, 0.7);
    EXPECT_EQ(ours.maxNewTokens, 256);
    asked.stopTokens = {9};
    EXPECT_EQ(optionsFor(asked, {}, {2}, 1).stopIds, (std::vector<TokenId>{2, 9}));
}

TEST(ModelDefaults, AsTransformersReadsTheFile)
{
    const ModelDefaults sampled =
        defaultsOf(R"({"do_sample": true, "temperature": 0.6, "top_p": 0.9, "eos_token_id": [1],
                       "repetition_penalty": 1.05, "transformers_version": "5.0", "num_beams": 1})");
    EXPECT_EQ(sampled.settings.temperature, 0.6);
    EXPECT_EQ(sampled.settings.topP, 0.9);
    EXPECT_EQ(sampled.settings.topK, 50);
    EXPECT_EQ(sampled.settings.repetitionPenalty, 1.05);
    EXPECT_TRUE(sampled.notes.empty());

    const ModelDefaults greedy = defaultsOf(R"({"temperature": 0.6, "max_length": 4096})");
    EXPECT_EQ(greedy.settings.temperature, 0.0);
    EXPECT_EQ(greedy.settings.maxLength, 4096);
    EXPECT_TRUE(notes(greedy, "temperature"));

    const ModelDefaults silent = defaultsOf(R"({"eos_token_id": 2, "bos_token_id": 1})");
    EXPECT_EQ(toJson(silent.settings), Json::object());
    EXPECT_TRUE(silent.notes.empty());
}

TEST(ModelDefaults, WhatIsNotFollowedIsSaid)
{
    const ModelDefaults odd =
        defaultsOf(R"({"num_beams": 4, "penalty_alpha": 0.6, "guidance_scale": 1.0, "top_p": 7,
                       "do_sample": true, "max_length": 9, "max_new_tokens": 8, "min_length": 3,
                       "constraints": null, "stop_strings": "END"})");
    EXPECT_TRUE(notes(odd, "num_beams"));
    EXPECT_TRUE(notes(odd, "penalty_alpha"));
    EXPECT_TRUE(notes(odd, "top_p"));
    EXPECT_TRUE(notes(odd, "max_length"));
    EXPECT_EQ(odd.notes.size(), 4U);
    EXPECT_EQ(odd.settings.maxNewTokens, 8);
    EXPECT_EQ(odd.settings.minLength, 3);
    EXPECT_EQ(odd.settings.stop, std::vector<std::string>{"END"});
    EXPECT_FALSE(defaultsOf("[]").notes.empty());
    EXPECT_TRUE(readModelDefaults("/nowhere").notes.empty());
}
