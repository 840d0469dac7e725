// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/training_rules.h"

#include "core/objectives/masked_thought.h"
#include "core/objectives/parameter_choice.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

using namespace marginalia;

namespace {

std::vector<std::string> llamaNames(int layers)
{
    std::vector<std::string> out = {"model.embed_tokens.weight", "model.norm.weight",
                                    "lm_head.weight"};
    for (int i = 0; i < layers; ++i) {
        const std::string block = "model.layers." + std::to_string(i) + ".";
        for (const char* module :
             {"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
              "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj", "input_layernorm",
              "post_attention_layernorm"}) {
            out.push_back(block + module + ".weight");
        }
        out.push_back(block + "self_attn.q_proj.bias");
    }
    return out;
}

int countOf(const std::set<std::string>& names, TensorPart part, int layer)
{
    return static_cast<int>(std::count_if(names.begin(), names.end(), [&](const auto& name) {
        return partOf(name) == part && layerOf(name) == layer &&
               name.find(".bias") == std::string::npos;
    }));
}

}  // namespace

TEST(HalfFineTuning, HalfOfEveryBlockStaysFrozen)
{
    const std::vector<std::string> names = llamaNames(8);
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const std::set<std::string> frozen = frozenHalf(names, seed, 0);
        int feedForward = 0;
        for (int layer = 0; layer < 8; ++layer) {
            EXPECT_EQ(countOf(frozen, TensorPart::Attention, layer), 2);
            EXPECT_EQ(countOf(frozen, TensorPart::Norm, layer), 1);
            const int here = countOf(frozen, TensorPart::FeedForward, layer);
            EXPECT_TRUE(here == 1 || here == 2);
            feedForward += here;
        }
        EXPECT_EQ(feedForward, 12);
        for (const char* trained :
             {"model.embed_tokens.weight", "model.norm.weight", "lm_head.weight"}) {
            EXPECT_FALSE(frozen.contains(trained)) << trained;
        }
    }
}

TEST(HalfFineTuning, SeedAndStageDecide)
{
    const std::vector<std::string> names = llamaNames(8);
    EXPECT_EQ(frozenHalf(names, 7, 0), frozenHalf(names, 7, 0));
    EXPECT_NE(frozenHalf(names, 7, 0), frozenHalf(names, 8, 0));
    EXPECT_NE(frozenHalf(names, 7, 0), frozenHalf(names, 7, 1));
    // Over many stages every matrix is frozen about half of the time.
    std::map<std::string, int> times;
    for (int stage = 0; stage < 200; ++stage) {
        for (const std::string& name : frozenHalf(names, 7, stage)) {
            ++times[name];
        }
    }
    for (const std::string& name : names) {
        if (partOf(name) != TensorPart::Other) {
            EXPECT_NEAR(times[name], 100, 40) << name;
        }
    }
}

TEST(HalfFineTuning, BiasGoesWithItsMatrix)
{
    const std::vector<std::string> names = llamaNames(4);
    for (int stage = 0; stage < 20; ++stage) {
        const std::set<std::string> frozen = frozenHalf(names, 3, stage);
        for (int layer = 0; layer < 4; ++layer) {
            const std::string q = "model.layers." + std::to_string(layer) + ".self_attn.q_proj.";
            EXPECT_EQ(frozen.contains(q + "weight"), frozen.contains(q + "bias"));
        }
    }
}

TEST(ModuleSelection, PartAndLayers)
{
    const std::vector<std::string> names = llamaNames(4);
    const auto one = chosenModules(names, {"mlp\\.down_proj", 2, -1});
    ASSERT_TRUE(one.ok());
    EXPECT_EQ(*one, std::set<std::string>{"model.layers.2.mlp.down_proj.weight"});
    const auto range = chosenModules(names, {"attn", 1, 2});
    ASSERT_TRUE(range.ok());
    EXPECT_EQ(range->size(), 10U);
    const auto everywhere = chosenModules(names, {"norm", -1, -1});
    ASSERT_TRUE(everywhere.ok());
    EXPECT_EQ(everywhere->size(), 9U);
    EXPECT_TRUE(everywhere->contains("model.norm.weight"));
}

