// SPDX-License-Identifier: Apache-2.0
// Methods that look at more answers than they train on: Nash-MD's mixture, A*-PO's value of a
// prompt, self-rewarding PPO's two models, and a reward model that scores.
#include "core/train/reward_model.h"
#include "tests/core/train/answer_logits.h"
#include "tests/core/train/round_runs.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

using namespace marginalia;

namespace {

class Opponents : public RoundRuns {
protected:
    static double sumOf(const std::vector<float>& values)
    {
        return std::accumulate(values.begin(), values.end(), 0.0);
    }
};

double sigmoid(double x)
{
    return 1 / (1 + std::exp(-x));
}

}  // namespace

TEST_F(Opponents, NashPlaysAgainstTheMixture)
{
    RunSpec settings = spec("nash_md");
    settings.max_steps = 1;
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0) << wordsOf(run);
    const auto round = readRound(run, 1);
    ASSERT_TRUE(round.ok());
    ASSERT_EQ(round->answers.size(), 8U);
    double loss = 0;
    double wins = 0;
    for (std::size_t i = 0; i < 8; i += 2) {
        const RoundAnswer& own = round->answers[i];
        const RoundAnswer& mixed = round->answers[i + 1];
        EXPECT_EQ(own.writer, AnswerWriter::Policy);
        EXPECT_EQ(mixed.writer, AnswerWriter::Mixture);
        EXPECT_EQ(mixed.prompt, own.prompt);
        EXPECT_TRUE(mixed.oldLogps.empty());  // it is scored, never trained
        const double chance = sigmoid(own.reward - mixed.reward);
        wins += chance / 4;
        // Policy and start model are one before the first step: no KL part.
        loss -= (chance - 0.5) * sumOf(own.oldLogps) / 4;
    }
    EXPECT_NEAR(stepsOf(run).at(1).at("rewards/probabilities"), wins, 1e-6);
    EXPECT_NEAR(stepsOf(run).at(1).at("loss"), loss, 1e-4 + 1e-4 * std::abs(loss));
    EXPECT_EQ(stepsOf(run).at(1).at("kl"), 0);
}

TEST_F(Opponents, AMixtureOfTheStartModelAloneIsTheStartModel)
{
    for (const char* method : {"full", "lora"}) {
        RunSpec settings = spec("nash_md");
        settings.method = method;
        settings.lora_r = 4;
        settings.learning_rate = std::string(method) == "full" ? 1e-3 : 3e-2;
        settings.max_steps = 4;
        settings.parameters["mixture"] = 1;
        settings.parameters["sampling_temperature"] = 0;
        settings.choices["reward"] = "judge";  // every answer of the policy loses: it must move
        settings.judge = "awk '{ printf(\"{\\\"reward\\\": %d}\\n\", 9 * ((NR + 1) % 2)) }'";
        const std::string run = prepared(settings);
        ASSERT_EQ(work(run), 0) << wordsOf(run);
        const auto round = readRound(run, 4);
        ASSERT_TRUE(round.ok());
        const auto start = model(starter());
        const auto items = itemsOf(run, settings);
        int moved = 0;
        for (std::size_t i = 0; i < round->answers.size(); i += 2) {
            const auto plain = greedy(*start, promptOf(items, round->answers[i].prompt));
            EXPECT_EQ(round->answers[i + 1].ids, plain) << method;
            moved += round->answers[i].ids != plain ? 1 : 0;
        }
        EXPECT_GT(moved, 0) << method << ": the policy itself has not moved";
    }
}

TEST_F(Opponents, AJudgeMayBeAskedForBothAtOnce)
{
    RunSpec settings = spec("nash_md");
    settings.max_steps = 1;
    settings.choices["preference"] = "pairs";
    EXPECT_FALSE(checkRunSpec(settings).empty());  // a rule cannot compare
    settings.choices["reward"] = "judge";
    settings.judge =
        "while read -r line; do case \"$line\" in *'\"other\"'*) echo '{\"reward\": 0.9}';; "
        "*) echo '{\"reward\": 7}';; esac; done";
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0) << wordsOf(run);
    EXPECT_NEAR(stepsOf(run).at(1).at("rewards/probabilities"), 0.9, 1e-6);

    settings.judge = "while read -r line; do echo '{\"reward\": 2}'; done";
    const std::string wrong = prepared(settings);
    EXPECT_EQ(work(wrong), 1);
    EXPECT_NE(wordsOf(wrong).find("chance"), std::string::npos) << wordsOf(wrong);
}

TEST_F(Opponents, WhatNobodyCouldJudgeTeachesNothing)
{
    for (const char* objective : {"nash_md", "apo_star", "ppo", "online_dpo"}) {
        RunSpec settings = spec(objective);
        settings.max_steps = 1;
        settings.choices["reward"] = "judge";
        settings.judge = "while read -r line; do echo '{\"reward\": null}'; done";
        const std::string run = prepared(settings);
        ASSERT_EQ(work(run), 0) << objective << ": " << wordsOf(run);
        EXPECT_EQ(stepsOf(run).at(1).at("loss"), 0) << objective;
        EXPECT_EQ(stepsOf(run).at(1).at("grad_norm"), 0) << objective;
    }
}

TEST_F(Opponents, NashGoesOnBitForBit)
{
    RunSpec settings = spec("nash_md");
    settings.parameters["steps_per_round"] = 3;
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0) << wordsOf(run);
    expectTheSameAgain(run);
}

