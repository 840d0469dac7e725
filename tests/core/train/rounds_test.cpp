// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.h"
#include "tests/core/train/round_runs.h"

#include <cmath>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

class RoundsTest : public RoundRuns {};

}  // namespace

TEST_F(RoundsTest, GrpoWritesScoresStoresAndTrains)
{
    const std::string run = prepared(spec("grpo"));
    ASSERT_EQ(work(run), 0);
    const auto steps = stepsOf(run);
    ASSERT_EQ(steps.size(), 4U);
    for (const auto& [step, values] : steps) {
        EXPECT_TRUE(std::isfinite(values.at("loss")));
        EXPECT_GE(values.at("reward"), 0);
        EXPECT_LE(values.at("reward"), 1);
        EXPECT_GT(values.at("completions/mean_length"), 1);
        EXPECT_TRUE(values.contains("frac_reward_zero_std"));
        // On policy before the update: ratio 1 everywhere.
        EXPECT_EQ(values.at("clip_ratio/region_mean"), 0) << step;
        const auto round = readRound(run, step);
        ASSERT_TRUE(round.ok()) << round.error().message();
        ASSERT_EQ(round->answers.size(), 16U);
        double reward = 0;
        for (const RoundAnswer& answer : round->answers) {
            EXPECT_EQ(answer.oldLogps.size(), answer.ids.size());
            // The trainer's numbers and the generator's are those of one model.
            for (std::size_t t = 0; t < answer.ids.size(); ++t) {
                EXPECT_NEAR(answer.oldLogps[t], answer.samplerLogps[t], 2e-3);
            }
            reward += answer.reward / 16;
        }
        EXPECT_NEAR(values.at("reward"), reward, 1e-6);
    }
    // A row of rows.bin names the answer that it trained.
    auto reader = RunReader::open(run);
    ASSERT_TRUE(reader.ok() && (*reader)->poll().ok());
    const auto rows = (*reader)->rowsOfStep(2);
    const auto round = readRound(run, 2);
    ASSERT_TRUE(rows.ok() && round.ok());
    ASSERT_EQ(rows->size(), round->answers.size());
    for (const RowRecord& row : *rows) {
        ASSERT_EQ(row.flags & kRowOfRound, kRowOfRound);
        ASSERT_EQ(row.round, 2);
        const RoundAnswer& answer = round->answers.at(row.snapshotIndex);
        EXPECT_EQ(answer.prompt, row.uid);
        EXPECT_EQ(answer.ids.size(), row.tokens);
        EXPECT_FLOAT_EQ(static_cast<float>(answer.reward), row.reward);
    }
    EXPECT_TRUE(isLogged(run, "eval_reward"));
}

TEST_F(RoundsTest, AStoredRoundIsReadNeverWrittenAgain)
{
    RunSpec settings = spec("grpo");
    settings.parameters["steps_per_round"] = 3;  // resume in the middle of a round
    settings.parameters["beta"] = 0.01;          // with the start model's log-probs
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0);
    const auto whole = stepsOf(run);
    ASSERT_EQ(whole.size(), 4U);
    ASSERT_TRUE(hasRound(run, 1));
    const auto digest = [&] { return sha256OfFile(run + "/rounds/000001.bin").take(); };
    const std::string first = digest();
    const auto written = fs::last_write_time(run + "/rounds/000001.bin");

    // As if the machine had failed after step 3: the last checkpoint is that of step 2.
    forgetStep(run, "000004");
    ASSERT_EQ(work(run), 0);
    EXPECT_EQ(digest(), first);
    EXPECT_EQ(fs::last_write_time(run + "/rounds/000001.bin"), written);
    const auto again = stepsOf(run);
    for (std::int64_t step = 1; step <= 4; ++step) {
        EXPECT_EQ(steady(again.at(step)), steady(whole.at(step))) << step;
    }
    std::int64_t read = 0;
    for (const MetricLine& line : newsOf(run).lines) {
        read += line.event == "round" && line.detail.value("stored_before", false) ? 1 : 0;
    }
    EXPECT_EQ(read, 2);  // the round of steps 1 to 3, and that of step 4
}

TEST_F(RoundsTest, TheSameSeedWritesTheSame)
{
    RunSpec settings = spec("rloo");
    settings.max_steps = 2;
    const std::string one = prepared(settings);
    const std::string two = prepared(settings);
    ASSERT_EQ(work(one), 0);
    ASSERT_EQ(work(two), 0);
    const auto left = readRound(one, 2);
    const auto right = readRound(two, 2);
    ASSERT_TRUE(left.ok() && right.ok());
    ASSERT_EQ(left->answers.size(), right->answers.size());
    for (std::size_t i = 0; i < left->answers.size(); ++i) {
        EXPECT_EQ(left->answers[i].ids, right->answers[i].ids);
        EXPECT_EQ(left->answers[i].oldLogps, right->answers[i].oldLogps);
        EXPECT_EQ(left->answers[i].referenceLogps, right->answers[i].referenceLogps);
        EXPECT_FALSE(left->answers[i].referenceLogps.empty());
    }
}

