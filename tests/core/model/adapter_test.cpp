// SPDX-License-Identifier: Apache-2.0
#include "core/model/fused_stack.h"
#include "core/model/merge.h"
#include "tests/core/model/adapter_fixture.h"

#include <limits>

using namespace marginalia;
using namespace marginalia::golden;

TEST(Adapter, AllLinearMeansEveryProjectionOfEveryFamily)
{
    const std::vector<std::tuple<const char*, std::size_t, const char*>> cases = {
        {"llama_plain", 7, "model.layers.0.mlp.down_proj"},
        {"phi3_partial", 4, "model.layers.0.mlp.gate_up_proj"},
        {"gpt2", 4, "transformer.h.0.mlp.c_proj"},
        {"gpt2_unprefixed", 4, "transformer.h.0.attn.c_attn"},
        {"gpt_neox_parallel", 4, "gpt_neox.layers.0.attention.dense"},
        {"gemma2", 7, "model.layers.0.self_attn.o_proj"},
        {"opt_mixtral", 4, "model.layers.0.self_attn.k_proj"}};
    for (const auto& [name, each, module] : cases) {
        SCOPED_TRACE(name);
        const auto decoder = modelOf(name);
        const auto adapter = Adapter::fresh(*decoder, allLinear(), 3);
        ASSERT_TRUE(adapter.ok()) << adapter.error().message();
        EXPECT_EQ((*adapter)->parts().size(),
                  each * static_cast<std::size_t>(decoder->config().layers));
        EXPECT_EQ(modulesOf(**adapter).count(module), 1U);
        const at::Tensor before = logits(*decoder);
        ASSERT_TRUE(decoder->wear(adapter.value()).ok());
        EXPECT_TRUE(at::equal(logits(*decoder), before));
        stir(**adapter);
        EXPECT_FALSE(at::equal(logits(*decoder), before));
        // Written with short names and read again.
        const Scratch scratch;
        ASSERT_TRUE(writeAdapterFiles(scratch.path().string(), *decoder, **adapter).ok());
        const auto other = modelOf(name);
        auto again = readAdapter(scratch.path().string(), *other);
        ASSERT_TRUE(again.ok()) << again.error().message();
        EXPECT_EQ(modulesOf(**again), modulesOf(**adapter));
        ASSERT_TRUE(other->wear(again.value()).ok());
        EXPECT_TRUE(at::equal(logits(*other), logits(*decoder)));
        // And merged.
        auto merged = mergeAdapter(*decoder, at::kFloat);
        ASSERT_TRUE(merged.ok()) << merged.error().message();
        EXPECT_EQ(merged->changed.size(), (*adapter)->parts().size());
        const std::string folder = (scratch.path() / "merged").string();
        ASSERT_TRUE(
            writeModelFolder(folder, (root() / "models" / name).string(), merged->tensors).ok());
        const auto whole = Decoder::load(folder, at::kFloat, at::kCPU).take();
        EXPECT_LE(largestDifference(logits(*whole), logits(*decoder)), 1e-4);
    }
}

TEST(Adapter, ExpertsAndPositionsAreRefusedByName)
{
    const auto refused = [](const char* model, const char* target) {
        AdapterConfig config;
        config.targets.list = {target};
        const auto decoder = modelOf(model);
        const auto made = Adapter::fresh(*decoder, config, 1);
        EXPECT_FALSE(made.ok());
        EXPECT_EQ(made.error().kind, ErrorKind::Unsupported);
        return made.error().message();
    };
    EXPECT_NE(refused("opt_mixtral", "w1").find("experts.0.w1"), std::string::npos);
    EXPECT_NE(refused("opt_mixtral", "gate").find("block_sparse_moe.gate"), std::string::npos);
    EXPECT_NE(refused("gpt2", "wpe").find("transformer.wpe"), std::string::npos);
    AdapterConfig nothing;
    nothing.targets.list = {"no_such_module"};
    const auto none = Adapter::fresh(*modelOf("llama_plain"), nothing, 1);
    ASSERT_FALSE(none.ok());
    EXPECT_EQ(none.error().kind, ErrorKind::Invalid);
}

