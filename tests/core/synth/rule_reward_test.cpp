// SPDX-License-Identifier: Apache-2.0
#include "core/synth/verify.h"
#include "core/synth/world.h"

#include <gtest/gtest.h>

using namespace marginalia;

TEST(RuleReward, EverySumIsUnderstood)
{
    synth::Generator generator(11);
    for (int i = 0; i < 500; ++i) {
        const synth::Example sum = generator.next(synth::Family::Sum);
        const auto result = synth::sumAskedFor(sum.prompt);
        ASSERT_TRUE(result) << sum.prompt;
        EXPECT_EQ(std::to_string(*result), sum.truth) << sum.prompt;
        EXPECT_EQ(synth::ruleReward("sum", sum.prompt, sum.answer, ""), 1.0) << sum.answer;
        EXPECT_EQ(synth::ruleReward("number", sum.prompt, sum.truth, sum.truth), 1.0);
    }
}

TEST(RuleReward, WrongSumsGiveNothing)
{
    EXPECT_EQ(synth::ruleReward("sum", "What is 12 + 30?", "42.", ""), 1.0);
    EXPECT_EQ(synth::ruleReward("sum", "What is 12 + 30?", "12 + 30 = 43.", ""), 0.0);
    EXPECT_EQ(synth::ruleReward("sum", "Take 5 away from 30.", "25", ""), 1.0);
    EXPECT_EQ(synth::ruleReward("sum", "What is 12 + 30?", "", ""), 0.0);
}

TEST(RuleReward, OtherPromptsHaveNoSum)
{
    synth::Generator generator(12);
    for (int i = 0; i < 200; ++i) {
        for (const synth::Family family :
             {synth::Family::WordProblem, synth::Family::SmallTalk, synth::Family::Document}) {
            const synth::Example other = generator.next(family);
            EXPECT_FALSE(synth::sumAskedFor(other.prompt)) << other.prompt;
        }
    }
}

TEST(RuleReward, ComparesWithTheReference)
{
    EXPECT_EQ(synth::ruleReward("exact", "p", " yes\n", "yes"), 1.0);
    EXPECT_EQ(synth::ruleReward("exact", "p", "yes!", "yes"), 0.0);
    EXPECT_FALSE(synth::ruleReward("exact", "p", "yes", ""));
    EXPECT_EQ(synth::ruleReward("number", "p", "so it is 12", "The answer is 12."), 1.0);
    EXPECT_EQ(synth::ruleReward("number", "p", "12 or 13", "The answer is 12."), 0.0);
    EXPECT_FALSE(synth::ruleReward("number", "p", "12", "none"));
    EXPECT_FALSE(synth::ruleReward("unknown", "p", "12", "12"));
}
