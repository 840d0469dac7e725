// SPDX-License-Identifier: Apache-2.0
#include "tests/core/model/adapter_fixture.h"

using namespace marginalia;
using namespace marginalia::golden;

TEST(AdapterConfig, AbsentKeysTakePeftsDefaults)
{
    const auto config = adapterConfigFromJson({{"peft_type", "LORA"}}, "x");
    ASSERT_TRUE(config.ok());
    EXPECT_EQ(config->rank, 8);
    EXPECT_EQ(config->alpha, 8);
    EXPECT_EQ(config->dropout, 0);
    EXPECT_FALSE(config->rsLora || config->dora || config->allLinear);
    EXPECT_TRUE(config->targets.empty());
}

TEST(AdapterConfig, UnknownKeysAreKeptAndWrittenAgain)
{
    Json json = plainConfig();
    json["a_key_of_tomorrow"] = {{"deep", 1}};
    const auto config = adapterConfigFromJson(json, "x");
    ASSERT_TRUE(config.ok());
    const Json again = toJson(*config, false);
    EXPECT_EQ(again["a_key_of_tomorrow"], json["a_key_of_tomorrow"]);
    EXPECT_EQ(again["lora_alpha"].dump(), "8");
    EXPECT_EQ(again["target_modules"], Json({"q_proj"}));
    const auto twice = adapterConfigFromJson(again, "x");
    ASSERT_TRUE(twice.ok());
    EXPECT_EQ(toJson(*twice, false), again);
}

TEST(AdapterConfig, WhatIsNotComputedHereIsRefusedByKey)
{
    const std::vector<std::pair<const char*, Json>> cases = {
        {"peft_type", "IA3"},
        {"bias", "all"},
        {"init_lora_weights", "pissa"},
        {"init_lora_weights", "olora"},
        {"target_parameters", {"mlp.experts.gate_up_proj"}},
        {"trainable_token_indices", {1, 2}},
        {"layer_replication", {{0, 4}, {2, 5}}},
        {"use_qalora", true},
        {"lora_bias", true}};
    for (const auto& [key, value] : cases) {
        Json json = plainConfig();
        json[key] = value;
        const auto config = adapterConfigFromJson(json, "folder/adapter_config.json");
        ASSERT_FALSE(config.ok()) << key;
        EXPECT_EQ(config.error().kind, ErrorKind::Unsupported) << key;
        EXPECT_NE(config.error().message().find(key), std::string::npos);
        EXPECT_NE(config.error().message().find("folder/adapter_config.json"), std::string::npos);
    }
}

TEST(AdapterConfig, ValuesOfTheWrongKindAreNamed)
{
    const std::vector<std::pair<const char*, Json>> cases = {{"r", 0},
                                                             {"r", "four"},
                                                             {"lora_alpha", "x"},
                                                             {"use_dora", 1},
                                                             {"lora_dropout", 1.5},
                                                             {"rank_pattern", {1}},
                                                             {"target_modules", {1}},
                                                             {"layers_to_transform", "all"}};
    for (const auto& [key, value] : cases) {
        Json json = plainConfig();
        json[key] = value;
        const auto config = adapterConfigFromJson(json, "x");
        ASSERT_FALSE(config.ok()) << key;
        EXPECT_EQ(config.error().kind, ErrorKind::Invalid) << key;
        EXPECT_NE(config.error().message().find(key), std::string::npos);
    }
}

TEST(AdapterConfig, BrokenAndHostileFilesEndWithTheirPath)
{
    const Scratch scratch;
    for (const std::string& text :
         {std::string("{\"r\": "), std::string("[1, 2]"), "{\"r\": " + std::string(200000, '[')}) {
        std::ofstream(scratch.path() / "adapter_config.json") << text;
        const auto config = readAdapterConfig(scratch.path().string());
        ASSERT_FALSE(config.ok());
        EXPECT_EQ(config.error().kind, ErrorKind::Parse);
        EXPECT_NE(config.error().message().find(scratch.path().string()), std::string::npos);
    }
    fs::remove(scratch.path() / "adapter_config.json");
    EXPECT_EQ(readAdapterConfig(scratch.path().string()).error().kind, ErrorKind::NotFound);
}

