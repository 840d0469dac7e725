// SPDX-License-Identifier: Apache-2.0
// Several processes train one model: 2, 3 and 4 ranks, each in a network of its own, give the
// losses, rows and weights of one process.
#include "core/train/ranks.h"
#include "tests/core/train/ranks_case.h"

using namespace marginalia;
using ranks_case::RanksTest;

namespace {

struct Case {
    const char* name;
    const char* objective;
    int accumulation;
    std::vector<int> ranks;
    std::vector<ModifierSpec> modifiers = {};
    const char* method = "full";
    const char* dtype = "fp32";
    std::vector<TermSpec> terms = {};
    bool narrow = false;  ///< moments in 8 bits, weights without masters
};

class EqualOneProcess : public RanksTest, public ::testing::WithParamInterface<Case> {
protected:
    RunSpec specOf(const Case& of) const
    {
        RunSpec out = spec(of.objective);
        out.accumulation = of.accumulation;
        out.modifiers = of.modifiers;
        out.terms = of.terms;
        out.method = of.method;
        out.dtype = of.dtype;
        if (of.narrow) {
            out.model = MARGINALIA_SOURCE_DIR "/resources/starter";
            out.learning_rate = 1e-3;
            out.optimizer_state = "int8";
            out.masters = "stochastic";
        }
        if (out.method == "lora") {
            out.lora_r = 4;
            out.lora_dropout = 0.1;
        }
        return out;
    }
};

}  // namespace

TEST(DealUnits, LargestFirstToTheLeastLoaded)
{
    EXPECT_EQ(dealUnits({10, 10, 10, 10}, 2), (std::vector<int>{0, 1, 0, 1}));
    EXPECT_EQ(dealUnits({1, 9, 5, 4}, 2), (std::vector<int>{0, 0, 1, 1}));
    EXPECT_EQ(dealUnits({3, 7}, 3), (std::vector<int>{1, 0}));  // the third has nothing to do
    EXPECT_EQ(dealUnits({3, 7}, 1), (std::vector<int>{0, 0}));
}

TEST_P(EqualOneProcess, InLossesRowsAndWeights)
{
    const Case& of = GetParam();
    // bf16 rounds weights that differ in the last bit of float32 to neighbours now and then.
    const double tolerance = std::string(of.dtype) == "bf16" ? 2e-2 : 2e-5;
    const std::string one = prepared(specOf(of));
    ASSERT_EQ(alone(one), 0) << message(one);
    for (const int ranks : of.ranks) {
        SCOPED_TRACE(ranks);
        useHome("home-" + std::to_string(ranks));
        const std::string several = prepared(specOf(of));
        together(several, ranks);
        expectSameCurves(several, one, tolerance);
        expectSameRows(several, one, tolerance);
        expectSameEnd(several, one, tolerance);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Objectives, EqualOneProcess,
    ::testing::Values(
        Case{"dpo", "dpo", 4, {4}, {}, "full", "fp32", {{"dpo", 1}, {"sft", 0.5}}},
        Case{"kto_with_an_idle_rank", "kto", 2, {3}}, Case{"bco_carries_a_mean", "bco", 4, {2}},
        Case{"moving_reference", "dpo", 4, {2}, {{"tr_dpo", {{"alpha", 0.6}, {"tau", 2}}, {}}}},
        Case{"adapter_with_dropout", "dpo", 4, {2}, {}, "lora"},
        Case{"bf16", "sft", 4, {2}, {}, "full", "bf16"},
        Case{"narrow_state", "sft", 4, {2}, {}, "full", "bf16", {}, true}),
    [](const auto& info) { return std::string(info.param.name); });