TEST_F(RoundsTest, EveryMethodThatWritesItsOwnAnswers)
{
    for (const char* objective :
         {"gmpo", "rloo", "ppo", "online_dpo", "xpo", "nft", "expert_iteration"}) {
        RunSpec settings = spec(objective);
        settings.max_steps = 2;
        settings.checkpoint_every = 0;
        if (settings.choices.contains("ties")) {
            settings.choices["ties"] = "first";  // the starter's answers are mostly equally right
        }
        const std::string run = prepared(settings);
        ASSERT_EQ(work(run), 0) << objective;
        const auto steps = stepsOf(run);
        ASSERT_EQ(steps.size(), 2U) << objective;
        EXPECT_TRUE(std::isfinite(steps.at(2).at("loss"))) << objective;
        EXPECT_GT(steps.at(2).at("grad_norm"), 0) << objective;
        EXPECT_GE(steps.at(2).at("reward"), 0) << objective;
    }
}

TEST_F(RoundsTest, PpoTrainsACriticThatStaysWithTheRun)
{
    RunSpec settings = spec("ppo");
    settings.parameters["num_generations"] = 2;
    settings.parameters["steps_per_round"] = 2;  // the same answers twice: ratios leave 1
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0);
    const auto whole = stepsOf(run);
    ASSERT_EQ(whole.size(), 4U);
    for (const auto& [step, values] : whole) {
        EXPECT_TRUE(std::isfinite(values.at("loss"))) << step;
        EXPECT_GT(values.at("marginalia/loss/value"), 0) << step;
        EXPECT_GE(values.at("reward"), 0) << step;
    }
    const auto round = readRound(run, 1);
    ASSERT_TRUE(round.ok());
    EXPECT_EQ(round->answers[0].oldValues.size(), round->answers[0].ids.size());

    // The critic comes back with the optimizer; the model folder has none of it.
    const auto config = readFile(run + "/checkpoints/step-000004/config.json");
    ASSERT_TRUE(config.ok());
    EXPECT_EQ(config->find("ForSequenceClassification"), std::string::npos);
    expectTheSameAgain(run);
}

TEST_F(RoundsTest, PairsOfEqualRewardsAreLeftOut)
{
    RunSpec settings = spec("online_dpo");
    settings.max_steps = 1;
    settings.choices["reward"] = "judge";
    settings.judge = "while read -r line; do echo '{\"reward\": 0.5}'; done";
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0);
    EXPECT_EQ(stepsOf(run).at(1).at("grad_norm"), 0);
    EXPECT_EQ(stepsOf(run).at(1).at("frac_reward_zero_std"), 1);
}

TEST_F(RoundsTest, WhenNothingPassesNothingIsTrained)
{
    RunSpec settings = spec("expert_iteration");
    settings.parameters["accept"] = 2;  // a rule gives 1 at most
    settings.max_steps = 2;
    settings.checkpoint_every = 0;
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0);
    const auto steps = stepsOf(run);
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps.at(2).at("loss"), 0);
    EXPECT_EQ(steps.at(2).at("grad_norm"), 0);
    EXPECT_GT(steps.at(2).at("reward"), 0);
}

TEST_F(RoundsTest, AnAdapterLooksBackAtItsBase)
{
    RunSpec settings = spec("rloo");
    settings.method = "lora";
    settings.lora_r = 4;
    settings.max_steps = 2;
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0);
    const auto round = readRound(run, 1);
    ASSERT_TRUE(round.ok());
    // A fresh adapter changes nothing.
    EXPECT_EQ(round->answers[0].oldLogps, round->answers[0].referenceLogps);
    EXPECT_EQ(stepsOf(run).at(1).at("kl"), 0);
}

TEST_F(RoundsTest, AJudgeIsAProgram)
{
    RunSpec settings = spec("grpo");
    settings.max_steps = 1;
    settings.choices["reward"] = "judge";
    EXPECT_FALSE(checkRunSpec(settings).empty());
    settings.judge = "awk '{ printf(\"{\\\"reward\\\": %d}\\n\", NR) }'";
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0);
    const auto round = readRound(run, 1);
    ASSERT_TRUE(round.ok());
    for (std::size_t i = 0; i < round->answers.size(); ++i) {
        EXPECT_EQ(round->answers[i].reward, static_cast<double>(i + 1));
    }
}

TEST_F(RoundsTest, ARewardThatAppliesNowhereIsAnError)
{
    RunSpec settings = spec("grpo");
    settings.choices["reward"] = "number";
    std::vector<Record> prompts = sums(8);
    for (Record& record : prompts) {
        record.a = {{"assistant", "none", "", "", {}, {}}};
    }
    const auto prepared = snapshotFromRecords(prompts, settings, m_top + "/runs");
    ASSERT_TRUE(prepared.ok()) << prepared.error().message();
    EXPECT_EQ(work(prepared->folder), 1);
    const RunHealth health = runHealth(prepared->folder);
    ASSERT_TRUE(health.exit);
    EXPECT_NE(health.exit->message.find("number"), std::string::npos) << health.exit->message;
}

TEST_F(RoundsTest, TwentyStepsRaiseTheReward)
{
    RunSpec settings = spec("grpo");
    settings.max_steps = 20;
    settings.checkpoint_every = 0;
    settings.batch_size = 8;
    settings.parameters["num_generations"] = 6;
    settings.held_out_share = 0;
    settings.choices["reward"] = "warm";  // 7 in 100 answers at the start
    const std::string run = prepared(settings, 160);
    ASSERT_EQ(work(run), 0);
    const auto steps = stepsOf(run);
    double before = 0;
    double after = 0;
    for (std::int64_t step = 1; step <= 5; ++step) {
        before += steps.at(step).at("reward") / 5;
        after += steps.at(step + 15).at("reward") / 5;
    }
    EXPECT_GT(after, before + 0.1) << before << " to " << after;
}
