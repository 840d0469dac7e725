// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_reads.h"

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

StoredVote voteOf(std::int64_t prompt, std::vector<std::int64_t> answers, int best)
{
    StoredVote vote;
    vote.uid = Uid::random();
    vote.promptId = prompt;
    vote.answers = std::move(answers);
    vote.models = {"start", "new"};
    vote.best = std::max(best, -1);
    vote.tie = best == -1;
    vote.allBad = best == -2;
    return vote;
}

StoredAnswer answerOf(std::int64_t id, const std::string& model, const std::string& text)
{
    StoredAnswer answer;
    answer.id = id;
    answer.model = model;
    answer.text = text;
    return answer;
}

TEST(VotesTest, OnlyTheNewestVoteOnTheSameAnswersCounts)
{
    const std::vector<StoredVote> votes = {voteOf(1, {1, 2}, 0), voteOf(2, {3, 4}, 1),
                                           voteOf(1, {1, 2}, 1), voteOf(1, {1, 5}, -1),
                                           voteOf(3, {6, 7}, -2)};
    EXPECT_EQ(votesInForce(votes).size(), 4U);
    const VoteCount count = countVotes(votes, QStringLiteral("new"), QStringLiteral("start"));
    EXPECT_EQ(count.wins, 2);
    EXPECT_EQ(count.losses, 0);
    EXPECT_EQ(count.ties, 2);
    const std::vector<ModelChoice> columns = {
        {QStringLiteral("start"), QStringLiteral("S"), {}, {}, -1},
        {QStringLiteral("new"), QStringLiteral("N"), {}, {}, -1}};
    const auto shares = countColumns(votes, columns);
    ASSERT_EQ(shares.size(), 2U);
    EXPECT_EQ(shares[0].wins, 0);
    EXPECT_EQ(shares[1].wins, 2);
    EXPECT_EQ(shares[1].votes, 4);
    const VoteCount other = countVotes(votes, QStringLiteral("new"), QStringLiteral("third"));
    EXPECT_EQ(other.total(), 0);
}

TEST(VotesTest, AVoteBecomesAPairOfTheBestAndAnother)
{
    StoredPrompt prompt;
    Message question;
    question.role = "user";
    question.content = "What is 8 + 30?";
    prompt.messages = {question};
    const std::vector<StoredAnswer> answers = {
        answerOf(1, "start", "38."), answerOf(2, "new", "Sure! 38."), answerOf(3, "third", "38.")};
    const auto pair = pairOfVote(voteOf(1, {1, 2}, 1), prompt, answers);
    ASSERT_TRUE(pair.has_value());
    EXPECT_EQ(plainText(pair->a), "Sure! 38.");
    EXPECT_EQ(plainText(pair->b), "38.");
    EXPECT_EQ(pair->origin, Origin::ChosenA);
    EXPECT_EQ(pair->meta["chosen_model"], "new");
    EXPECT_EQ(pair->meta["rejected_model"], "start");
    EXPECT_FALSE(pairOfVote(voteOf(1, {1, 2}, -1), prompt, answers).has_value());
    EXPECT_FALSE(pairOfVote(voteOf(1, {1, 2}, -2), prompt, answers).has_value());
    EXPECT_FALSE(pairOfVote(voteOf(1, {1, 3}, 0), prompt, answers).has_value()) << "equal texts";
    EXPECT_FALSE(pairOfVote(voteOf(1, {1, 9}, 0), prompt, answers).has_value()) << "answer gone";
}

}  // namespace
