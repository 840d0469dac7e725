// SPDX-License-Identifier: Apache-2.0
// Memory that runs out for good on one of several ranks: all keep what is learnt, and end.
#include "core/model/float_pool.h"
#include "tests/core/train/memory_fault.h"
#include "tests/core/train/ranks_case.h"

using namespace marginalia;
using ranks_case::RanksTest;

namespace {

constexpr const char* kFolder = "MARGINALIA_TEST_FOLDER";
constexpr std::int64_t kLastStep = 4;

/// What each of the processes does that the test below starts.
void runOutOfMemory()
{
    const auto environment = rankEnvironment();
    ASSERT_TRUE(environment.ok()) << environment.error().message();
    WorkerOptions options;
    options.unattended = true;
    options.ranks = *environment;
    options.progress = [&](std::int64_t step, std::int64_t, const MetricValues&) {
        if (step == kLastStep && environment->rank == 1) {
            // Smaller than the gradients of the blocks, which are asked for anew, larger than all
            // that saving asks for.
            releasePooledFloats();
            memory_fault::failFrom(64 << 10);
        }
    };
    EXPECT_EQ(runWorker(std::getenv(kFolder), options), 1);
}

}  // namespace

std::vector<rank_parts::Part> rank_parts::all()
{
    return {{"runs out of memory", runOutOfMemory}};
}

TEST_F(RanksTest, WhereMemoryRunsOutAllKeepWhatIsLearnt)
{
    RunSpec one = spec("dpo");
    one.keep_checkpoints = 1;
    const std::string folder = prepared(one);
    ::setenv(kFolder, folder.c_str(), 1);
    rank_processes::Ranks ranks(ranks_case::machines(), 2, ownPart("runs out of memory"),
                                m_top + "/said");
    EXPECT_EQ(ranks.wait(), (std::vector<int>{0, 0})) << ranks.said(0) << ranks.said(1);
    EXPECT_EQ(runHealth(folder).state, RunState::Failed);
    EXPECT_NE(message(folder).find("Memory ran out in a step"), std::string::npos)
        << message(folder);
    ASSERT_FALSE(listCheckpoints(folder).empty());
    EXPECT_EQ(listCheckpoints(folder).back().step, kLastStep);
    together(folder, 2);
    const std::string whole = prepared(one);
    ASSERT_EQ(alone(whole), 0);
    expectSameEnd(folder, whole, 2e-5);
}
