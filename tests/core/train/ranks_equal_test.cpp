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
    int ranks;
    ranks_case::Varied varied;
    const char* method = "full";
    bool narrow = false;  ///< moments in 8 bits, weights without masters
};

class EqualOneProcess : public RanksTest, public ::testing::WithParamInterface<Case> {
protected:
    RunSpec specOf(const Case& of) const
    {
        RunSpec out = spec(of.varied);
        out.method = of.method;
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
    const double tolerance = of.varied.tolerance();
    const std::string one = prepared(specOf(of));
    ASSERT_EQ(alone(one), 0) << message(one);
    useHome("home-ranks");
    const std::string several = prepared(specOf(of));
    together(several, of.ranks);
    expectSameCurves(several, one, tolerance);
    expectSameRows(several, one, tolerance);
    expectSameEnd(several, one, tolerance);
}

INSTANTIATE_TEST_SUITE_P(
    Objectives, EqualOneProcess,
    ::testing::Values(
        Case{"dpo", 4, {"dpo", 4, {}, "fp32", {{"dpo", 1}, {"sft", 0.5}}}},
        Case{"kto_with_an_idle_rank", 3, {"kto", 2}}, Case{"bco_carries_a_mean", 2, {"bco", 4}},
        Case{"moving_reference", 2, {"dpo", 4, {{"tr_dpo", {{"alpha", 0.6}, {"tau", 2}}, {}}}}},
        Case{"adapter_with_dropout", 2, {"dpo", 4}, "lora"},
        Case{"bf16", 2, {"sft", 4, {}, "bf16"}},
        Case{"narrow_state", 2, {"sft", 4, {}, "bf16"}, "full", true}),
    [](const auto& info) { return std::string(info.param.name); });
