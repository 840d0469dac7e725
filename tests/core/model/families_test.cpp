// SPDX-License-Identifier: Apache-2.0
#include "core/model/families.h"

#include "tests/core/model/golden_models.h"

#include <c10/core/ScalarType.h>

using namespace marginalia;
using golden::Scratch;

namespace {

Result<ModelConfig> configOf(const Json& json)
{
    const Scratch scratch;
    std::ofstream(scratch.path() / "config.json") << json.dump();
    return readModelConfig(scratch.path().string());
}

void expectRefused(const Json& json, const std::string& key)
{
    const auto config = configOf(json);
    ASSERT_FALSE(config.ok()) << json.dump();
    EXPECT_EQ(config.error().kind, ErrorKind::Unsupported);
    EXPECT_NE(config.error().message().find(key), std::string::npos) << config.error().message();
    EXPECT_NE(config.error().where.find("config.json"), std::string::npos);
}

using Windows = std::vector<std::int64_t>;

}  // namespace

// models.md 1.5, measured against transformers 5.23.
TEST(Families, SilentFilesMeanTheDefaultsOfTheClass)
{
    const auto small = [](const char* type) {
        auto config = configOf({{"model_type", type}});
        EXPECT_TRUE(config.ok()) << (config.ok() ? "" : config.error().message());
        return config.take();
    };
    EXPECT_EQ(small("llama").intermediate, 11008);
    EXPECT_EQ(small("mistral").windows, Windows(32, 4096));
    EXPECT_EQ(small("mistral").kvHeads, 8);
    EXPECT_TRUE(small("qwen2").windows.empty());
    EXPECT_TRUE(small("qwen2").qkvBias);
    EXPECT_FALSE(small("qwen2").outputBias);
    EXPECT_EQ(small("qwen3").headDim, 128);
    EXPECT_EQ(small("gemma").headDim, 256);
    EXPECT_TRUE(small("gemma").tied);
    EXPECT_EQ(small("gemma").activation, Activation::GeluTanh);
    EXPECT_DOUBLE_EQ(small("gemma2").attentionScale, 1.0 / 16);
    EXPECT_EQ(small("gemma2").attentionCap, 50);
    EXPECT_EQ(small("gemma2").logitCap, 30);
    EXPECT_EQ(small("gemma2").windows[0], 4096);
    EXPECT_EQ(small("gemma2").windows[1], 0);
    EXPECT_EQ(small("gemma3_text").logitCap, 0);
    EXPECT_EQ(small("gemma3_text").rope.theta, 1e6);
    EXPECT_EQ(small("gemma3_text").localRope->theta, 1e4);
    EXPECT_EQ(small("gemma3_text").windows[4], 4096);
    EXPECT_EQ(small("gemma3_text").windows[5], 0);
    EXPECT_EQ(small("phi3").hidden, 3072);
    EXPECT_TRUE(small("phi3").windows.empty());
    EXPECT_EQ(small("smollm3").rope.theta, 2e6);
    EXPECT_TRUE(small("smollm3").unrotated[3]);
    EXPECT_FALSE(small("smollm3").unrotated[2]);
    EXPECT_TRUE(small("smollm3").tied);
    EXPECT_EQ(small("olmo2").vocabulary, 50304);
    EXPECT_EQ(small("gpt2").intermediate, 3072);
    EXPECT_EQ(small("gpt2").context, 1024);
    EXPECT_EQ(small("gpt_neox").rope.rotary, 24);
    EXPECT_TRUE(small("gpt_neox").parallel);
    EXPECT_EQ(small("granite").attentionScale, 1);
    EXPECT_EQ(small("stablelm").rope.rotary, 20);
    EXPECT_FALSE(small("stablelm").qkvBias);
    EXPECT_EQ(small("mixtral").experts, 8);
    EXPECT_EQ(small("mixtral").rope.theta, 1e6);
}