TEST(Adapter, AnotherModelsAdapterIsNotPutOn)
{
    const auto phi = modelOf("phi3_partial");
    const auto adapter = Adapter::fresh(*phi, allLinear(), 3).take();
    const auto llama = modelOf("llama_plain");
    const Status status = llama->wear(adapter);
    ASSERT_FALSE(status.ok());
    EXPECT_NE(status.error().message().find("qkv_proj"), std::string::npos);
    EXPECT_EQ(llama->adapter(), nullptr);
}

TEST(Adapter, SeveralStandOnOneBase)
{
    const auto base = modelOf("qwen2_bias");
    const at::Tensor plain = logits(*base);
    const auto first = base->shared();
    const auto second = base->shared();
    ASSERT_TRUE(first->wear(Adapter::fresh(*base, allLinear(), 1).take()).ok());
    ASSERT_TRUE(second->wear(Adapter::fresh(*base, allLinear(), 2).take()).ok());
    stir(*first->adapter());
    stir(*second->adapter());
    EXPECT_FALSE(at::equal(logits(*first), logits(*second)));
    EXPECT_TRUE(at::equal(logits(*base), plain));
    const std::string name = base->parameters().front().first;
    EXPECT_EQ(first->parameter(name).const_data_ptr(), base->parameter(name).const_data_ptr());
}

TEST(Adapter, HalfPrecisionBaseKeepsFloatAdapters)
{
    const auto wide = modelOf("qwen3_untied");
    const auto half = modelOf("qwen3_untied", at::kBFloat16);
    const auto adapter = Adapter::fresh(*half, allLinear(), 4).take();
    for (const auto& [name, tensor] : adapter->parameters()) {
        EXPECT_EQ(tensor.scalar_type(), at::kFloat) << name;
    }
    const at::Tensor before = logits(*half);
    ASSERT_TRUE(half->wear(adapter).ok());
    EXPECT_TRUE(at::equal(logits(*half), before));
    stir(*adapter);
    const auto same = Adapter::fresh(*wide, allLinear(), 4).take();
    stir(*same);
    ASSERT_TRUE(wide->wear(same).ok());
    const at::Tensor exact = logits(*wide);
    EXPECT_LE((logits(*half) - exact).abs().mean().item<double>(),
              0.1 * exact.std().item<double>());
}

// The whole graph of DoRA against differences; its norm is a constant there, so the differences
// are taken of a model whose norm is one too: plain LoRA, and DoRA's magnitude.
TEST(Adapter, GradientsEqualDifferences)
{
    setFusedStackEnabled(false);
    for (const bool dora : {false, true}) {
        auto loaded = Decoder::load((root() / "models/qwen2_bias").string(), at::kDouble, at::kCPU);
        const auto decoder = loaded.take();
        decoder->setTrainable(false);
        AdapterConfig config = allLinear(2);
        config.dora = dora;
        const auto adapter = Adapter::fresh(*decoder, config, 6).take();
        stir(*adapter);
        ASSERT_TRUE(decoder->wear(adapter).ok());
        adapter->setTrainable(true);
        const PackedInput input = row(9, decoder->config().vocabulary);
        const at::Tensor hidden = decoder->hidden(input);
        const at::Tensor by = at::sin(at::arange(hidden.numel(), at::kDouble)).view(hidden.sizes());
        // Of the hidden states: logits are float32 whatever the model is.
        const auto loss = [&] { return (decoder->hidden(input) * by).sum(); };
        loss().backward();
        for (const auto& [name, tensor] : adapter->parameters()) {
            const bool magnitude = name.find("magnitude") != std::string::npos;
            if (dora != magnitude || name.find("layers.1") == std::string::npos) {
                continue;
            }
            const c10::NoGradGuard noGrad;
            const at::Tensor flat = tensor.view({-1});
            const double step = 1e-5;
            const double kept = flat[1].item<double>();
            flat[1].fill_(kept + step);
            const double up = loss().item<double>();
            flat[1].fill_(kept - step);
            const double down = loss().item<double>();
            flat[1].fill_(kept);
            const double slope = tensor.grad().view({-1})[1].item<double>();
            EXPECT_NEAR((up - down) / (2 * step), slope, 1e-5 * std::abs(slope) + 1e-7) << name;
        }
    }
    setFusedStackEnabled(true);
}

