// SPDX-License-Identifier: Apache-2.0
// Runs whose processes hold the weights in shares: losses, rows, weights and files of one process.
#include "core/jobs/fork.h"
#include "tests/core/train/ranks_case.h"

using namespace marginalia;
using ranks_case::RanksTest;
namespace fs = std::filesystem;

namespace {

struct Case {
    const char* name;
    int ranks;
    ranks_case::Varied varied;
    int pack = 0;  ///< tokens of a stream; 0: as one process chooses
    const char* offload = "none";
};

class Sharding : public RanksTest {
protected:
    RunSpec specOf(const Case& of) const
    {
        RunSpec out = spec(of.varied);
        out.pack_tokens = of.pack;
        out.offload = of.offload;
        return out;
    }
    std::string inShares(RunSpec spec) const
    {
        spec.sharding = "parameters";
        return prepared(spec);
    }
    /// Another sharding for a run that goes on.
    static void setSharding(const std::string& folder, const char* sharding)
    {
        ASSERT_TRUE(patchRunJson(folder, {{"settings", {{"sharding", sharding}}}}).ok());
    }
    /// Of the last time that a run was taken up again.
    static std::string whyNotExact(const std::string& folder)
    {
        std::string out;
        for (const MetricLine& line : newsOf(folder).lines) {
            out = line.event == "resume" ? line.detail["not_exact"].dump() : out;
        }
        return out;
    }
    static std::vector<std::string> filesOf(const std::string& folder)
    {
        std::vector<std::string> out;
        for (const auto& entry : fs::directory_iterator(folder)) {
            out.push_back(entry.path().filename());
        }
        std::sort(out.begin(), out.end());
        return out;
    }
};

class ShardingEqual : public Sharding, public ::testing::WithParamInterface<Case> {};

}  // namespace

TEST_P(ShardingEqual, OneProcess)
{
    const Case& of = GetParam();
    const double tolerance = of.varied.tolerance();
    const std::string one = prepared(specOf(of));
    ASSERT_EQ(alone(one), 0) << message(one);
    useHome("home-shares");  // so that the reference values are computed in shares too
    const std::string several = inShares(specOf(of));
    together(several, of.ranks);
    expectSameCurves(several, one, tolerance);
    expectSameRows(several, one, tolerance);
    expectSameEnd(several, one, tolerance);
    EXPECT_EQ(filesOf(listCheckpoints(several).back().folder),
              filesOf(listCheckpoints(one).back().folder));
}

INSTANTIATE_TEST_SUITE_P(
    Objectives, ShardingEqual,
    ::testing::Values(Case{"dpo", 2, {"dpo", 4, {}, "fp32", {{"dpo", 1}, {"sft", 0.5}}}},
                      Case{"several_streams_a_unit", 2, {"dpo", 3}, 60},
                      Case{"kto_with_an_idle_rank", 3, {"kto", 2}},
                      Case{"bco_carries_a_mean", 3, {"bco", 4}},
                      Case{"entropies_of_the_step", 2, {"sft", 4, {{"top_entropy", {}, {}}}}},
                      Case{"masked_reading", 2, {"sft", 2, {{"masked_thought", {}, {}}}}},
                      Case{"bf16", 2, {"sft", 4, {}, "bf16"}},
                      Case{"on_the_disk", 2, {"sft", 4, {}, "bf16"}, 0, "disk"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST_F(Sharding, GoesOnWithAnyNumberOfRanksWithAndWithoutShares)
{
    const std::string one = prepared(spec("dpo"));
    ASSERT_EQ(alone(one), 0) << message(one);
    const std::string folder = inShares(spec("dpo"));
    together(folder, 2);
    // The checkpoint in the middle is that of two ranks with shares.
    const auto backToTheMiddle = [](const std::string& run) {
        ASSERT_EQ(listCheckpoints(run).size(), 2U);
        fs::remove_all(listCheckpoints(run).back().folder);
    };
    backToTheMiddle(folder);
    ASSERT_EQ(alone(folder), 0) << message(folder);
    expectSameEnd(folder, one, 2e-5);
    EXPECT_NE(whyNotExact(folder).find("sharding: parameters before, none now"), std::string::npos);
    backToTheMiddle(folder);
    together(folder, 3);
    expectSameEnd(folder, one, 2e-5);
    EXPECT_NE(whyNotExact(folder).find("ranks: 2 before, 3 now"), std::string::npos);
    EXPECT_EQ(whyNotExact(folder).find("sharding"), std::string::npos);
    backToTheMiddle(folder);
    setSharding(folder, "none");
    together(folder, 2);
    expectSameEnd(folder, one, 2e-5);
    // And one of one process, with shares.
    const std::string other = m_top + "/runs/other";
    fs::copy(one, other, fs::copy_options::recursive);
    backToTheMiddle(other);
    setSharding(other, "parameters");
    together(other, 2);
    expectSameEnd(other, one, 2e-5);
    EXPECT_NE(whyNotExact(other).find("sharding: none before, parameters now"), std::string::npos);
}

TEST_F(Sharding, GoesOnFromMomentsIn8Bits)
{
    RunSpec of = spec("sft");
    of.model = MARGINALIA_SOURCE_DIR "/resources/starter";  // small tensors are not packed
    of.learning_rate = 1e-3;
    of.optimizer_state = "int8";
    const std::string packed = prepared(of);
    ASSERT_EQ(alone(packed), 0) << message(packed);
    const auto point = forkPoint(packed, 3);
    ASSERT_TRUE(point.ok()) << point.error().message();
    RunSpec wide = point->spec;
    wide.optimizer_state = "fp32";
    const auto forked = [&](const char* sharding) {
        wide.sharding = sharding;
        const auto folder = forkRun(*point, wide, m_top + "/runs");
        EXPECT_TRUE(folder.ok()) << folder.error().message();
        return folder.ok() ? *folder : std::string();
    };
    const std::string plain = forked("none");
    ASSERT_EQ(alone(plain), 0) << message(plain);
    const std::string shares = forked("parameters");
    together(shares, 2);
    expectSameEnd(shares, plain, 2e-5);
    // As it is, it cannot go on so.
    fs::remove_all(listCheckpoints(packed).back().folder);
    setSharding(packed, "parameters");
    EXPECT_EQ(start(packed, 2)->wait(), (std::vector<int>{1, 1}));
    EXPECT_NE(message(packed).find("take fp32, or sharding none"), std::string::npos)
        << message(packed);
}

TEST_F(Sharding, ALostRankEndsTheRunCleanly)
{
    RunSpec longer = spec("dpo");
    longer.max_steps = 40;
    longer.checkpoint_every = 5;
    const std::string folder = inShares(longer);
    const auto ranks = start(folder, 3);
    awaitStep(folder, *ranks, 7);
    ranks->kill(1);
    EXPECT_EQ(ranks->wait(), (std::vector<int>{1, -1, 1})) << ranks->said(0);
    EXPECT_NE(message(folder).find("Rank 1 of 3 was lost."), std::string::npos) << message(folder);
    ASSERT_FALSE(listCheckpoints(folder).empty());
    EXPECT_TRUE(verifyCheckpoint(listCheckpoints(folder).back().folder).ok());
    together(folder, 2);
    EXPECT_EQ(runHealth(folder).state, RunState::Done);
}

TEST_F(Sharding, OneProcessTakesNoNotice)
{
    const std::string one = prepared(spec("sft"));
    const std::string shares = inShares(spec("sft"));
    ASSERT_EQ(alone(one), 0);
    ASSERT_EQ(alone(shares), 0);
    expectSameEnd(shares, one, 0);
}
