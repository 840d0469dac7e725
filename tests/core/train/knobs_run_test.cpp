// SPDX-License-Identifier: Apache-2.0
// Settings that are changed while a run goes on: from the next step, told, and made again by a
// resume.
#include "core/jobs/knobs.h"
#include "core/train/checkpoint.h"
#include "tests/core/train/run_case.h"

#include <cmath>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

class KnobRun : public RunCase {
protected:
    static void set(const std::string& folder,
                    const std::vector<std::pair<std::string, double>>& changes)
    {
        EXPECT_TRUE(requestKnobs(folder, changes).ok());
    }
    /// As after a kill behind the checkpoint of `step`.
    static void goBackTo(const std::string& folder, std::int64_t step)
    {
        for (const CheckpointInfo& each : listCheckpoints(folder)) {
            if (each.step > step) {
                fs::remove_all(each.folder);
            }
        }
        fs::remove(folder + "/exit.json");
    }
};

}  // namespace

TEST_F(KnobRun, ChangesHoldFromTheNextStepAndAreTold)
{
    RunSpec dpo = spec("dpo");
    dpo.schedule = "constant";
    dpo.terms = {{"dpo", 1}, {"sft", 0.5}};
    const std::string plain = prepared(dpo);
    ASSERT_EQ(work(plain), 0);
    const std::string folder = prepared(dpo);
    ASSERT_EQ(work(folder,
                   [&](std::int64_t step) {
                       if (step == 4) {
                           set(folder, {{"learning_rate", 1e-3}, {"beta", 0.5}});
                       } else if (step == 6) {
                           set(folder, {{"terms.sft", 2}, {"max_grad_norm", 0.1}});
                       }
                   }),
              0);
    const Steps steps = stepsOf(folder);
    const Steps before = stepsOf(plain);
    EXPECT_EQ(steps.at(4).at("learning_rate"), 5e-3);
    EXPECT_EQ(steps.at(5).at("learning_rate"), 1e-3);
    for (std::int64_t step = 1; step <= 4; ++step) {
        EXPECT_EQ(steps.at(step).at("loss"), before.at(step).at("loss")) << step;
    }
    // The same weights and rows under another beta: the reward is beta times the log-ratio.
    EXPECT_NEAR(steps.at(5).at("rewards/chosen"), 5 * before.at(5).at("rewards/chosen"), 1e-5);
    EXPECT_NE(steps.at(7).at("loss"), before.at(7).at("loss"));
    const std::vector<Json> told = answersOf(folder);
    ASSERT_EQ(told.size(), 4U);
    EXPECT_EQ(told[0]["key"], "learning_rate");
    EXPECT_EQ(told[0]["old"], 5e-3);
    EXPECT_EQ(told[0]["new"], 1e-3);
    EXPECT_EQ(told[0]["step"], 4);
    EXPECT_EQ(told[2]["key"], "terms.sft");
    EXPECT_EQ(told[2]["old"], 0.5);
    EXPECT_EQ(told[2]["step"], 6);
    // run.json says what the run began with, its checkpoints what became of it.
    EXPECT_EQ(readRunSpec(folder)->learning_rate, 5e-3);
    EXPECT_EQ(specInForce(folder)->learning_rate, 1e-3);
    const auto last = loadCheckpoint(listCheckpoints(folder).back().folder);
    ASSERT_TRUE(last.ok());
    EXPECT_EQ(last->state.changed["learning_rate"], 1e-3);
    EXPECT_EQ(last->state.changed["terms"][1]["weight"], 2);
}

TEST_F(KnobRun, WhatCannotBeIsRefusedAndTheRunGoesOn)
{
    const std::string plain = prepared(spec("dpo"));
    ASSERT_EQ(work(plain), 0);
    const std::string folder = prepared(spec("dpo"));
    ASSERT_EQ(work(folder,
                   [&](std::int64_t step) {
                       if (step == 3) {
                           set(folder, {{"learning_rate", 7}, {"batch_size", 2}, {"max_steps", 2}});
                           EXPECT_TRUE(requestControl(folder, "set", {{"key", 5}}).ok());
                           EXPECT_TRUE(requestControl(folder, "set").ok());
                       }
                   }),
              0);
    const std::vector<Json> told = answersOf(folder);
    ASSERT_EQ(told.size(), 5U);
    for (const Json& answer : told) {
        EXPECT_TRUE(answer.contains("refused")) << answer.dump();
        EXPECT_FALSE(answer.contains("new")) << answer.dump();
    }
    EXPECT_NE(told[0]["refused"].get<std::string>().find("between 0 and 1"), std::string::npos);
    EXPECT_NE(told[2]["refused"].get<std::string>().find("Step 3 is already done"),
              std::string::npos);
    EXPECT_EQ(stateDigest(folder), stateDigest(plain));
    EXPECT_TRUE(knobHistory(folder).empty());
}