TEST(Adapter, DropoutFollowsItsKeyAndIsOffWithoutOne)
{
    const auto decoder = modelOf("llama_plain");
    for (const bool dora : {false, true}) {
        AdapterConfig config = allLinear();
        config.dropout = 0.5;
        config.dora = dora;
        const auto adapter = Adapter::fresh(*decoder, config, 8).take();
        stir(*adapter);
        ASSERT_TRUE(decoder->wear(adapter).ok());
        const at::Tensor quiet = logits(*decoder);
        adapter->setDropoutKey(1);
        const at::Tensor first = logits(*decoder);
        EXPECT_TRUE(at::equal(logits(*decoder), first));
        adapter->setDropoutKey(2);
        EXPECT_FALSE(at::equal(logits(*decoder), first));
        adapter->setDropoutKey(std::nullopt);
        EXPECT_TRUE(at::equal(logits(*decoder), quiet));
        EXPECT_FALSE(at::equal(first, quiet));
    }
    // What is kept is enlarged: the mean stays.
    LoraDropout half{0.25, 7};
    LoraPart part;
    part.dropout = &half;
    const at::Tensor x = part.dropped(at::ones({100, 400}));
    EXPECT_NEAR(x.mean().item<double>(), 1, 0.02);
    EXPECT_NEAR((x == 0).to(at::kFloat).mean().item<double>(), 0.25, 0.01);
}

TEST(Merge, TiedHeadsBecomeTheirOwn)
{
    const std::string name = "llama_tied";
    for (const char* const target : {"embed_tokens", "lm_head", "q_proj"}) {
        SCOPED_TRACE(target);
        const auto decoder = modelOf(name);
        AdapterConfig config;
        config.targets.list = {target};
        const auto adapter = Adapter::fresh(*decoder, config, 2).take();
        const c10::NoGradGuard noGrad;
        adapter->parts().front()->lora.a.fill_(0.01);
        adapter->parts().front()->lora.b.fill_(0.02);
        ASSERT_TRUE(decoder->wear(adapter).ok());
        auto merged = mergeAdapter(*decoder, at::kFloat);
        ASSERT_TRUE(merged.ok()) << merged.error().message();
        EXPECT_EQ(merged->untied, std::string(target) != "q_proj");
        const Scratch scratch;
        const std::string folder = (scratch.path() / "merged").string();
        ASSERT_TRUE(
            writeModelFolder(folder, (root() / "models" / name).string(), merged->tensors).ok());
        const auto whole = Decoder::load(folder, at::kFloat, at::kCPU).take();
        EXPECT_EQ(whole->config().tied, !merged->untied);
        EXPECT_LE(largestDifference(logits(*whole), logits(*decoder)), 1e-4);
    }
}

TEST(Merge, HalfTypesSayWhatTheyLoseAndNanIsRefused)
{
    const auto decoder = modelOf("llama_plain");
    const auto adapter = Adapter::fresh(*decoder, allLinear(), 2).take();
    EXPECT_FALSE(mergeAdapter(*decoder, at::kFloat).ok());
    stir(*adapter);
    ASSERT_TRUE(decoder->wear(adapter).ok());
    const auto half = mergeAdapter(*decoder, at::kBFloat16);
    ASSERT_TRUE(half.ok());
    EXPECT_GT(half->lost, 1e-3);
    EXPECT_LT(half->lost, 1);
    EXPECT_EQ(half->tensors.front().second.scalar_type(), at::kBFloat16);
    const at::Tensor b = adapter->parts().back()->lora.b;
    b.view({-1})[0].fill_(std::numeric_limits<float>::quiet_NaN());
    const auto refused = mergeAdapter(*decoder, at::kFloat);
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().message().find(adapter->parts().back()->module), std::string::npos);
}