TEST(AdapterTargets, NamesMatchAsPeftMatchesThem)
{
    const auto covers = [](const Json& change, const std::string& module) {
        Json json = plainConfig();
        json.merge_patch(change);
        const AdapterConfig config = adapterConfigFromJson(json, "x").take();
        return AdapterTargets::make(config, "x")->covers(module, true);
    };
    const std::string q = "model.layers.1.self_attn.q_proj";
    EXPECT_TRUE(covers(Json::object(), q));
    EXPECT_FALSE(covers(Json::object(), "model.layers.1.self_attn.xq_proj"));
    EXPECT_TRUE(covers({{"target_modules", {"self_attn.q_proj"}}}, q));
    EXPECT_TRUE(covers({{"target_modules", ".*q_proj"}}, q));
    EXPECT_FALSE(covers({{"target_modules", "q_proj"}}, q));  // a pattern is for the whole name
    EXPECT_TRUE(covers({{"target_modules", "ALL-linear"}}, q));
    EXPECT_FALSE(covers({{"exclude_modules", {"layers.1.self_attn.q_proj"}}}, q));
    EXPECT_FALSE(covers({{"exclude_modules", ".*\\.1\\..*"}}, q));
    EXPECT_FALSE(covers({{"modules_to_save", {"q_proj"}}}, q));
    EXPECT_TRUE(covers({{"layers_to_transform", 1}}, q));
    EXPECT_FALSE(covers({{"layers_to_transform", {0, 2}}}, q));
    EXPECT_TRUE(covers({{"layers_to_transform", {0, 1}}, {"layers_pattern", "layers"}}, q));
    EXPECT_FALSE(covers({{"layers_to_transform", {0, 1}}, {"layers_pattern", "blocks"}}, q));
}

TEST(AdapterTargets, PatternsOfRanksAndAlphasEndTheirNames)
{
    Json json = plainConfig();
    json["rank_pattern"] = {{"layers.1.self_attn.q_proj", 2}, {".*k_proj", 16}};
    json["alpha_pattern"] = {{"q_proj", 12}};
    json["use_rslora"] = true;
    const auto targets = AdapterTargets::make(adapterConfigFromJson(json, "x").take(), "x").take();
    EXPECT_EQ(targets.rank("model.layers.1.self_attn.q_proj"), 2);
    EXPECT_EQ(targets.rank("model.layers.11.self_attn.q_proj"), 4);
    EXPECT_EQ(targets.rank("model.layers.0.self_attn.k_proj"), 16);
    EXPECT_EQ(targets.alpha("model.layers.0.self_attn.q_proj"), 12);
    EXPECT_EQ(targets.alpha("model.layers.0.self_attn.k_proj"), 8);
    EXPECT_DOUBLE_EQ(targets.scale("model.layers.0.self_attn.k_proj"), 2);
}

TEST(AdapterTargets, HostilePatternsEndAndBrokenOnesAreNamed)
{
    Json json = plainConfig();
    json["target_modules"] = "(a*)*(a*)*(a*)*b";
    const auto slow = AdapterTargets::make(adapterConfigFromJson(json, "x").take(), "x");
    ASSERT_TRUE(slow.ok());
    EXPECT_FALSE(slow->covers(std::string(4000, 'a'), true));
    json["target_modules"] = "q_(proj";
    const auto broken = AdapterTargets::make(adapterConfigFromJson(json, "x").take(), "the/file");
    ASSERT_FALSE(broken.ok());
    EXPECT_NE(broken.error().message().find("q_(proj"), std::string::npos);
    EXPECT_NE(broken.error().message().find("the/file"), std::string::npos);
}

