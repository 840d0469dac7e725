// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/sharding_check.h"

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

RunSpec inShares(const std::string& objective)
{
    RunSpec out = defaultRunSpec(objective);
    out.model = "/models/base";
    out.sharding = "parameters";
    return out;
}

/// The fields of what is refused, and that something is said of each.
std::vector<std::string> refused(const RunSpec& spec)
{
    std::vector<std::string> out;
    for (const SpecProblem& problem : checkSharding(spec)) {
        EXPECT_GT(problem.what.str().size(), 20U);
        out.push_back(problem.field);
    }
    return out;
}

}  // namespace

TEST(ShardingCheck, WhatLooksAtTokensAloneMayBeTrained)
{
    for (const char* objective : {"dpo", "kto", "sft", "bco", "simpo", "orpo"}) {
        EXPECT_TRUE(refused(inShares(objective)).empty()) << objective;
        EXPECT_TRUE(checkRunSpec(inShares(objective)).empty()) << objective;
    }
    RunSpec masked = inShares("sft");
    masked.modifiers = {{"masked_thought", {}, {}}};
    EXPECT_TRUE(refused(masked).empty());
}

TEST(ShardingCheck, WhatNeedsTheWholeModelIsRefused)
{
    const std::vector<std::string> sharding = {"sharding"};
    for (const char* objective : {"grpo", "online_dpo", "rm_bt", "carft", "lfu", "softqe"}) {
        EXPECT_EQ(refused(inShares(objective)), sharding) << objective;
    }
    for (const char* modifier : {"tr_dpo", "hft", "lt_sft", "module_selection", "drift"}) {
        RunSpec with = inShares("dpo");
        with.modifiers = {{modifier, {}, {}}};
        EXPECT_EQ(refused(with), sharding) << modifier;
    }
    RunSpec adapter = inShares("dpo");
    adapter.method = "lora";
    EXPECT_EQ(refused(adapter), sharding);
    RunSpec narrow = inShares("dpo");
    narrow.dtype = "bf16";
    narrow.optimizer_state = "int8";
    narrow.masters = "stochastic";
    EXPECT_EQ(refused(narrow), (std::vector<std::string>{"optimizer_state", "masters"}));
    narrow.optimizer_state = narrow.masters = "fp32";
    narrow.offload = "disk";
    EXPECT_TRUE(refused(narrow).empty());
    RunSpec samples = inShares("dpo");
    samples.sample_prompts = {"Hello"};
    EXPECT_EQ(refused(samples), std::vector<std::string>{"sample_prompts"});
}

TEST(ShardingCheck, WithoutItNothingIsSaid)
{
    RunSpec spec = inShares("grpo");
    spec.sharding = "none";
    EXPECT_TRUE(refused(spec).empty());
    spec.sharding = "all";
    bool named = false;
    for (const SpecProblem& problem : checkRunSpec(spec)) {
        named = named || problem.field == "sharding";
    }
    EXPECT_TRUE(named);
}

TEST(ShardingCheck, OneProcessHoldsAllWeights)
{
    EXPECT_FALSE(sharesWeights(inShares("dpo"), 1));
    EXPECT_TRUE(sharesWeights(inShares("dpo"), 2));
    EXPECT_FALSE(sharesWeights(defaultRunSpec("dpo"), 2));
}
