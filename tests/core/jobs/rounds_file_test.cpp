// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/rounds_file.h"

#include "core/base/file.h"
#include "core/jobs/judge.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

class RoundsFile : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-round-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_run = pattern;
    }
    void TearDown() override { fs::remove_all(m_run); }

    RoundFile sample() const
    {
        RoundFile round;
        round.round = 3;
        round.firstStep = 5;
        round.steps = 2;
        for (std::uint32_t k = 0; k < 4; ++k) {
            RoundAnswer answer;
            answer.prompt = *Uid::fromHex("000102030405060708090a0b0c0d0e0f");
            answer.uid = answerUid("run", 3, answer.prompt, k);
            answer.number = k;
            answer.snapshotIndex = 7;
            answer.ids = {1, 2, static_cast<std::int32_t>(k)};
            answer.oldLogps = {-0.1F, -1.0F / 3, -12345.678F};
            answer.samplerLogps = {-0.1F, -0.33333F, -12345.679F};
            answer.text = "4\n2 \"ja\"";
            answer.reason = k == 3 ? "length" : "stop";
            answer.reward = k == 2 ? std::nan("") : 0.1 * k;
            answer.parts = {{"sum", answer.reward}};
            answer.seed = 0xfedcba9876543210ULL;
            round.answers.push_back(answer);
        }
        return round;
    }

    std::string m_run;
};

/// Everything of an answer as one value, NaN and all.
auto valuesOf(const RoundAnswer& answer)
{
    return std::make_tuple(answer.uid, answer.prompt, answer.snapshotIndex, answer.number,
                           answer.ids, answer.oldLogps, answer.samplerLogps, answer.referenceLogps,
                           answer.text, answer.reason,
                           std::isnan(answer.reward) ? -1 : answer.reward, answer.seed);
}

}  // namespace

TEST_F(RoundsFile, ComesBackExactly)
{
    const RoundFile round = sample();
    EXPECT_FALSE(hasRound(m_run, 3));
    ASSERT_TRUE(writeRound(m_run, round).ok());
    EXPECT_TRUE(hasRound(m_run, 3));
    const auto back = readRound(m_run, 3);
    ASSERT_TRUE(back.ok()) << back.error().message();
    EXPECT_EQ(back->firstStep, 5);
    EXPECT_EQ(back->steps, 2);
    ASSERT_EQ(back->answers.size(), round.answers.size());
    for (std::size_t i = 0; i < round.answers.size(); ++i) {
        EXPECT_EQ(valuesOf(back->answers[i]), valuesOf(round.answers[i])) << i;
        EXPECT_EQ(std::isnan(back->answers[i].reward), i == 2);
        ASSERT_EQ(back->answers[i].parts.size(), 1U);
        EXPECT_EQ(back->answers[i].parts[0].first, "sum");
    }
    EXPECT_FALSE(round.answers[3].ended());
}

TEST_F(RoundsFile, AFlippedByteIsFound)
{
    ASSERT_TRUE(writeRound(m_run, sample()).ok());
    const std::string path = m_run + "/rounds/000003.bin";
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(200);
    file.put('\x7f');
    file.close();
    const auto back = readRound(m_run, 3);
    ASSERT_FALSE(back.ok());
    EXPECT_EQ(back.error().kind, ErrorKind::Corrupt);
    EXPECT_NE(back.error().message().find("000003.bin"), std::string::npos);
}

TEST_F(RoundsFile, WithoutItsIndexItWasNeverFinished)
{
    ASSERT_TRUE(writeRound(m_run, sample()).ok());
    fs::remove(m_run + "/rounds/000003.idx");
    EXPECT_FALSE(hasRound(m_run, 3));
    EXPECT_FALSE(readRound(m_run, 3).ok());
}

TEST(AnswerUid, FollowsFromRunRoundPromptAndNumber)
{
    const Uid prompt = *Uid::fromHex("000102030405060708090a0b0c0d0e0f");
    const Uid one = answerUid("run", 1, prompt, 0);
    EXPECT_EQ(one, answerUid("run", 1, prompt, 0));
    EXPECT_NE(one, answerUid("run", 1, prompt, 1));
    EXPECT_NE(one, answerUid("run", 2, prompt, 0));
    EXPECT_NE(one, answerUid("other", 1, prompt, 0));
}

TEST(Judge, OneRewardALine)
{
    const std::vector<ScoredAnswer> answers(3, {"p", "c", ""});
    const auto rewards = askJudge(
        "n=0; while read -r line; do echo \"{\\\"reward\\\": $n}\"; n=$((n+1)); done", answers);
    ASSERT_TRUE(rewards.ok()) << rewards.error().message();
    EXPECT_EQ(*rewards, (std::vector<double>{0, 1, 2}));
}

TEST(Judge, SeesThePromptAndTheAnswer)
{
    const auto rewards = askJudge(
        "while read -r line; do case \"$line\" in *'\"prompt\":\"What\"'*'\"completion\":\"42\"'*) "
        "echo '{\"reward\": 1}';; *) echo '{\"reward\": null}';; esac; done",
        {{"What", "42", "42"}, {"What", "41", ""}});
    ASSERT_TRUE(rewards.ok()) << rewards.error().message();
    EXPECT_EQ((*rewards)[0], 1);
    EXPECT_TRUE(std::isnan((*rewards)[1]));
}

TEST(Judge, ManyLongAnswersDoNotBlock)
{
    // It answers while we still write: both pipes fill.
    const std::vector<ScoredAnswer> answers(400, {"p", std::string(5000, 'x'), ""});
    const auto rewards = askJudge(
        "awk '{ printf(\"{\\\"reward\\\": %d, \\\"why\\\": \\\"%s\\\"}\\n\", NR % 2, $0 "
        "~ /xx/) }'",
        answers);
    ASSERT_TRUE(rewards.ok()) << rewards.error().message();
    EXPECT_EQ(rewards->size(), 400U);
    EXPECT_EQ((*rewards)[0], 1);
    EXPECT_EQ((*rewards)[1], 0);
}

TEST(Judge, SaysWhatIsWrong)
{
    const std::vector<ScoredAnswer> two(2, {"p", "c", ""});
    const auto few = askJudge("read -r line; echo '{\"reward\": 1}'; cat > /dev/null", two);
    ASSERT_FALSE(few.ok());
    EXPECT_NE(few.error().message().find("1 rewards for 2"), std::string::npos)
        << few.error().message();
    const auto text = askJudge("while read -r line; do echo good; done", two);
    ASSERT_FALSE(text.ok());
    EXPECT_NE(text.error().message().find("Line 1"), std::string::npos) << text.error().message();
    const auto ended = askJudge("cat > /dev/null; exit 3", two);
    ASSERT_FALSE(ended.ok());
    EXPECT_NE(ended.error().message().find("code 3"), std::string::npos) << ended.error().message();
    const auto stopped = askJudge("sleep 60", two, [] { return false; });
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
}