TEST(Adapter, SpellingsOfOtherVersionsAreRead)
{
    const auto decoder = modelOf("llama_plain");
    const Folder folder;
    const at::Tensor a = at::ones({4, 32}) * 0.1;
    const at::Tensor b = at::ones({32, 4}) * 0.2;
    at::Tensor wanted;
    for (const char* const form :
         {"base_model.model.M.lora_X.weight", "base_model.model.M.lora_X.default.weight",
          "M.lora_X.weight", "M.lora_X.my_adapter.weight"}) {
        std::vector<std::pair<std::string, at::Tensor>> tensors;
        for (int layer = 0; layer < 3; ++layer) {
            for (const char side : {'A', 'B'}) {
                std::string name = form;
                name.replace(name.find("M."), 1,
                             "model.layers." + std::to_string(layer) + ".self_attn.q_proj");
                name.replace(name.find("lora_X"), 6, std::string("lora_") + side);
                tensors.emplace_back(name, side == 'A' ? a.to(at::kBFloat16) : b.to(at::kHalf));
            }
        }
        folder.write(plainConfig(), tensors);
        auto read = readAdapter(folder.path(), *decoder);
        ASSERT_TRUE(read.ok()) << form << ": " << read.error().message();
        EXPECT_EQ((*read)->parts().front()->lora.a.scalar_type(), at::kFloat);
        ASSERT_TRUE(decoder->wear(read.value()).ok());
        wanted = wanted.defined() ? wanted : logits(*decoder);
        EXPECT_TRUE(at::equal(logits(*decoder), wanted)) << form;
    }
}

TEST(Adapter, BrokenFilesNameFileAndTensor)
{
    const auto decoder = modelOf("llama_plain");
    const Folder folder;
    const std::string module = "base_model.model.model.layers.0.self_attn.q_proj.";
    const auto with = [&](const std::vector<std::pair<std::string, at::Tensor>>& tensors) {
        folder.write(plainConfig(), tensors);
        const std::string error = errorOf(readAdapter(folder.path(), *decoder));
        EXPECT_NE(error.find(folder.path()), std::string::npos) << error;
        return error;
    };
    const at::Tensor a = at::ones({4, 32});
    const at::Tensor b = at::ones({32, 4});
    EXPECT_NE(with({{module + "lora_A.weight", a}}).find("lora_B"), std::string::npos);
    EXPECT_NE(with({{module + "lora_A.weight", at::ones({4, 31})}, {module + "lora_B.weight", b}})
                  .find("[4, 31]"),
              std::string::npos);
    EXPECT_NE(with({{module + "lora_A.weight", at::ones({8, 32})},
                    {module + "lora_B.weight", at::ones({32, 8})}})
                  .find("[8, 32]"),
              std::string::npos);
    EXPECT_NE(with({{"base_model.model.model.layers.9.self_attn.q_proj.lora_A.weight", a},
                    {"base_model.model.model.layers.9.self_attn.q_proj.lora_B.weight", b}})
                  .find("layers.9"),
              std::string::npos);
    EXPECT_NE(with({{"base_model.model.model.layers.0.self_attn.k_proj.lora_A.weight", a},
                    {"base_model.model.model.layers.0.self_attn.k_proj.lora_B.weight",
                     at::ones({16, 4})}})
                  .find("k_proj"),
              std::string::npos);
    EXPECT_NE(with({{module + "lora_A.weight", a},
                    {module + "lora_B.weight", b},
                    {module + "lora_magnitude_vector", at::ones({32})}})
                  .find("use_dora"),
              std::string::npos);
    EXPECT_NE(with({{module + "lora_A.weight", a.to(at::kLong)}, {module + "lora_B.weight", b}})
                  .find("Long"),
              std::string::npos);
    EXPECT_NE(
        with({{"base_model.model.lm_head.weight", at::ones({320, 32})}}).find("modules_to_save"),
        std::string::npos);
    fs::remove(fs::path(folder.path()) / "adapter_model.safetensors");
    EXPECT_NE(errorOf(readAdapter(folder.path(), *decoder)).find("adapter_model.safetensors"),
              std::string::npos);
}

TEST(Adapter, TargetsWithoutTensorsAreAWarning)
{
    const auto decoder = modelOf("llama_plain");
    const Folder folder;
    folder.write(plainConfig(),
                 {{"model.layers.0.self_attn.q_proj.lora_A.weight", at::ones({4, 32})},
                  {"model.layers.0.self_attn.q_proj.lora_B.weight", at::ones({32, 4})}});
    const auto read = readAdapter(folder.path(), *decoder);
    ASSERT_TRUE(read.ok()) << read.error().message();
    ASSERT_EQ((*read)->warnings().size(), 2U);
    EXPECT_NE((*read)->warnings()[0].find("layers.1"), std::string::npos);
}