TEST(ModuleSelection, WhatMatchesNothingIsRefused)
{
    for (const char* pattern : {"no_such", "mlp("}) {
        const auto refused = chosenModules(llamaNames(2), {pattern, -1, -1});
        ASSERT_FALSE(refused.ok());
        EXPECT_EQ(refused.error().where, "modules");
        EXPECT_NE(refused.error().message().find(pattern), std::string::npos);
    }
    EXPECT_FALSE(chosenModules(llamaNames(2), {"mlp", 5, 6}).ok());
}

TEST(MinNorm, SeveralGradientsAgreeWithTheirShortestSum)
{
    // The corners of a triangle around the origin: the shortest point is the origin itself.
    const std::vector<at::Tensor> around = {at::tensor({1.0, 0.0}), at::tensor({-1.0, 1.0}),
                                            at::tensor({-1.0, -1.0})};
    const std::vector<double> weights = minNormWeights(around);
    double sum = 0;
    at::Tensor point = at::tensor({0.0, 0.0});
    for (std::size_t i = 0; i < weights.size(); ++i) {
        EXPECT_GE(weights[i], 0);
        sum += weights[i];
        point = point + weights[i] * around[i];
    }
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_NEAR(point.norm().item<double>(), 0, 0.02);
    // One of three already agrees with the others: all weight is its.
    const std::vector<double> first =
        minNormWeights({at::tensor({0.1, 0.0}), at::tensor({2.0, 1.0}), at::tensor({3.0, -1.0})});
    EXPECT_NEAR(first[0], 1, 1e-6);
}

TEST(MinNorm, EqualAndAbsentGradients)
{
    const at::Tensor same = at::tensor({1.0, 2.0});
    EXPECT_EQ(minNormWeights({same, same}), (std::vector<double>{0.5, 0.5}));
    EXPECT_EQ(minNormWeights({same}), std::vector<double>{1});
    EXPECT_EQ(proportionalWeights({0, 0}), (std::vector<double>{0.5, 0.5}));
}

TEST(SparseMask, EqualChangesTakeTheEarlier)
{
    const at::Tensor start = at::tensor({0.0, 0.0, 0.0, 0.0});
    const at::Tensor tuned = at::tensor({1.0, -1.0, 1.0, 0.5});
    const at::Tensor mask = mostChanged({start}, {tuned}, 2)[0];
    EXPECT_TRUE(mask[0].item<bool>());
    EXPECT_TRUE(mask[1].item<bool>());
    EXPECT_FALSE(mask[2].item<bool>());
    EXPECT_FALSE(mask[3].item<bool>());
}

TEST(MaskedThought, OnlyAnswerTokensAreHidden)
{
    std::vector<std::int64_t> ids(2000);
    std::vector<bool> answer(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        ids[i] = static_cast<std::int64_t>(i % 7) + 2;
        answer[i] = i >= 1000;
    }
    const MaskedThoughtOptions options{0.4, 0, false};
    const std::vector<std::int64_t> read = maskedInput({ids, answer, 1, 5}, options, 0, 11);
    int hidden = 0;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!answer[i] || ids[i] == 5) {
            EXPECT_EQ(read[i], ids[i]) << i;
        }
        hidden += read[i] == 1 ? 1 : 0;
    }
    // 1000 tokens of which a seventh ends a turn; three standard deviations.
    EXPECT_NEAR(hidden, 0.4 * 857, 45);
    EXPECT_EQ(read, maskedInput({ids, answer, 1, 5}, options, 0, 11));
    EXPECT_NE(read, maskedInput({ids, answer, 1, 5}, options, 0, 12));
    EXPECT_EQ(maskedInput({ids, answer, 1, 5}, {0.4, 10, false}, 0, 11), ids);
}

TEST(MaskedThought, DrawnSharesStayBelowTheStep)
{
    const std::vector<std::int64_t> ids(1000, 3);
    const std::vector<bool> answer(ids.size(), true);
    double sum = 0;
    for (std::uint64_t key = 0; key < 200; ++key) {
        const auto read = maskedInput({ids, answer, 1, -1}, {0.5, 0, true}, 0, key);
        const auto hidden = static_cast<double>(std::count(read.begin(), read.end(), 1));
        EXPECT_LT(hidden, 570);
        sum += hidden;
    }
    EXPECT_NEAR(sum / 200, 250, 40);
}
