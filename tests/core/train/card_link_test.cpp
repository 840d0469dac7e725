// SPDX-License-Identifier: Apache-2.0
#include "core/train/card_link.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace marginalia {
namespace {

TEST(CardLink, NeedsACardOfItsOwnOnEveryRank)
{
    EXPECT_EQ(cardProblem({"a 0000:1b:00.0", "a 0000:43:00.0", "b 0000:1b:00.0"}), "");
    EXPECT_EQ(cardProblem({"a 0000:1b:00.0", ""}), "rank 1 has no NCCL");
    EXPECT_EQ(cardProblem({"a 0000:1b:00.0", "b 0000:1b:00.0", "a 0000:1b:00.0"}),
              "ranks 0 and 2 share the card a 0000:1b:00.0");
}

TEST(CardLink, IsNoneOnTheProcessorOrWhereItIsNotWanted)
{
    const CardLink processor = openCardLink(c10::Device("cpu"));
    EXPECT_EQ(processor.card, "");
    EXPECT_EQ(processor.problem, "it computes on the processor");
    ::setenv("MARGINALIA_RANKS", "gloo", 1);
    const CardLink unwanted = openCardLink(c10::Device("cuda:0"));
    ::unsetenv("MARGINALIA_RANKS");
    EXPECT_EQ(unwanted.card, "");
    EXPECT_EQ(unwanted.problem, "MARGINALIA_RANKS=gloo");
}

TEST(CardLink, SaysWhyThereIsNone)
{
    // A card that no machine has: whatever was built, the sentence says what is missing.
    const CardLink link = openCardLink(c10::Device("cuda:63"));
    EXPECT_EQ(link.card, "");
    EXPECT_NE(link.problem, "");
}

}  // namespace
}  // namespace marginalia
