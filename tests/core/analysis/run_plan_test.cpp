// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/run_plan.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace marginalia;

namespace {

constexpr std::int64_t kGigabyte = std::int64_t{1} << 30U;

/// 10 GB in all, 4 of them for a stream of 4,096 tokens.
RunPlan somePlan()
{
    RunPlan plan;
    plan.memory = {kGigabyte, 2 * kGigabyte, 2 * kGigabyte, kGigabyte, 0, 3 * kGigabyte, kGigabyte};
    plan.machine = 64 * kGigabyte;
    plan.available = 32 * kGigabyte;
    plan.packTokens = 8192;
    plan.fullestStream = 4096;
    plan.longestItem = 512;
    plan.steps = 100;
    plan.stepSeconds = 2;
    plan.referenceSeconds = 30;
    plan.evaluationSeconds = 20;
    plan.calibrated = true;
    return plan;
}

RemedySizes someSizes()
{
    return {500'000'000, 400'000'000, 5'000'000, 0, 4};
}

const Remedy* find(const std::vector<Remedy>& all, const std::string& key,
                   const std::string& value = {})
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const Remedy& remedy) {
        return remedy.settings.back().first == key &&
               (value.empty() || remedy.settings.back().second == value);
    });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

TEST(RunPlan, SumsPartsAndTimes)
{
    RunPlan plan = somePlan();
    EXPECT_EQ(plan.total(), 10 * kGigabyte);
    EXPECT_DOUBLE_EQ(plan.totalSeconds(), 250);
    EXPECT_TRUE(plan.fits());
    plan.loading = 12 * kGigabyte;
    EXPECT_EQ(plan.total(), 12 * kGigabyte) << "loading may take more than the steps";
    plan.stepSeconds = -1;
    EXPECT_LT(plan.totalSeconds(), 0);
    plan.available = 0;
    EXPECT_TRUE(plan.fits()) << "where nothing is known, nothing is refused";
}

TEST(RunPlan, ComesBackFromItsJson)
{
    RunPlan plan = somePlan();
    plan.available = 6 * kGigabyte;
    plan.remedies = remediesFor(RunSpec(), plan, someSizes());
    const Json json = toJson(plan);
    EXPECT_FALSE(json["fits"].get<bool>());
    EXPECT_NE(json["shortage"].get<std::string>().find("10.0 GB, and 6.0 GB"), std::string::npos);
    const auto back = runPlanFromJson(Json::parse(json.dump()));
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(toJson(*back), json);
    EXPECT_FALSE(runPlanFromJson(Json::parse("{}")).ok());
    EXPECT_FALSE(runPlanFromJson(Json::parse("[1]")).ok());
}

TEST(RunPlan, ShorterStreamsAreAsLongAsFits)
{
    RunPlan plan = somePlan();
    plan.available = 8 * kGigabyte;  // half of the stream's 4 GB must go
    const auto remedies = remediesFor(RunSpec(), plan, someSizes());
    const Remedy* const shorter = find(remedies, "pack_tokens");
    ASSERT_NE(shorter, nullptr);
    EXPECT_EQ(shorter->settings.front().second, "2048");
    EXPECT_EQ(shorter->total, 8 * kGigabyte);
    EXPECT_EQ(&remedies.front(), shorter) << "the result stays the same: first";
    plan.longestItem = 4096;
    EXPECT_EQ(find(remediesFor(RunSpec(), plan, someSizes()), "pack_tokens"), nullptr)
        << "one item is never cut";
    EXPECT_NE(find(remediesFor(RunSpec(), plan, someSizes()), "max_length"), nullptr);
}

TEST(RunPlan, BlocksComputedAgainKeepTheirInputsAlone)
{
    RunPlan plan = somePlan();
    RemedySizes sizes = someSizes();
    EXPECT_EQ(find(remediesFor(RunSpec(), plan, sizes), "recompute"), nullptr) << "nothing known";
    sizes.keptInputs = 0.25;
    const auto remedies = remediesFor(RunSpec(), plan, sizes);
    const Remedy* const again = find(remedies, "recompute", "blocks");
    ASSERT_NE(again, nullptr);
    EXPECT_EQ(again->total, 10 * kGigabyte - 9 * kGigabyte / 4) << "of 3 GB of activations";
    plan.recomputing = true;
    EXPECT_EQ(find(remediesFor(RunSpec(), plan, sizes), "recompute"), nullptr) << "it is so";
    const auto back = runPlanFromJson(Json::parse(toJson(plan).dump()));
    ASSERT_TRUE(back.ok());
    EXPECT_TRUE(back->recomputing);
}

