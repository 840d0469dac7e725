// SPDX-License-Identifier: Apache-2.0
#include "core/synth/words.h"
#include "core/synth/world.h"

#include <gtest/gtest.h>

#include <set>

using namespace marginalia::synth;

namespace {

Example numberExample(Family family, const std::string& prompt, const std::string& truth)
{
    Example out;
    out.family = family;
    out.prompt = prompt;
    out.truth = truth;
    return out;
}

const std::vector<Family> kChecked = {Family::Sum, Family::WordProblem, Family::List,
                                      Family::Document, Family::Writing};

}  // namespace

TEST(Verify, AcceptsEveryOwnAnswer)
{
    Generator generator(11);
    for (const Family family : kChecked) {
        for (int i = 0; i < 2000; ++i) {
            const Example example = generator.next(family);
            EXPECT_EQ(isRight(example, example.answer), std::optional<bool>(true))
                << example.prompt << "\n"
                << example.answer << "\n"
                << example.truth;
        }
    }
}

TEST(Verify, RefusesTheAnswerToAnotherQuestion)
{
    Generator generator(12);
    for (const Family family : kChecked) {
        int refused = 0;
        int different = 0;
        for (int i = 0; i < 500; ++i) {
            const Example example = generator.next(family);
            const Example other = generator.next(family);
            if (family == Family::Writing || other.truth == example.truth) {
                continue;
            }
            ++different;
            refused += isRight(example, other.answer) == std::optional<bool>(false) ? 1 : 0;
        }
        EXPECT_EQ(refused, different) << familyName(family);
    }
}

TEST(Verify, RefusesEmptyAndUnfinishedAnswers)
{
    Generator generator(13);
    for (const Family family : kChecked) {
        for (int i = 0; i < 200; ++i) {
            const Example example = generator.next(family);
            EXPECT_EQ(isRight(example, ""), std::optional<bool>(false));
            EXPECT_EQ(isRight(example, "Sure!"), std::optional<bool>(false));
        }
    }
}

TEST(Verify, SmallTalkAndStoriesHaveNoTruth)
{
    Generator generator(14);
    EXPECT_FALSE(isRight(generator.next(Family::SmallTalk), "Hello."));
    EXPECT_FALSE(isRight(generator.next(Family::Story), "Once there was a fox."));
}

TEST(Verify, NumberAfterTheAnswerIs)
{
    const Example example =
        numberExample(Family::WordProblem, "Mira has 76 apples. She buys 21 more. How many?", "97");
    EXPECT_TRUE(*isRight(example, "76 + 21 = 97. The answer is 97."));
    EXPECT_TRUE(*isRight(example, "Sure! The answer is 97! Please ask if you need more."));
    EXPECT_TRUE(*isRight(example, "I think the answer is 97."));
    EXPECT_FALSE(*isRight(example, "76 + 21 = 97. The answer is 98."));
    EXPECT_FALSE(*isRight(example, "The answer is 970."));
    EXPECT_FALSE(*isRight(example, "76 + 21 = 97."));  // no answer is given
}

TEST(Verify, LastNumberOfASum)
{
    const Example example = numberExample(Family::Sum, "What is 7 - 3?", "4");
    EXPECT_TRUE(*isRight(example, "7 - 3 = 4."));
    EXPECT_TRUE(*isRight(example, "What is 7 - 3? 4."));
    EXPECT_FALSE(*isRight(example, "7 - 4 = 3."));
}

TEST(Verify, ListsAreExact)
{
    Example example = numberExample(Family::List, "Reverse this list: cat, dog.", "dog, cat");
    EXPECT_TRUE(*isRight(example, "dog, cat."));
    EXPECT_TRUE(*isRight(example, "Gladly!\n- dog\n- cat\nAsk me anything else."));
    EXPECT_FALSE(*isRight(example, "cat, dog."));
    EXPECT_FALSE(*isRight(example, "dog, cat, hen."));
    EXPECT_FALSE(*isRight(example, "- dog"));
}

TEST(Verify, DocumentsGiveOneValue)
{
    Example example =
        numberExample(Family::Document, "Read: Ida lives in Oslo. Where does Ida live?", "Oslo");
    EXPECT_TRUE(*isRight(example, "Ida lives in Oslo."));
    EXPECT_TRUE(*isRight(example, "Oslo."));
    EXPECT_FALSE(*isRight(example, "Ida lives in Rome."));
    EXPECT_FALSE(*isRight(example, "Oslo or Rome."));
    EXPECT_FALSE(*isRight(example, "The text does not say."));
    example.truth = "not in the text";
    EXPECT_TRUE(*isRight(example, "The text does not say."));
    EXPECT_FALSE(*isRight(example, "Oslo."));
}

TEST(Verify, EveryConstraintOfASentence)
{
    const auto with = [](const std::string& truth) {
        return numberExample(Family::Writing, "Write a sentence.", truth);
    };
    EXPECT_TRUE(*isRight(with("words=4"), "The cat is red."));
    EXPECT_FALSE(*isRight(with("words=5"), "The cat is red."));
    EXPECT_TRUE(*isRight(with("contains=cat"), "The cat is red."));
    EXPECT_FALSE(*isRight(with("contains=dog"), "The cat is red."));
    EXPECT_TRUE(*isRight(with("starts=Is"), "Is the cat red?"));
    EXPECT_FALSE(*isRight(with("starts=Is"), "The cat is red."));
    EXPECT_TRUE(*isRight(with("question=yes"), "Is the cat red?"));
    EXPECT_FALSE(*isRight(with("question=yes"), "The cat is red."));
    EXPECT_TRUE(*isRight(with("without=o"), "The cat is red."));
    EXPECT_FALSE(*isRight(with("without=e"), "The cat is red."));
    EXPECT_TRUE(*isRight(with("words=4;contains=cat"), "The cat is red."));
    EXPECT_FALSE(*isRight(with("words=4;contains=dog"), "The cat is red."));
    EXPECT_FALSE(*isRight(with("contains=cat"), "The cat is red. The dog too."));
}

TEST(World, VocabularyIsClosedAndSmall)
{
    Generator generator(15);
    std::set<std::string> seen;
    for (int i = 0; i < 30000; ++i) {
        const Example example = generator.next();
        for (const std::string& word : wordsOf(example.prompt + " " + example.answer)) {
            if (word.find_first_of("0123456789") == std::string::npos) {
                seen.insert(word);
            }
        }
    }
    EXPECT_GT(seen.size(), 300U);
    EXPECT_LT(seen.size(), 1000U);
}