// Facts about released checkpoints: their parameter counts as their cards give them.
TEST(Families, ParameterCountsOfKnownModels)
{
    const auto count = [](const Json& json) { return parameterCount(configOf(json).take()); };
    EXPECT_EQ(count({{"model_type", "gpt2"}}), 124439808);
    EXPECT_EQ(count({{"model_type", "llama"}}), 6738415616);
    EXPECT_EQ(count({{"model_type", "mistral"}}), 7241732096);
    EXPECT_EQ(count({{"model_type", "mixtral"}}), 46702792704);
    EXPECT_EQ(count({{"model_type", "gemma2"}}), 2614341888);
    EXPECT_EQ(count({{"model_type", "phi3"}}), 3821079552);
}

TEST(Families, KeysOfOneFamilyAreRefusedInAnother)
{
    for (const char* key : {"residual_multiplier", "embedding_multiplier", "logits_scaling",
                            "attention_multiplier"}) {
        expectRefused({{"model_type", "llama"}, {key, 0.5}}, key);
        EXPECT_TRUE(configOf({{"model_type", "granite"}, {key, 0.5}}).ok()) << key;
    }
    expectRefused({{"model_type", "granite"}, {"num_local_experts", 4}}, "num_local_experts");
    expectRefused({{"model_type", "mistral"}, {"num_local_experts", 4}}, "num_local_experts");
    EXPECT_TRUE(configOf({{"model_type", "mixtral"}, {"num_local_experts", 4}}).ok());
    expectRefused({{"model_type", "mixtral"}, {"num_experts_per_tok", 9}}, "num_experts_per_tok");
    expectRefused({{"model_type", "mixtral"}, {"residual_multiplier", 2.0}}, "residual_multiplier");
    expectRefused({{"model_type", "stablelm"}, {"qk_layernorm", true}}, "qk_layernorm");
    expectRefused({{"model_type", "gpt2"}, {"add_cross_attention", true}}, "add_cross_attention");
    expectRefused({{"model_type", "gpt2"}, {"n_embd", 0}}, "n_embd");
    expectRefused({{"model_type", "llama"}, {"partial_rotary_factor", 0.5}},
                  "partial_rotary_factor");
    expectRefused({{"model_type", "gemma"}, {"use_bidirectional_attention", true}},
                  "use_bidirectional_attention");
    expectRefused({{"model_type", "llama"}, {"num_hidden_layers", 2000000}}, "num_hidden_layers");
    expectRefused({{"model_type", "smollm3"}, {"no_rope_layers", {1, 0}}}, "no_rope_layers");
    expectRefused({{"model_type", "gemma3"}}, "model_type");
    EXPECT_TRUE(configOf({{"model_type", "gemma"}, {"use_bidirectional_attention", nullptr}}).ok());
}

TEST(Families, SizesThatNoModelHasAreRefused)
{
    constexpr std::int64_t kLarge = 1LL << 28;
    expectRefused({{"model_type", "llama"}, {"vocab_size", kLarge + 1}}, "vocab_size");
    // Each of them could be, together they are more than can be counted.
    expectRefused({{"model_type", "llama"},
                   {"hidden_size", kLarge},
                   {"num_attention_heads", kLarge},
                   {"num_key_value_heads", kLarge},
                   {"head_dim", kLarge}},
                  "hidden_size");
    EXPECT_TRUE(configOf({{"model_type", "llama"}, {"hidden_size", 16384}}).ok());
}

TEST(Families, RefusedBeforeAByteOfWeightsIsRead)
{
    const Scratch scratch;
    std::ofstream(scratch.path() / "config.json") << R"({"model_type": "mamba"})";
    std::ofstream(scratch.path() / "model.safetensors") << "not a file of weights";
    const auto loaded = Decoder::load(scratch.path().string(), at::kFloat, at::kCPU);
    ASSERT_FALSE(loaded.ok());
    EXPECT_EQ(loaded.error().kind, ErrorKind::Unsupported);
    EXPECT_NE(loaded.error().message().find("model_type \"mamba\""), std::string::npos)
        << loaded.error().message();
    EXPECT_NE(loaded.error().message().find("gpt_neox"), std::string::npos)
        << "what can be chosen instead";
}

