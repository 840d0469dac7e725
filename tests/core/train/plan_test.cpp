// SPDX-License-Identifier: Apache-2.0
#include "core/train/batch_plan.h"
#include "core/train/meters.h"
#include "core/train/train_loop.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <set>

using namespace marginalia;

TEST(BatchPlan, EveryItemOncePerEpoch)
{
    RunSpec spec = defaultRunSpec("dpo");
    spec.batch_size = 4;
    spec.accumulation = 3;
    spec.epochs = 2;
    const auto plan = BatchPlan::shuffled(spec, 21);
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(plan->stepsPerEpoch(), 2);  // six units in threes
    EXPECT_EQ(plan->steps(), 4);
    std::vector<std::vector<std::int64_t>> epochs(2);
    for (std::int64_t step = 1; step <= 4; ++step) {
        for (const UnitPlan& unit : plan->step(step)) {
            auto& epoch = epochs[static_cast<std::size_t>((step - 1) / 2)];
            epoch.insert(epoch.end(), unit.items.begin(), unit.items.end());
            EXPECT_TRUE(unit.partners.empty());
        }
    }
    for (const auto& epoch : epochs) {
        EXPECT_EQ(epoch.size(), 21U);
        EXPECT_EQ(std::set<std::int64_t>(epoch.begin(), epoch.end()).size(), 21U);
    }
    EXPECT_NE(epochs[0], epochs[1]);
    // A function of seed and step: asked in any order, by another object, the same.
    const auto again = BatchPlan::shuffled(spec, 21);
    EXPECT_EQ(again->step(4)[0].items, plan->step(4)[0].items);
    spec.seed = 2;
    EXPECT_NE(BatchPlan::shuffled(spec, 21)->step(1)[0].items, plan->step(1)[0].items);
}

TEST(BatchPlan, PartnersAreNeverTheRowItself)
{
    RunSpec spec = defaultRunSpec("kto");
    spec.batch_size = 4;
    spec.epochs = 3;
    for (const char* partner : {"fixed", "rotate"}) {
        spec.choices["kl_partner"] = partner;
        const auto plan = BatchPlan::shuffled(spec, 13);
        ASSERT_TRUE(plan.ok());
        std::map<std::int64_t, std::set<std::int64_t>> seen;
        for (std::int64_t step = 1; step <= plan->steps(); ++step) {
            for (const UnitPlan& unit : plan->step(step)) {
                // 13 rows in fours leave one over: it joins the unit before it.
                EXPECT_GE(unit.items.size(), 4U);
                ASSERT_EQ(unit.partners.size(), unit.items.size());
                for (std::size_t i = 0; i < unit.items.size(); ++i) {
                    EXPECT_NE(unit.items[i], unit.partners[i]);
                    seen[unit.items[i]].insert(unit.partners[i]);
                }
            }
        }
        if (std::string(partner) == "fixed") {
            for (const auto& [item, partners] : seen) {
                EXPECT_EQ(partners.size(), 1U) << item;
            }
        }
    }
    EXPECT_FALSE(BatchPlan::shuffled(spec, 1).ok());
}

TEST(BatchPlan, StepsAndWarmup)
{
    RunSpec spec = defaultRunSpec("sft");
    spec.batch_size = 8;
    spec.epochs = 1.5;
    EXPECT_EQ(BatchPlan::shuffled(spec, 80)->steps(), 15);
    spec.max_steps = 7;
    EXPECT_EQ(BatchPlan::shuffled(spec, 80)->steps(), 7);
    spec.warmup_ratio = 0.1;
    EXPECT_EQ(warmupSteps(spec, 15), 2);
    spec.warmup_steps = 0;
    EXPECT_EQ(warmupSteps(spec, 15), 0);
}

TEST(Meters, QuantilesAndAbsentClasses)
{
    EXPECT_DOUBLE_EQ(quantile({4, 1, 3, 2}, 0.5), 2.5);
    EXPECT_DOUBLE_EQ(quantile({5}, 0.95), 5);
    EXPECT_TRUE(std::isnan(quantile({}, 0.5)));
    TrainRow row;
    row.role = RowRole::Desirable;
    StepResult step;
    UnitResult unit;
    RowResult result;
    result.row = &row;
    result.tokens = 2;
    result.reward = 0.5;
    unit.rows = {result};
    unit.metrics = {{"kl", 0.25}};
    step.units = {unit};
    Needs needs;
    needs.data = DataCode::Unpaired;
    std::map<std::string, double> values;
    for (const auto& [name, value] : metricsOf(step, needs, false)) {
        values[name] = value;
    }
    EXPECT_EQ(values.at("rewards/chosen"), 0.5);
    EXPECT_EQ(values.at("kl"), 0.25);
    EXPECT_FALSE(values.contains("rewards/rejected"));
    EXPECT_FALSE(values.contains("rewards/margins"));
    EXPECT_FALSE(values.contains("rewards/accuracies"));
}