TEST_F(KnobRun, TheEndMovesAndTheScheduleWithIt)
{
    RunSpec dpo = spec("dpo");
    dpo.warmup_ratio = 0.3;
    const std::string shorter = prepared(dpo);
    ASSERT_EQ(work(shorter,
                   [&](std::int64_t step) {
                       if (step == 4) {
                           set(shorter, {{"max_steps", 7}});
                       }
                   }),
              0);
    EXPECT_EQ(newsOf(shorter).health.exit->reason, "finished");
    EXPECT_EQ(newsOf(shorter).health.exit->step, 7);
    EXPECT_EQ(newsOf(shorter).health.status.total, 7);
    EXPECT_EQ(listCheckpoints(shorter).back().step, 7);
    // The warm-up stays 3 steps long; behind it the rate falls to 0 at step 7 instead of 10.
    EXPECT_NEAR(stepsOf(shorter).at(4).at("learning_rate"), 5e-3, 1e-12);
    EXPECT_NEAR(stepsOf(shorter).at(5).at("learning_rate"), 5e-3 * 3 / 4, 1e-12);
    EXPECT_NEAR(stepsOf(shorter).at(7).at("learning_rate"), 5e-3 * 1 / 4, 1e-12);

    const std::string longer = prepared(dpo);
    ASSERT_EQ(work(longer,
                   [&](std::int64_t step) {
                       if (step == 9) {
                           set(longer, {{"max_steps", 14}});
                       }
                   }),
              0);
    EXPECT_EQ(stepsOf(longer).size(), 14U);
    for (const auto& [step, values] : stepsOf(longer)) {
        EXPECT_TRUE(std::isfinite(values.at("loss"))) << step;
        EXPECT_EQ(values.contains("marginalia/nan_rows") && values.at("marginalia/nan_rows") > 0,
                  false);
    }

    // A run that did not see all of its data has no reference values for the rest.
    dpo.max_steps = 3;
    const std::string few = prepared(dpo);
    ASSERT_EQ(work(few,
                   [&](std::int64_t step) {
                       if (step == 2) {
                           set(few, {{"max_steps", 5}});
                       }
                   }),
              0);
    ASSERT_EQ(answersOf(few).size(), 1U);
    EXPECT_NE(answersOf(few)[0]["refused"].get<std::string>().find("reach to step 3"),
              std::string::npos)
        << answersOf(few)[0].dump();
    EXPECT_EQ(stepsOf(few).size(), 3U);
}

TEST_F(KnobRun, AResumeMakesTheChangesAgainBitByBit)
{
    for (const bool lora : {false, true}) {
        RunSpec dpo = spec("dpo");
        dpo.terms = {{"dpo", 1}, {"sft", 0.5}};
        dpo.checkpoint_every = 3;
        dpo.keep_checkpoints = 10;
        if (lora) {
            dpo.method = "lora";
            dpo.lora_r = 4;
            dpo.lora_dropout = 0.2;
        }
        const auto changing = [lora](const std::string& folder) {
            return [folder, lora](std::int64_t step) {
                if (step == 2) {
                    set(folder, {{"beta", 0.3}, {"terms.sft", 0.1}});
                } else if (step == 6) {  // beside a checkpoint
                    set(folder, {{"learning_rate", 2e-3}});
                } else if (step == 7) {
                    set(folder, {{lora ? "lora_dropout" : "max_grad_norm", 0.4}, {"max_steps", 9}});
                }
            };
        };
        const std::string reference = prepared(dpo);
        ASSERT_EQ(work(reference, changing(reference)), 0);
        ASSERT_EQ(stepsOf(reference).size(), 9U);
        for (const std::int64_t kept : {6, 3, 0}) {
            const std::string folder = prepared(dpo);
            ASSERT_EQ(work(folder, changing(folder)), 0);
            goBackTo(folder, kept);
            ASSERT_EQ(work(folder), 0);
            expectSameSteps(stepsOf(folder), stepsOf(reference), 0);
            EXPECT_EQ(stateDigest(folder), stateDigest(reference)) << "from " << kept;
            EXPECT_EQ(newsOf(folder).health.exit->step, 9);
            // The reader withdrew the marks behind the checkpoint, and the run set them again.
            std::vector<std::string> marks;
            for (const Json& answer : answersOf(folder)) {
                marks.push_back(answer["key"].get<std::string>());
            }
            EXPECT_EQ(marks.size(), 5U) << "from " << kept;
            EXPECT_EQ(knobHistory(folder).size(), 5U);
            // And once more, from a place between.
            goBackTo(folder, 3);
            ASSERT_EQ(work(folder), 0);
            EXPECT_EQ(stateDigest(folder), stateDigest(reference)) << "again from 3";
        }
    }
}

TEST_F(KnobRun, ANewerWishReplacesWhatWasAskedFurtherOn)
{
    RunSpec dpo = spec("dpo");
    dpo.schedule = "constant";
    dpo.checkpoint_every = 3;
    dpo.keep_checkpoints = 10;
    const std::string folder = prepared(dpo);
    ASSERT_EQ(work(folder,
                   [&](std::int64_t step) {
                       if (step == 6) {
                           set(folder, {{"learning_rate", 1e-3}});
                       }
                   }),
              0);
    goBackTo(folder, 3);
    ASSERT_EQ(work(folder,
                   [&](std::int64_t step) {
                       if (step == 4) {
                           set(folder, {{"learning_rate", 2e-3}});
                       }
                   }),
              0);
    const Steps steps = stepsOf(folder);
    EXPECT_EQ(steps.at(4).at("learning_rate"), 5e-3);
    for (std::int64_t step = 5; step <= 10; ++step) {
        EXPECT_EQ(steps.at(step).at("learning_rate"), 2e-3) << step;
    }
}