TEST(Families, WindowsFollowTheFile)
{
    const auto windows = [](const Json& json) { return configOf(json).take().windows; };
    EXPECT_TRUE(windows({{"model_type", "mistral"}, {"sliding_window", nullptr}}).empty());
    EXPECT_TRUE(windows({{"model_type", "qwen3"}, {"sliding_window", 64}}).empty());
    EXPECT_EQ(windows({{"model_type", "qwen2"},
                       {"num_hidden_layers", 3},
                       {"use_sliding_window", true},
                       {"sliding_window", 64},
                       {"max_window_layers", 1}}),
              (Windows{0, 64, 64}));
    EXPECT_EQ(windows({{"model_type", "gemma2"},
                       {"num_hidden_layers", 3},
                       {"sliding_window", 64},
                       {"layer_types", {"full_attention", "full_attention", "sliding_attention"}}}),
              (Windows{0, 0, 64}));
    EXPECT_EQ(windows({{"model_type", "phi3"}, {"num_hidden_layers", 2}, {"sliding_window", 2047}}),
              (Windows{2047, 2047}));
    EXPECT_EQ(windows({{"model_type", "smollm3"},
                       {"num_hidden_layers", 2},
                       {"use_sliding_window", true},
                       {"sliding_window", 9},
                       {"no_rope_layers", {0, 1}}}),
              (Windows{9, 0}));
}

TEST(Families, Gemmas)
{
    const auto gelu = configOf({{"model_type", "gemma"}, {"hidden_act", "gelu"}}).take();
    EXPECT_EQ(gelu.activation, Activation::GeluTanh);
    const auto exact = configOf({{"model_type", "gemma"}, {"hidden_activation", "gelu"}}).take();
    EXPECT_EQ(exact.activation, Activation::Gelu);
    const auto uncapped = configOf({{"model_type", "gemma2"},
                                    {"attn_logit_softcapping", nullptr},
                                    {"final_logit_softcapping", nullptr}})
                              .take();
    EXPECT_EQ(uncapped.attentionCap, 0);
    EXPECT_EQ(uncapped.logitCap, 0);
    // transformers reads this key of Gemma 3 and computes nothing from it: two readers would
    // differ.
    expectRefused({{"model_type", "gemma3_text"}, {"attn_logit_softcapping", 50.0}},
                  "attn_logit_softcapping");
    EXPECT_EQ(configOf({{"model_type", "gemma3_text"}, {"final_logit_softcapping", 30.0}})
                  .take()
                  .logitCap,
              30);
}

TEST(Families, FreshWeights)
{
    ModelConfig config = configOf({{"model_type", "gpt2"},
                                   {"n_embd", 64},
                                   {"n_head", 4},
                                   {"n_layer", 8},
                                   {"n_positions", 16},
                                   {"vocab_size", 50}})
                             .take();
    const auto gpt2 = Decoder::initialise(config, 1, at::kFloat, at::kCPU);
    const auto deviation = [](const Decoder& decoder, const char* name) {
        return decoder.parameter(name).std().item<double>();
    };
    EXPECT_NEAR(deviation(*gpt2, "transformer.h.0.attn.c_attn.weight"), 0.02, 0.001);
    EXPECT_NEAR(deviation(*gpt2, "transformer.h.0.attn.c_proj.weight"), 0.005, 0.0003);
    EXPECT_EQ(gpt2->parameter("transformer.h.0.ln_1.weight").min().item<float>(), 1.0F);
    config = configOf({{"model_type", "gemma"},
                       {"hidden_size", 32},
                       {"intermediate_size", 32},
                       {"num_hidden_layers", 1},
                       {"vocab_size", 50}})
                 .take();
    const auto gemma = Decoder::initialise(config, 1, at::kFloat, at::kCPU);
    EXPECT_EQ(gemma->parameter("model.norm.weight").abs().max().item<float>(), 0.0F);
}
