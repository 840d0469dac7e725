// SPDX-License-Identifier: Apache-2.0
// A fork goes on from a checkpoint of another run: as that one did, or with settings of its own.
#include "core/jobs/fork.h"

#include "core/jobs/knobs.h"
#include "tests/core/train/run_case.h"

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

class ForkTest : public RunCase {
protected:
    RunSpec parentSpec(const std::string& objective) const
    {
        RunSpec out = spec(objective);
        out.checkpoint_every = 3;
        out.keep_checkpoints = 10;
        return out;
    }
    std::string parent(const RunSpec& spec)
    {
        const std::string folder = prepared(spec);
        EXPECT_EQ(work(folder), 0);
        return folder;
    }
    std::string forked(const ForkPoint& point, const RunSpec& spec)
    {
        const auto folder = forkRun(point, spec, m_top + "/runs");
        EXPECT_TRUE(folder.ok()) << folder.error().message();
        return folder.ok() ? *folder : std::string();
    }
    static Json startOf(const std::string& folder)
    {
        for (const MetricLine& line : newsOf(folder).lines) {
            if (line.event == "start") {
                return line.detail;
            }
        }
        return {};
    }
};

}  // namespace

TEST_F(ForkTest, WithTheSameSettingsItDoesWhatItsParentDid)
{
    for (const std::string what : {"dpo", "kto", "sft", "lora"}) {
        RunSpec given = parentSpec(what == "lora" ? "dpo" : what);
        if (what == "lora") {
            given.method = "lora";
            given.lora_r = 4;
            given.lora_dropout = 0.1;
        }
        const std::string folder = parent(given);
        const auto point = forkPoint(folder, 7);
        ASSERT_TRUE(point.ok()) << point.error().message();
        EXPECT_EQ(point->checkpoint.step, 6);
        EXPECT_EQ(point->spec, *readRunSpec(folder));
        const std::string fork = forked(*point, point->spec);
        const Json run = *readRunJson(fork);
        EXPECT_EQ(run["parent"]["run"], fs::path(folder).filename().string());
        EXPECT_EQ(run["parent"]["step"], 6);
        // The parent may go: the fork has all it needs.
        fs::rename(folder, m_top + "/moved");
        ASSERT_EQ(work(fork), 0) << what;
        EXPECT_EQ(newsOf(fork).health.state, RunState::Done);
        const Steps steps = stepsOf(fork);
        ASSERT_EQ(steps.size(), 4U) << what;
        EXPECT_EQ(steps.begin()->first, 7);
        expectSameSteps(steps, stepsOf(m_top + "/moved"), 6);
        EXPECT_EQ(stateDigest(fork), stateDigest(m_top + "/moved")) << what;
        EXPECT_TRUE(startOf(fork)["exact"].get<bool>()) << startOf(fork).dump();
        EXPECT_EQ(startOf(fork)["parent"]["step"], 6);
        fs::remove_all(m_top + "/moved");
    }
}

TEST_F(ForkTest, WithOtherSettingsItGoesOnWithThem)
{
    RunSpec given = parentSpec("dpo");
    given.schedule = "constant";
    const std::string folder = parent(given);
    const auto point = forkPoint(folder, 3);
    ASSERT_TRUE(point.ok());
    RunSpec other = point->spec;
    other.learning_rate = 1e-3;
    other.parameters["beta"] = 0.5;
    other.terms = {{"dpo", 1}, {"sft", 0.5}};
    other.max_steps = 14;
    const std::string fork = forked(*point, other);
    ASSERT_EQ(work(fork), 0);
    const Steps steps = stepsOf(fork);
    const Steps before = stepsOf(folder);
    ASSERT_EQ(steps.size(), 11U);
    EXPECT_EQ(steps.at(4).at("learning_rate"), 1e-3);
    // The same rows under the same weights: five times the beta, five times the reward.
    EXPECT_NEAR(steps.at(4).at("rewards/chosen"), 5 * before.at(4).at("rewards/chosen"), 1e-5);
    EXPECT_TRUE(steps.at(4).contains("marginalia/loss/sft"));
    EXPECT_EQ(steps.at(4).at("num_tokens"), before.at(4).at("num_tokens"));
    EXPECT_NE(stateDigest(fork), stateDigest(folder));
    // A fork is a run: it resumes, and is forked again with what it has now.
    const auto again = forkPoint(fork, std::nullopt);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->checkpoint.step, 14);
    EXPECT_EQ(again->spec.learning_rate, 1e-3);
    const auto first = forkPoint(fork, 3);
    ASSERT_TRUE(first.ok()) << first.error().message();
    EXPECT_EQ(first->spec.learning_rate, 1e-3);
}

