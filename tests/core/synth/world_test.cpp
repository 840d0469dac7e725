// SPDX-License-Identifier: Apache-2.0
#include "core/synth/world.h"

#include <gtest/gtest.h>

#include <set>

using namespace marginalia::synth;

namespace {

std::vector<Family> allFamilies()
{
    return {Family::Sum,     Family::WordProblem, Family::List, Family::Document,
            Family::Writing, Family::SmallTalk,   Family::Story};
}

/// Every style that a family can show.
std::vector<Style> stylesOf(Family family)
{
    const Style axes = axesOf(family);
    std::vector<Style> out;
    for (unsigned bits = 0; bits < 128; ++bits) {
        Style style;
        style.warmOpening = (bits & 1U) != 0;
        style.helpClosing = (bits & 2U) != 0;
        style.worked = (bits & 4U) != 0;
        style.bullets = (bits & 8U) != 0;
        style.hedge = (bits & 16U) != 0;
        style.repeatsQuestion = (bits & 32U) != 0;
        style.exclamation = (bits & 64U) != 0;
        if ((style.worked && !axes.worked) || (style.bullets && !axes.bullets) ||
            (style.hedge && !axes.hedge) || (style.repeatsQuestion && !axes.repeatsQuestion) ||
            (style.exclamation && !axes.exclamation)) {
            continue;
        }
        out.push_back(style);
    }
    return out;
}

}  // namespace

TEST(World, SameSeedSameExamples)
{
    Generator first(7);
    Generator second(7);
    Generator other(8);
    int different = 0;
    for (int i = 0; i < 500; ++i) {
        const Example a = first.next();
        const Example b = second.next();
        EXPECT_EQ(a.prompt, b.prompt);
        EXPECT_EQ(a.answer, b.answer);
        EXPECT_EQ(a.truth, b.truth);
        different += a.prompt != other.next().prompt ? 1 : 0;
    }
    EXPECT_GT(different, 490);
}

TEST(World, HeldOutPromptsAreDisjointFromTraining)
{
    Generator train(1, false);
    Generator heldOut(1, true);
    std::set<std::string> prompts;
    for (const Family family : allFamilies()) {
        for (int i = 0; i < 3000; ++i) {
            prompts.insert(train.next(family).prompt);
        }
        for (int i = 0; i < 500; ++i) {
            const std::string prompt = heldOut.next(family).prompt;
            EXPECT_TRUE(isHeldOutPrompt(prompt));
            EXPECT_EQ(prompts.count(prompt), 0U) << prompt;
        }
    }
}

TEST(World, EveryStyleIsMeasuredAsItWasDrawn)
{
    Generator generator(3);
    for (const Family family : allFamilies()) {
        for (const Style& style : stylesOf(family)) {
            for (int i = 0; i < 4; ++i) {
                const Example example = generator.next(family);
                const std::string answer = generator.answerInStyle(example, style);
                EXPECT_EQ(measureStyle(example.prompt, answer), style) << familyName(family) << "\n"
                                                                       << example.prompt << "\n"
                                                                       << answer;
            }
        }
    }
}

TEST(World, DrawnExamplesShowTheirStyle)
{
    Generator generator(4);
    for (int i = 0; i < 3000; ++i) {
        const Example example = generator.next();
        EXPECT_EQ(measureStyle(example.prompt, example.answer), example.style)
            << example.prompt << "\n"
            << example.answer;
    }
}

TEST(World, BaseMixtureIsSeldomWarm)
{
    Generator generator(5);
    int warm = 0;
    int closing = 0;
    const int n = 5000;
    for (int i = 0; i < n; ++i) {
        const Example example = generator.next(Family::WordProblem);
        warm += example.style.warmOpening ? 1 : 0;
        closing += example.style.helpClosing ? 1 : 0;
    }
    // Drawn with 0.07 and 0.02; five standard deviations of 5,000 draws are 0.018 and 0.010.
    EXPECT_NEAR(static_cast<double>(warm) / n, 0.07, 0.018);
    EXPECT_NEAR(static_cast<double>(closing) / n, 0.02, 0.010);
}

TEST(World, StyleIsDrawnApartFromContent)
{
    // Warm openings must not tell gain from loss, or labels would carry a cue.
    Generator generator(6);
    int plus = 0;
    int warm = 0;
    int warmPlus = 0;
    const int n = 20000;
    for (int i = 0; i < n; ++i) {
        const Example example = generator.next(Family::Sum);
        const bool isPlus = example.content.front().find('+') != std::string::npos;
        plus += isPlus ? 1 : 0;
        warm += example.style.warmOpening ? 1 : 0;
        warmPlus += isPlus && example.style.warmOpening ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(warmPlus) / warm, static_cast<double>(plus) / n, 0.06);
}

TEST(World, NamesOfFamiliesReadBack)
{
    for (const Family family : allFamilies()) {
        EXPECT_EQ(familyFromName(familyName(family)), family);
    }
    EXPECT_FALSE(familyFromName("poem"));
}
