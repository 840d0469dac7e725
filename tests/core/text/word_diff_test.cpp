// SPDX-License-Identifier: Apache-2.0
#include "core/text/word_diff.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

using namespace marginalia;

namespace {

/// "same [different] {moved}" with the pieces as they are.
std::string marked(std::string_view text, const std::vector<DiffPiece>& pieces)
{
    std::string out;
    for (const DiffPiece& piece : pieces) {
        const std::string part(text.substr(piece.begin, piece.end - piece.begin));
        out += piece.kind == DiffKind::Same        ? part
               : piece.kind == DiffKind::Different ? "[" + part + "]"
                                                   : "{" + part + "}";
    }
    return out;
}

void expectCovered(std::string_view text, const std::vector<DiffPiece>& pieces)
{
    size_t at = 0;
    for (const DiffPiece& piece : pieces) {
        EXPECT_EQ(piece.begin, at);
        EXPECT_GT(piece.end, piece.begin);
        at = piece.end;
    }
    EXPECT_EQ(at, text.size());
}

}  // namespace

TEST(WordDiff, EqualTextsAreTheSame)
{
    const WordDiff diff = wordDiff("One two. Three!", "One  two.\nThree!");
    EXPECT_EQ(marked("One two. Three!", diff.left), "One two. Three!");
    EXPECT_EQ(diff.shareDifferent, 0);
}

TEST(WordDiff, OneWordChangedInASentence)
{
    const std::string left = "The cat sat on the mat today.";
    const std::string right = "The cat lay on the mat today.";
    const WordDiff diff = wordDiff(left, right);
    EXPECT_EQ(marked(left, diff.left), "The cat [sat ]on the mat today.");
    EXPECT_EQ(marked(right, diff.right), "The cat [lay ]on the mat today.");
    EXPECT_NEAR(diff.shareDifferent, 1.0 / 7, 1e-12);
}

TEST(WordDiff, ARewrittenSentenceIsNoZebra)
{
    const std::string left = "Tea cools because heat leaves the cup. That is all.";
    const std::string right = "Energy moves into the air around it, and so on. That is all.";
    const WordDiff diff = wordDiff(left, right);
    EXPECT_EQ(marked(left, diff.left), "[Tea cools because heat leaves the cup. ]That is all.");
    EXPECT_EQ(marked(right, diff.right),
              "[Energy moves into the air around it, and so on. ]That is all.");
}

TEST(WordDiff, ASentenceThatMovedIsToldApart)
{
    const std::string left =
        "First we boil the water. Then we add the leaves. Last we wait a while.";
    const std::string right =
        "Then we add the leaves. Last we wait a while. First we boil the water.";
    const WordDiff diff = wordDiff(left, right);
    EXPECT_EQ(marked(left, diff.left),
              "{First we boil the water. }Then we add the leaves. Last we wait a while.");
    EXPECT_EQ(marked(right, diff.right),
              "Then we add the leaves. Last we wait a while. {First we boil the water.}");
    EXPECT_EQ(diff.shareDifferent, 0);
}

TEST(WordDiff, EmptySidesAndBlanks)
{
    EXPECT_TRUE(wordDiff("", "").left.empty());
    EXPECT_EQ(wordDiff("", "a b").shareDifferent, 1);
    EXPECT_EQ(wordDiff("a", "").shareDifferent, 1);
    const WordDiff blank = wordDiff("  \n", "\t");
    EXPECT_EQ(marked("  \n", blank.left), "  \n");
}

TEST(WordDiff, ChineseIsComparedByCharacters)
{
    const std::string left = "水在零度结冰。";
    const std::string right = "水在百度结冰。";
    const WordDiff diff = wordDiff(left, right);
    EXPECT_EQ(marked(left, diff.left), "水在[零]度结冰。");
    EXPECT_EQ(marked(right, diff.right), "水在[百]度结冰。");
}

TEST(WordDiff, PiecesCoverBothSidesWhateverComes)
{
    std::mt19937 random(7);
    const std::string alphabet = "ab .!\n\t\xC3\xA9\xE6\xB0\xB4\xFF";
    for (int round = 0; round < 500; ++round) {
        std::string sides[2];
        for (std::string& side : sides) {
            for (unsigned i = random() % 60; i > 0; --i) {
                side += alphabet[random() % alphabet.size()];
            }
        }
        const WordDiff diff = wordDiff(sides[0], sides[1]);
        expectCovered(sides[0], diff.left);
        expectCovered(sides[1], diff.right);
        EXPECT_GE(diff.shareDifferent, 0);
        EXPECT_LE(diff.shareDifferent, 1);
    }
}

TEST(WordDiff, LongTextsStayQuick)
{
    std::string left;
    std::string right;
    std::mt19937 random(3);
    while (left.size() < 1'000'000) {
        left += "w" + std::to_string(random() % 50) + (random() % 9 == 0 ? ". " : " ");
        right += "w" + std::to_string(random() % 50) + (random() % 9 == 0 ? ".\n" : " ");
    }
    const auto start = std::chrono::steady_clock::now();
    expectCovered(left, wordDiff(left, right).left);
    expectCovered(left, wordDiff(left, std::string(1'000'000, 'x')).left);
    const std::string part = left.substr(0, 100'000);
    expectCovered(part, wordDiff(part, right.substr(0, 100'000)).left);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}