TEST(RunPlan, AnAdapterTakesStateAwayAndPackedWeightsTheRest)
{
    RunPlan plan = somePlan();
    plan.available = 7 * kGigabyte;
    RunSpec full;
    const auto remedies = remediesFor(full, plan, someSizes());
    const Remedy* const adapter = find(remedies, "method");
    ASSERT_NE(adapter, nullptr);
    EXPECT_EQ(adapter->settings.front().second, "lora");
    EXPECT_EQ(adapter->total, 7 * kGigabyte + 16 * 5'000'000);
    const Remedy* const packed = find(remedies, "base_weights", "nf4");
    ASSERT_NE(packed, nullptr);
    EXPECT_EQ(packed->settings.size(), 2U);
    EXPECT_LT(packed->total, plan.available);
    // What fits stands before what does not.
    const auto fits = [&](const Remedy& remedy) { return remedy.total <= plan.available; };
    EXPECT_TRUE(std::is_partitioned(remedies.begin(), remedies.end(), fits));

    RunSpec lora;
    lora.method = "lora";
    lora.base_weights = "int8";
    const auto less = remediesFor(lora, plan, someSizes());
    EXPECT_EQ(find(less, "method"), nullptr);
    EXPECT_EQ(find(less, "dtype"), nullptr);
    EXPECT_NE(find(less, "base_weights", "nf4"), nullptr);
    EXPECT_EQ(find(less, "base_weights", "int8"), nullptr);
}

TEST(RunPlan, TheOptimizersNumbersMayLieElsewhereOrBeNarrow)
{
    RunPlan plan = somePlan();
    plan.available = 7 * kGigabyte;
    RunSpec spec;
    RemedySizes sizes{250'000'000, 100'000'000, 5'000'000, 0, 4};
    const auto remedies = remediesFor(spec, plan, sizes);
    const Remedy* const onDisk = find(remedies, "offload", "disk");
    ASSERT_NE(onDisk, nullptr);
    EXPECT_EQ(onDisk->total, plan.memory.total() - plan.memory.optimizer);
    const Remedy* const narrow = find(remedies, "optimizer_state", "int8");
    ASSERT_NE(narrow, nullptr);
    EXPECT_EQ(narrow->total, plan.memory.total() - 598'000'000) << "1.01 for 4, twice";
    EXPECT_EQ(find(remedies, "masters"), nullptr) << "float32 weights have none";

    sizes.bytesPerWeight = 2;
    sizes.ranks = 2;
    sizes.onCard = true;
    const auto others = remediesFor(spec, plan, sizes);
    EXPECT_EQ(find(others, "offload", "disk"), nullptr);
    const Remedy* const inMachine = find(others, "offload", "machine");
    ASSERT_NE(inMachine, nullptr);
    EXPECT_EQ(inMachine->total, onDisk->total + kCardWindowBytes) << "windows stay on the card";
    EXPECT_EQ(find(others, "optimizer_state")->total, plan.memory.total() - 299'000'000);
    const Remedy* const without = find(others, "masters", "stochastic");
    ASSERT_NE(without, nullptr);
    EXPECT_EQ(without->total, plan.memory.total() - 1'000'000'000);
    EXPECT_EQ(without->settings.front().second, "bf16") << "what auto came to is said";

    spec.offload = "disk";
    EXPECT_EQ(find(remediesFor(spec, plan, someSizes()), "offload"), nullptr);
    EXPECT_EQ(find(remediesFor(spec, plan, someSizes()), "optimizer_state"), nullptr);
    spec.offload = "none";
    spec.device = "cuda";
    EXPECT_NE(find(remediesFor(spec, plan, someSizes()), "offload", "machine"), nullptr);
    spec.method = "lora";
    EXPECT_EQ(find(remediesFor(spec, plan, someSizes()), "offload"), nullptr) << "little to gain";
}
