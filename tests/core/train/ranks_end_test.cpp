// SPDX-License-Identifier: Apache-2.0
// How runs of several processes end and go on: with another number of ranks, without one that was
// lost, stopped, refused.
#include "core/jobs/knobs.h"
#include "tests/core/train/ranks_case.h"

#include <fstream>

using namespace marginalia;
using ranks_case::RanksTest;
namespace fs = std::filesystem;

TEST_F(RanksTest, GoOnWithAnyNumberOfRanks)
{
    const std::string one = prepared(spec("dpo"));
    ASSERT_EQ(alone(one), 0);
    const std::string two = prepared(spec("dpo"));
    together(two, 2);
    // Back to the middle: two ranks become one, one becomes three.
    const std::string three = m_top + "/runs/three";
    fs::copy(one, three, fs::copy_options::recursive);
    for (const std::string& folder : {two, three}) {
        ASSERT_EQ(listCheckpoints(folder).size(), 2U);
        fs::remove_all(listCheckpoints(folder).back().folder);
    }
    ASSERT_EQ(alone(two), 0) << message(two);
    together(three, 3);
    for (const std::string& folder : {two, three}) {
        expectSameEnd(folder, one, 2e-5);
        for (const MetricLine& line : newsOf(folder).lines) {
            if (line.event == "resume") {
                EXPECT_EQ(line.detail["from_step"], 3);
                EXPECT_FALSE(line.detail["exact"].get<bool>());
                EXPECT_NE(line.detail["not_exact"].dump().find("ranks: "), std::string::npos);
            }
        }
    }
}

TEST_F(RanksTest, GoOnHoweverTheOptimizersNumbersAreHeld)
{
    RunSpec narrow = spec("sft");  // on the starter: the tiny model's tensors are too small
    narrow.model = MARGINALIA_SOURCE_DIR "/resources/starter";
    narrow.learning_rate = 1e-3;
    narrow.dtype = "bf16";
    narrow.optimizer_state = "int8";
    narrow.masters = "stochastic";
    RunSpec elsewhere = spec("sft");
    elsewhere.offload = "disk";
    for (const auto& [given, tolerance] : {std::pair(narrow, 2e-2), std::pair(elsewhere, 2e-5)}) {
        SCOPED_TRACE(given.offload);
        const std::string one = prepared(given);
        ASSERT_EQ(alone(one), 0) << message(one);
        const std::string several = prepared(given);
        together(several, 3);
        fs::remove_all(listCheckpoints(several).back().folder);
        together(several, 2);
        expectSameEnd(several, one, tolerance);
        EXPECT_EQ(runHealth(several).state, RunState::Done);
    }
}

TEST_F(RanksTest, ALostRankEndsTheRunCleanly)
{
    RunSpec longer = spec("dpo");
    longer.max_steps = 30;
    longer.checkpoint_every = 5;
    longer.keep_checkpoints = 2;
    const std::string folder = prepared(longer);
    const auto ranks = start(folder, 3);
    awaitStep(folder, *ranks, 7);
    ranks->kill(2);
    EXPECT_EQ(ranks->wait(), (std::vector<int>{1, 1, -1})) << ranks->said(0);
    const RunHealth health = runHealth(folder);
    EXPECT_EQ(health.state, RunState::Failed);
    EXPECT_NE(message(folder).find("Rank 2 of 3 was lost."), std::string::npos) << message(folder);
    const auto checkpoints = listCheckpoints(folder);
    ASSERT_FALSE(checkpoints.empty());
    EXPECT_TRUE(verifyCheckpoint(checkpoints.back().folder).ok());
    // The others go on from there, and nothing of it is lost.
    together(folder, 2);
    EXPECT_EQ(runHealth(folder).state, RunState::Done);
    const std::string one = prepared(longer);
    ASSERT_EQ(alone(one), 0);
    expectSameCurves(folder, one, 1e-2);
}

TEST_F(RanksTest, WithoutTheFirstRankAnotherSaysHowTheRunEnded)
{
    RunSpec longer = spec("dpo");
    longer.max_steps = 30;
    longer.checkpoint_every = 5;
    for (const auto launcher :
         {rank_processes::Launcher::ByHand, rank_processes::Launcher::Torchrun}) {
        const std::string folder = prepared(longer);
        {
            const auto ranks = start(folder, 3, launcher);
            awaitStep(folder, *ranks, 7);
            ranks->kill(0);
            EXPECT_EQ(ranks->wait(), (std::vector<int>{-1, 1, 1})) << ranks->said(1);
        }
        EXPECT_EQ(runHealth(folder).state, RunState::Failed);
        EXPECT_NE(message(folder).find("Rank 0 of 3 was lost."), std::string::npos)
            << message(folder);
        EXPECT_NE(message(folder).find("Resume the run"), std::string::npos) << message(folder);
        EXPECT_GE(runHealth(folder).exit->step, 7);
        together(folder, 2);
        EXPECT_EQ(runHealth(folder).state, RunState::Done);
        EXPECT_TRUE(fileExists(folder + "/exit-1.json"));
    }
}

