// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/preference_directions.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

using namespace marginalia;

TEST(PreferenceDirections, PromptStatesWholeHundredths)
{
    const std::string text = directionPrompt({"helpfulness", "brevity"}, {0.8, -0.6});
    EXPECT_NE(text.find("helpfulness * 80 + brevity * -60"), std::string::npos) << text;
}

TEST(PreferenceDirections, DrawsStayNear)
{
    for (const Direction& centre :
         {Direction{1, 0}, Direction{0.6, 0.8}, Direction{0.36, 0.48, 0.8}}) {
        const auto drawn = directionsNear(centre, 30, 500, 4);
        ASSERT_EQ(drawn.size(), 500U);
        double widest = 0;
        Direction sum(centre.size());
        for (const Direction& each : drawn) {
            EXPECT_NEAR(std::inner_product(each.begin(), each.end(), each.begin(), 0.0), 1, 1e-12);
            widest = std::max(widest, degreesBetween(centre, each));
            for (std::size_t i = 0; i < sum.size(); ++i) {
                sum[i] += each[i];
            }
        }
        EXPECT_LE(widest, 30 + 1e-9);
        EXPECT_GT(widest, 28);
        EXPECT_LT(degreesBetween(centre, sum), 3) << "no side is preferred";
        EXPECT_EQ(drawn, directionsNear(centre, 30, 500, 4));
        EXPECT_NE(drawn, directionsNear(centre, 30, 500, 5));
    }
}

TEST(PreferenceDirections, OneQualityHasNoNeighbours)
{
    for (const Direction& each : directionsNear({2}, 30, 5, 1)) {
        EXPECT_EQ(each, Direction{1});
    }
}

TEST(PreferenceDirections, BestAnswerFollowsTheDirection)
{
    const std::vector<std::vector<double>> scores = {{0.9, 0.1}, {0.1, 0.9}, {0.6, 0.6}};
    EXPECT_EQ(bestAnswer({1, 0}, scores), 0);
    EXPECT_EQ(bestAnswer({0, 1}, scores), 1);
    EXPECT_EQ(bestAnswer({std::sqrt(0.5), std::sqrt(0.5)}, scores), 2);
    EXPECT_EQ(bestAnswer({1, 0}, {{1, 0}, {1, 1}}), 0) << "the first of equal ones";
    EXPECT_EQ(bestAnswer({1, 0}, {}), -1);
}