TEST_F(ForkTest, WhatWasChangedOnTheWayIsInForce)
{
    const std::string folder = prepared(parentSpec("dpo"));
    ASSERT_EQ(work(folder,
                   [&](std::int64_t step) {
                       if (step == 2) {
                           EXPECT_TRUE(requestKnobs(folder, {{"beta", 0.4}}).ok());
                       } else if (step == 6) {  // behind the checkpoint, before the next step
                           EXPECT_TRUE(requestKnobs(folder, {{"max_steps", 9}}).ok());
                       }
                   }),
              0);
    const auto point = forkPoint(folder, 6);
    ASSERT_TRUE(point.ok());
    EXPECT_EQ(point->spec.parameters.at("beta"), 0.4);
    EXPECT_EQ(point->spec.max_steps, 9);
    const std::string fork = forked(*point, point->spec);
    ASSERT_EQ(work(fork), 0);
    expectSameSteps(stepsOf(fork), stepsOf(folder), 6);
    EXPECT_EQ(stateDigest(fork), stateDigest(folder));
    // Back to what the run began with: the checkpoint's own changes do not come along.
    const auto early = forkPoint(folder, 3);
    ASSERT_TRUE(early.ok());
    RunSpec plain = *readRunSpec(folder);
    ASSERT_NE(early->spec, plain);
    const std::string back = forked(*early, plain);
    ASSERT_EQ(work(back), 0);
    EXPECT_EQ(specInForce(back)->parameters.at("beta"), 0.1);
    EXPECT_EQ(stepsOf(back).size(), 7U);
    EXPECT_NEAR(stepsOf(back).at(4).at("rewards/chosen") * 4,
                stepsOf(folder).at(4).at("rewards/chosen"), 1e-5);
}

TEST_F(ForkTest, RowsThatTheParentNeverSawGetTheirReferenceFromTheStartModel)
{
    RunSpec given = parentSpec("dpo");
    given.max_steps = 3;
    given.learning_rate = 5e-2;
    const std::string folder = parent(given);
    RunSpec whole = given;
    whole.max_steps = 8;
    const std::string reference = parent(whole);
    const auto point = forkPoint(folder, 3);
    ASSERT_TRUE(point.ok());
    RunSpec longer = point->spec;
    longer.max_steps = 8;
    const std::string fork = forked(*point, longer);
    ASSERT_EQ(work(fork), 0);
    ASSERT_EQ(stepsOf(fork).size(), 5U);
    // By the start model, not by the weights that the fork begins with.
    std::map<std::string, float> sums;
    for (const RowRecord& row : newsOf(reference).rows) {
        sums[row.uid.hex() + std::to_string(static_cast<int>(row.role))] = row.referenceSum;
    }
    const std::vector<RowRecord> rows = newsOf(fork).rows;
    ASSERT_FALSE(rows.empty());
    for (const RowRecord& row : rows) {
        const auto known = sums.find(row.uid.hex() + std::to_string(static_cast<int>(row.role)));
        ASSERT_NE(known, sums.end());
        EXPECT_NEAR(row.referenceSum, known->second, 1e-4);
    }
}

TEST_F(ForkTest, AForkThatIsKilledBeforeItsFirstCheckpointBeginsAgain)
{
    const std::string folder = parent(parentSpec("dpo"));
    const auto point = forkPoint(folder, 3);
    ASSERT_TRUE(point.ok());
    RunSpec other = point->spec;
    other.learning_rate = 1e-3;
    other.checkpoint_every = 0;
    const std::string whole = forked(*point, other);
    ASSERT_EQ(work(whole), 0);
    const std::string fork = forked(*point, other);
    ASSERT_EQ(work(fork), 0);
    fs::remove_all(listCheckpoints(fork).back().folder);
    fs::remove(fork + "/exit.json");
    ASSERT_EQ(work(fork), 0);
    EXPECT_EQ(stateDigest(fork), stateDigest(whole));
}

TEST_F(ForkTest, WhatTheCheckpointDecidesStays)
{
    const std::string folder = parent(parentSpec("dpo"));
    const auto point = forkPoint(folder, std::nullopt);
    ASSERT_TRUE(point.ok());
    EXPECT_EQ(point->checkpoint.step, 10);
    EXPECT_FALSE(forkPoint(folder, 2).ok());
    EXPECT_NE(forkPoint(folder, 2).error().message().find("there are: 3, 6, 9, 10"),
              std::string::npos)
        << forkPoint(folder, 2).error().message();
    const auto refused = [&](const std::function<void(RunSpec&)>& change) {
        RunSpec spec = point->spec;
        spec.max_steps = 20;
        change(spec);
        const auto made = forkRun(*point, spec, m_top + "/refused");
        EXPECT_FALSE(made.ok());
        return made.ok() ? std::string() : made.error().where;
    };
    EXPECT_EQ(refused([](RunSpec& spec) { spec.method = "lora"; }), "method");
    EXPECT_EQ(refused([](RunSpec& spec) { spec.held_out_share = 0.5; }), "held_out_share");
    EXPECT_EQ(refused([](RunSpec& spec) { spec.max_steps = 10; }), "max_steps");
    EXPECT_EQ(refused([](RunSpec& spec) { spec.parameters["beta"] = 99; }), "parameters.beta");
    // Nothing was left behind.
    EXPECT_TRUE(listRuns(m_top + "/refused").empty());
    // A checkpoint that is not whole is not carried as if it were.
    const std::string tensors = point->checkpoint.folder + "/optimizer.safetensors";
    fs::resize_file(tensors, fs::file_size(tensors) / 2);
    RunSpec longer = point->spec;
    longer.max_steps = 20;
    const std::string broken = forked(*point, longer);
    EXPECT_EQ(work(broken), 1);
    EXPECT_NE(newsOf(broken).health.exit->message.find("damaged"), std::string::npos)
        << newsOf(broken).health.exit->message;
}
