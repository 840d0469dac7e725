// SPDX-License-Identifier: Apache-2.0
#include "core/text/bpe_trainer.h"

#include "core/text/tokenizer.h"

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

Result<Json> train(const std::vector<std::string>& texts, const BpeTrainOptions& options)
{
    size_t at = 0;
    return trainByteLevelBpe(
        [&]() -> std::optional<std::string> {
            return at < texts.size() ? std::optional<std::string>(texts[at++]) : std::nullopt;
        },
        options);
}

}  // namespace

TEST(BpeTrainer, MergesTheMostFrequentPairFirstAndTheSmallerOneOnATie)
{
    BpeTrainOptions options;
    options.vocabulary = 1 + 256 + 3;
    options.specialTokens = {"<|end|>"};
    const auto json = train({"abab abab", "cd"}, options);
    ASSERT_TRUE(json.ok());
    // "ab" four times, then "ab ab" twice; of the pairs seen once, c d has the smallest ids.
    EXPECT_EQ((*json)["model"]["merges"].dump(), R"([["a","b"],["ab","ab"],["c","d"]])");
    EXPECT_EQ((*json)["model"]["vocab"]["<|end|>"], 0);
    EXPECT_EQ((*json)["model"]["vocab"]["!"], 1);
}

TEST(BpeTrainer, TheResultIsATokenizerThatRoundTrips)
{
    BpeTrainOptions options;
    options.vocabulary = 300;
    options.specialTokens = {"<|endoftext|>", "<|im_start|>", "<|im_end|>"};
    const auto json = train({"the sum of 12 and 34 is 46", "the sum of 5 and 6 is 11"}, options);
    ASSERT_TRUE(json.ok());
    const auto tokenizer = Tokenizer::fromJson(json->dump());
    ASSERT_TRUE(tokenizer.ok()) << tokenizer.error().message();
    EXPECT_LE((*tokenizer)->size(), 300);
    const std::string text = "<|im_start|>the sum of 99 and\n\xF0\x9F\x98\x80 \xC3\xA9<|im_end|>";
    const Encoding encoding = (*tokenizer)->encode(text, false);
    EXPECT_EQ(encoding.ids.front(), 1);
    EXPECT_EQ(encoding.ids.back(), 2);
    EXPECT_EQ((*tokenizer)->decode(encoding.ids, false), text);
    EXPECT_LT(encoding.ids.size(), 30U);
}

TEST(BpeTrainer, DigitsNeverMergeWhenTheyAreSingle)
{
    BpeTrainOptions options;
    options.vocabulary = 400;
    const auto single = train({"1234 1234 1234 1234"}, options);
    options.singleDigits = false;
    const auto triple = train({"1234 1234 1234 1234"}, options);
    ASSERT_TRUE(single.ok() && triple.ok());
    EXPECT_FALSE((*single)["model"]["vocab"].contains("12"));
    EXPECT_TRUE((*triple)["model"]["vocab"].contains("123"));
}

TEST(BpeTrainer, ImpossibleOptionsAreNamed)
{
    BpeTrainOptions options;
    options.vocabulary = 100;
    EXPECT_EQ(train({"a"}, options).error().where, "vocabulary");
    options.vocabulary = 300;
    options.specialTokens = {"<a>", "<a>"};
    EXPECT_EQ(train({"a"}, options).error().where, "special_tokens");
    options.specialTokens = {};
    EXPECT_TRUE(train({}, options).ok());
}
