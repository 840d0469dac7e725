// SPDX-License-Identifier: Apache-2.0
// Answers that the ranks of a run write and score together are those of one process.
#include "core/base/sha256.h"
#include "core/jobs/rounds_file.h"
#include "tests/core/train/ranks_case.h"
#include "tests/core/train/sums.h"

using namespace marginalia;
using ranks_case::RanksTest;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kSteps = 4;

class RoundsOfRanks : public RanksTest {
protected:
    /// On the starter, whose sums are right most of the time but not always.
    RunSpec writing(const std::string& objective) const
    {
        RunSpec out = spec(objective);
        out.model = MARGINALIA_SOURCE_DIR "/resources/starter";
        out.learning_rate = 1e-4;
        out.schedule = "constant";
        out.warmup_ratio = 0;
        out.batch_size = 3;
        out.accumulation = 2;
        out.max_steps = kSteps;
        out.checkpoint_every = 2;
        out.held_out_share = 0.1;
        out.max_length = 256;
        if (out.parameters.contains("num_generations")) {
            out.parameters["num_generations"] = 4;
        }
        out.parameters["max_completion_length"] = 32;
        return out;
    }

    std::string preparedSums(const RunSpec& spec) const
    {
        const auto run = snapshotFromRecords(sums(40), spec, m_top + "/runs");
        EXPECT_TRUE(run.ok()) << run.error().message();
        return run->folder;
    }

    static void expectSameRounds(const std::string& got, const std::string& want)
    {
        for (std::int64_t round = 1; round <= kSteps; ++round) {
            SCOPED_TRACE(round);
            const auto ours = readRound(got, round);
            const auto theirs = readRound(want, round);
            ASSERT_TRUE(ours.ok() && theirs.ok());
            ASSERT_FALSE(theirs->answers.empty());
            ASSERT_EQ(ours->answers.size(), theirs->answers.size());
            for (std::size_t i = 0; i < theirs->answers.size(); ++i) {
                const RoundAnswer& a = ours->answers[i];
                const RoundAnswer& b = theirs->answers[i];
                EXPECT_EQ(a.snapshotIndex, b.snapshotIndex) << i;
                EXPECT_EQ(a.number, b.number) << i;
                EXPECT_EQ(a.writer, b.writer) << i;
                EXPECT_EQ(a.ids, b.ids) << i;
                EXPECT_EQ(a.text, b.text) << i;
                expectNear(a.reward, b.reward, 1e-6, "reward");
                expectSameValues(a.oldLogps, b.oldLogps);
                expectSameValues(a.referenceLogps, b.referenceLogps);
            }
        }
    }

    static void expectSameValues(const std::vector<float>& got, const std::vector<float>& want)
    {
        ASSERT_EQ(got.size(), want.size());
        for (std::size_t i = 0; i < want.size(); ++i) {
            EXPECT_NEAR(got[i], want[i], 1e-4) << i;
        }
    }

    static std::map<std::string, std::string> filesOfRounds(const std::string& folder)
    {
        std::map<std::string, std::string> out;
        for (const auto& entry : fs::directory_iterator(folder + "/rounds")) {
            out[entry.path().filename()] = *sha256OfFile(entry.path());
        }
        return out;
    }
};

}  // namespace

TEST_F(RoundsOfRanks, EqualThoseOfOneProcess)
{
    const std::map<std::string, int> cases = {{"grpo", 2}, {"online_dpo", 3}};
    for (const auto& [objective, ranks] : cases) {
        SCOPED_TRACE(objective);
        const std::string one = preparedSums(writing(objective));
        ASSERT_EQ(alone(one), 0) << message(one);
        const std::string several = preparedSums(writing(objective));
        together(several, ranks);
        expectSameRounds(several, one);
        expectSameCurves(several, one, 2e-5);
        expectSameEnd(several, one, 2e-5);
    }
}

TEST_F(RoundsOfRanks, AStoredRoundIsNotWrittenAgain)
{
    const std::string folder = preparedSums(writing("grpo"));
    ASSERT_EQ(alone(folder), 0) << message(folder);
    const auto rounds = filesOfRounds(folder);
    ASSERT_FALSE(rounds.empty());
    const std::string last = listCheckpoints(folder).back().folder;
    const std::string whole = m_top + "/whole";
    fs::copy(folder, whole, fs::copy_options::recursive);
    fs::remove_all(last);
    together(folder, 2);
    EXPECT_EQ(filesOfRounds(folder), rounds);
    for (const MetricLine& line : newsOf(folder).lines) {
        if (line.event == "round" && line.attempt == 2) {
            EXPECT_TRUE(line.detail["stored_before"].get<bool>());
        }
    }
    expectSameEnd(folder, whole, 2e-5);
}

TEST_F(RoundsOfRanks, OtherModelsScoreAShareEach)
{
    RunSpec scored = spec("poft");
    scored.teacher = scored.model;
    const std::string one = prepared(scored);
    ASSERT_EQ(alone(one), 0) << message(one);
    const std::string two = prepared(scored);
    together(two, 2);
    EXPECT_EQ(*sha256OfFile(two + "/aligned.bin"), *sha256OfFile(one + "/aligned.bin"));
    expectSameCurves(two, one, 2e-5);
    expectSameEnd(two, one, 2e-5);
    // The numbers are read again, not made again.
    fs::remove_all(listCheckpoints(two).back().folder);
    together(two, 3);
    expectSameEnd(two, one, 2e-5);
}

TEST_F(RoundsOfRanks, AStopWhileAnswersAreWrittenKeepsWhatIsTrained)
{
    RunSpec slow = writing("grpo");
    slow.choices["reward"] = "judge";
    // Rank 0's asks for a stop by itself, once it may, and then waits to be ended.
    const std::string asked = m_top + "/asked";
    slow.judge = "if [ $RANK = 0 -a -e " + asked + " ]; then " + MARGINALIA_BIN_DIR +
                 "/marginalia-cli control $(cat " + asked +
                 ") stop > /dev/null; exec sleep 600; fi; sed 's/.*/{\"reward\": 0.5}/'";
    slow.held_out_share = 0;
    slow.checkpoint_every = 0;
    slow.max_steps = 50;
    const std::string folder = preparedSums(slow);
    const auto ranks = start(folder, 2);
    awaitStep(folder, *ranks, 2);
    ASSERT_TRUE(writeFileAtomically(asked, folder).ok());
    EXPECT_EQ(ranks->wait(), (std::vector<int>{0, 0})) << ranks->said(0) << ranks->said(1);
    EXPECT_EQ(runHealth(folder).state, RunState::Stopped);
    EXPECT_EQ(listCheckpoints(folder).size(), 1U);
}
