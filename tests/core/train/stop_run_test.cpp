// SPDX-License-Identifier: Apache-2.0
// Runs that are asked to end at their next checkpoint, and may be told to keep going until then.
#include "core/jobs/knobs.h"
#include "core/jobs/stop_wish.h"
#include "tests/core/train/run_case.h"

using namespace marginalia;

namespace {

class StopRun : public RunCase {
protected:
    /// Of ten steps with a checkpoint behind each fourth.
    RunSpec longer() const
    {
        RunSpec out = spec("dpo");
        out.checkpoint_every = 4;
        return out;
    }
    /// Works on a run of these settings; the requests are made behind their steps.
    std::string worked(const RunSpec& spec,
                       const std::multimap<std::int64_t, const char*>& requests)
    {
        const std::string folder = prepared(spec);
        EXPECT_EQ(work(folder,
                       [&](std::int64_t step) {
                           const auto [first, last] = requests.equal_range(step);
                           for (auto each = first; each != last; ++each) {
                               EXPECT_TRUE(requestControl(folder, each->second).ok());
                           }
                       }),
                  0);
        return folder;
    }
    static void expectEnd(const std::string& folder, const char* reason, std::int64_t step)
    {
        const auto exit = newsOf(folder).health.exit;
        ASSERT_TRUE(exit.has_value());
        EXPECT_EQ(exit->reason, reason);
        EXPECT_EQ(exit->step, step);
    }
};

}  // namespace

TEST_F(StopRun, EndsAtTheNextCheckpointAndGoesOnAsIfNothingWere)
{
    const std::string straight = worked(longer(), {});
    const std::string folder = worked(longer(), {{2, kStopAtCheckpoint}});
    expectEnd(folder, "stopped", 4);
    ASSERT_EQ(listCheckpoints(folder).size(), 1U);
    EXPECT_EQ(listCheckpoints(folder)[0].step, 4);
    const std::vector<Json> told = answersOf(folder);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0]["kind"], kStopAtCheckpoint);
    EXPECT_EQ(told[0]["step"], 2);
    EXPECT_EQ(told[0]["at"], 4);

    // The next attempt knows nothing of it.
    ASSERT_EQ(work(folder), 0);
    expectEnd(folder, "finished", 10);
    EXPECT_EQ(stateDigest(folder), stateDigest(straight));
}

TEST_F(StopRun, IsTakenBackUntilThen)
{
    const std::string folder =
        worked(longer(), {{2, kStopAtCheckpoint}, {3, kKeepGoing}, {5, kKeepGoing}});
    expectEnd(folder, "finished", 10);
    EXPECT_EQ(answersOf(folder).size(), 3U);
}

TEST_F(StopRun, CheckpointsThatAreAskedForAreNotOfThePlan)
{
    const std::string folder = worked(longer(), {{4, kStopAtCheckpoint}, {5, "save"}});
    expectEnd(folder, "stopped", 8);
    EXPECT_EQ(listCheckpoints(folder).size(), 3U) << "of steps 4, 5 and 8";
}

TEST_F(StopRun, TheLastCheckpointFinishesTheRun)
{
    const std::string folder = worked(longer(), {{9, kStopAtCheckpoint}});
    expectEnd(folder, "finished", 10);
}

TEST_F(StopRun, FollowsThePlanThatIsChangedMeanwhile)
{
    const std::string folder = prepared(longer());
    ASSERT_EQ(work(folder,
                   [&](std::int64_t step) {
                       if (step == 1) {
                           EXPECT_TRUE(requestControl(folder, kStopAtCheckpoint).ok());
                       } else if (step == 2) {
                           EXPECT_TRUE(requestKnobs(folder, {{"checkpoint_every", 3}}).ok());
                       }
                   }),
              0);
    expectEnd(folder, "stopped", 3);
}