TEST_F(RanksTest, ObeyTogether)
{
    RunSpec longer = spec("sft");
    longer.max_steps = 100000;
    longer.checkpoint_every = 0;
    const std::string folder = prepared(longer);
    ASSERT_TRUE(requestControl(folder, "pause").ok());
    const auto ranks = start(folder, 2);
    awaitObeyed(folder, *ranks, "pause");
    ASSERT_TRUE(requestControl(folder, "save").ok());
    awaitObeyed(folder, *ranks, "save");
    ASSERT_TRUE(requestControl(folder, "resume").ok());
    awaitStep(folder, *ranks, 3);
    ASSERT_TRUE(requestControl(folder, "stop").ok());
    EXPECT_EQ(ranks->wait(), (std::vector<int>{0, 0})) << ranks->said(0) << ranks->said(1);
    EXPECT_EQ(runHealth(folder).state, RunState::Stopped);
    EXPECT_EQ(listCheckpoints(folder).size(), 2U);
}

TEST_F(RanksTest, StopBeforeTheFirstStep)
{
    const std::string folder = prepared(spec("dpo"));
    ASSERT_TRUE(requestControl(folder, "stop").ok());
    const auto ranks = start(folder, 2);
    EXPECT_EQ(ranks->wait(), (std::vector<int>{0, 0})) << ranks->said(0) << ranks->said(1);
    EXPECT_EQ(runHealth(folder).state, RunState::Stopped);
}

TEST_F(RanksTest, TrainMakesOneFolder)
{
    std::ofstream file(m_top + "/pairs.jsonl");
    for (int i = 0; i < 12; ++i) {
        file << Json({{"prompt", "Q" + std::to_string(i) + ": "},
                      {"chosen", "yes"},
                      {"rejected", "no, never " + std::to_string(i)}})
                    .dump()
             << '\n';
    }
    file.close();
    const std::vector<std::string> words =
        program({"train", m_top + "/pairs.jsonl", "--objective", "sft", "--model", m_top + "/model",
                 "--out", m_top + "/trained", "--set", "max_steps=2", "--set", "batch_size=2",
                 "--set", "accumulation=2", "--set", "threads=1"});
    rank_processes::Ranks ranks(ranks_case::machines(), 2, words, m_top + "/said");
    EXPECT_EQ(ranks.wait(), (std::vector<int>{0, 0})) << ranks.said(0) << ranks.said(1);
    const auto runs = listRuns(m_top + "/trained");
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runHealth(runs[0]).state, RunState::Done);
}

TEST_F(RanksTest, AKnobTurnsOnAllRanksAtTheSameStep)
{
    RunSpec longer = spec("dpo");
    longer.terms = {{"dpo", 1}, {"sft", 0.5}};
    const auto turned = [&] {
        std::string folder = prepared(longer);
        const auto asked = requestKnobs(
            folder, {{"learning_rate", 1e-2}, {"beta", 0.4}, {"terms.sft", 0.1}, {"max_steps", 5}});
        EXPECT_TRUE(asked.ok()) << (asked.ok() ? "" : asked.error().message());
        return folder;
    };
    const std::string one = turned();
    ASSERT_EQ(alone(one), 0) << message(one);
    const std::string two = turned();
    together(two, 2);
    ASSERT_FALSE(listCheckpoints(one).empty());
    EXPECT_EQ(listCheckpoints(one).back().step, 5);
    const auto answersOf = [](const std::string& folder) {
        std::vector<std::string> out;
        for (const MetricLine& line : newsOf(folder).lines) {
            if (line.event == "control") {
                Json detail = line.detail;
                detail.erase("id");
                out.push_back(std::to_string(line.step) + detail.dump());
            }
        }
        return out;
    };
    EXPECT_EQ(answersOf(one).size(), 4U);
    ASSERT_EQ(answersOf(two), answersOf(one));
    EXPECT_EQ(answersOf(two).front().find("refused"), std::string::npos);
    expectSameCurves(two, one, 2e-5);
    expectSameEnd(two, one, 2e-5);
    // From the beginning again: rank 0 reads what was changed, and all make it again.
    fs::remove_all(two + "/checkpoints");
    together(two, 2);
    EXPECT_NE(answersOf(two).back().find("again"), std::string::npos);
    expectSameEnd(two, one, 2e-5);
}

TEST_F(RanksTest, StartedByTorchrunOrSrun)
{
    const std::string one = prepared(spec("dpo"));
    ASSERT_EQ(alone(one), 0);
    const std::string elastic = prepared(spec("dpo"));
    together(elastic, 2, rank_processes::Launcher::Torchrun);
    expectSameEnd(elastic, one, 2e-5);
    const std::string slurm = prepared(spec("dpo"));
    together(slurm, 2, rank_processes::Launcher::Srun);
    expectSameEnd(slurm, one, 2e-5);
}