TEST_F(Opponents, APromptIsValuedOnce)
{
    RunSpec settings = spec("apo_star");
    settings.parameters["reference_answers"] = 3;
    settings.held_out_share = 0;
    const std::string run = prepared(settings, 10);  // four steps of four: prompts come again
    ASSERT_EQ(work(run), 0) << wordsOf(run);
    std::map<Uid, int> written;
    std::map<Uid, double> value;
    double loss = 0;
    for (std::int64_t step = 1; step <= 4; ++step) {
        const auto round = readRound(run, step);
        ASSERT_TRUE(round.ok());
        std::map<Uid, std::vector<double>> start;
        for (const RoundAnswer& answer : round->answers) {
            written[answer.prompt] += answer.writer == AnswerWriter::Start ? 1 : 0;
            if (answer.writer == AnswerWriter::Start) {
                start[answer.prompt].push_back(answer.reward);
                EXPECT_TRUE(answer.oldLogps.empty());
            }
        }
        for (const auto& [prompt, rewards] : start) {
            double sum = 0;
            for (const double reward : rewards) {
                sum += std::exp(reward / 0.5) / static_cast<double>(rewards.size());
            }
            value[prompt] = 0.5 * std::log(sum);
        }
        for (const RoundAnswer& answer : round->answers) {
            if (step == 1 && answer.writer == AnswerWriter::Policy) {
                const double miss = answer.reward - value.at(answer.prompt);
                loss += miss * miss / 4;
            }
        }
    }
    EXPECT_EQ(written.size(), 10U);
    for (const auto& [prompt, count] : written) {
        EXPECT_EQ(count, 3) << prompt.hex();
    }
    // The log-ratio is 0 before the first step: the loss is the distance to the value alone.
    EXPECT_NEAR(stepsOf(run).at(1).at("loss"), loss, 1e-5);
    expectTheSameAgain(run);
}

TEST_F(Opponents, TheRewardIsWhatTrainingChanged)
{
    RunSpec settings = spec("srppo");
    settings.model = tuned();
    EXPECT_FALSE(checkRunSpec(settings).empty());  // the model before it must be named
    settings.base_model = starter();
    settings.parameters["clamp"] = 4;
    settings.parameters["num_generations"] = 2;
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0) << wordsOf(run);
    const auto round = readRound(run, 1);
    ASSERT_TRUE(round.ok());
    const auto items = itemsOf(run, settings);
    const auto after = model(settings.model);
    const auto before = model(starter());
    double mean = 0;
    std::set<double> rewards;
    for (const RoundAnswer& answer : round->answers) {
        const TrainRow row = plain::joined(promptOf(items, answer.prompt), answer.ids);
        const std::vector<double> sft = plain::logpsOf(*after, row);
        const std::vector<double> base = plain::logpsOf(*before, row);
        ASSERT_EQ(answer.baseLogps.size(), base.size());
        for (std::size_t t = 0; t < base.size(); ++t) {
            EXPECT_NEAR(answer.baseLogps[t], base[t], 1e-4);
        }
        const double gain = std::accumulate(sft.begin(), sft.end(), 0.0) -
                            std::accumulate(base.begin(), base.end(), 0.0);
        EXPECT_NEAR(answer.reward, std::clamp(gain, -4.0, 4.0), 1e-3);
        rewards.insert(answer.reward);
        mean += answer.reward / static_cast<double>(round->answers.size());
    }
    EXPECT_GT(rewards.size(), 1U);
    EXPECT_NEAR(stepsOf(run).at(1).at("reward"), mean, 1e-5);
    EXPECT_GT(stepsOf(run).at(1).at("grad_norm"), 0);
    EXPECT_TRUE(isLogged(run, "eval_reward"));
    expectTheSameAgain(run);
}

TEST_F(Opponents, ARewardModelScores)
{
    RunSpec training = defaultRunSpec("rm_bt");
    training.model = starter();
    training.max_steps = 4;
    training.learning_rate = 1e-3;
    training.batch_size = 4;
    training.held_out_share = 0;
    training.threads = 1;
    std::vector<Record> pairs = sums(16);
    for (Record& record : pairs) {
        record.kind = RecordKind::Pair;
        record.b = {{"assistant", "I do not know.", "", "", {}, {}}};
        record.origin = Origin::ChosenA;
    }
    const std::string trained = preparedOf(pairs, training);
    ASSERT_EQ(work(trained), 0) << wordsOf(trained);

    RunSpec settings = spec("grpo");
    settings.max_steps = 1;
    settings.choices["reward"] = "model";
    EXPECT_FALSE(checkRunSpec(settings).empty());  // which one?
    settings.reward_model = trained + "/checkpoints/step-000004";
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0) << wordsOf(run);

    const auto round = readRound(run, 1);
    ASSERT_TRUE(round.ok());
    RunEnvironment environment;
    const auto tools = loadTextTools(starter());
    const auto judge = RewardModel::load(settings.reward_model, environment, *tools);
    ASSERT_TRUE(judge.ok()) << judge.error().message();
    const auto items = itemsOf(run, settings);
    double mean = 0;
    for (const RoundAnswer& answer : round->answers) {
        const TrainItem item{{plain::joined(promptOf(items, answer.prompt), answer.ids)}};
        const std::vector<double> scores = (*judge)->scores({&item}, PackOptions{});
        ASSERT_EQ(scores.size(), 1U);
        EXPECT_NEAR(answer.reward, scores[0], 1e-4);
        mean += answer.reward / static_cast<double>(round->answers.size());
    }
    EXPECT_NEAR(stepsOf(run).at(1).at("reward"), mean, 1e-5);
    EXPECT_GT(stepsOf(run).at(1).at("grad_norm"), 0);

    settings.reward_model = starter();  // it has no head
    const std::string without = prepared(settings);
    EXPECT_EQ(work(without), 1);
    EXPECT_NE(wordsOf(without).find("head"), std::string::npos) << wordsOf(without);
}
