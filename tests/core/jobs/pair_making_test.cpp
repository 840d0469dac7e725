// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/pair_making.h"

#include "core/base/json.h"
#include "tests/core/golden_part.h"
#include "tests/core/golden_ran.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <limits>

using namespace marginalia;

namespace {

/// The cases of a file of reference values; null when it is not there.
Json casesOf(const std::string& name)
{
    const char* given = std::getenv("MARGINALIA_GOLDEN");
    const std::string folder =
        given != nullptr && *given != 0 ? given : MARGINALIA_SOURCE_DIR "/tests/golden";
    std::ifstream file(folder + "/objectives/" + name);
    return file ? Json::parse(file)["cases"] : Json();
}

}  // namespace

TEST(PairMaking, SplittingOfOrders)
{
    const Json cases = casesOf("mod_pair_splitting.json");
    if (cases.is_null()) {
        MARGINALIA_PART_MISSING("objectives/mod_pair_splitting.json");
    }
    for (const Json& each : cases) {
        const SplitPairs out = splitOrder(each["params"]["ranked"].get<int>(),
                                          splittingOf(each["params"]["mode"].get<std::string>()));
        EXPECT_EQ(Json(out.pairs), each["expect"]["pairs"]) << each["name"];
        EXPECT_DOUBLE_EQ(out.weight, each["expect"]["weight"].get<double>()) << each["name"];
    }
    golden::ran(cases.size(), "orders split into pairs");
}

TEST(PairMaking, EqualRanksGiveNoPair)
{
    const SplitPairs out = splitRanks({2, 1, 2, 3}, Splitting::All);
    EXPECT_EQ(out.pairs,
              (std::vector<std::pair<int, int>>{{1, 0}, {1, 2}, {1, 3}, {0, 3}, {2, 3}}));
    EXPECT_DOUBLE_EQ(out.weight, 0.2);
    EXPECT_TRUE(splitRanks({1, 1}, Splitting::BestAgainstWorst).pairs.empty());
    EXPECT_EQ(splitRanks({1}, Splitting::All).weight, 0);
}

TEST(PairMaking, RatingsAlongADirection)
{
    const Json cases = casesOf("mod_scalarised_pairs.json");
    if (cases.is_null()) {
        MARGINALIA_PART_MISSING("objectives/mod_scalarised_pairs.json");
    }
    for (const Json& each : cases) {
        const Json& params = each["params"];
        for (std::size_t i = 0; i < params["pairs"].size(); ++i) {
            const ScalarisedPair out = scalarisePair(params["direction"], params["pairs"][i][0],
                                                     params["pairs"][i][1], params["threshold"]);
            EXPECT_NEAR(out.margin, each["expect"]["margin"][i].get<double>(), 1e-8);
            EXPECT_EQ(out.chosen, each["expect"]["chosen"][i].get<int>()) << each["name"];
            EXPECT_EQ(out.kept ? 1 : 0, each["expect"]["kept"][i].get<int>()) << each["name"];
        }
    }
    golden::ran(cases.size(), "lists of ratings made into pairs");
}

TEST(PairMaking, ClassWeightsBringTheRatioInto1To4Thirds)
{
    const std::pair<double, double> counts[] = {{100, 10}, {10, 100}, {100, 100}, {120, 100},
                                                {1, 1000}, {4, 3},    {7, 5}};
    for (const auto& [good, bad] : counts) {
        const ClassWeights weights = balancedWeights(good, bad);
        const double ratio = classRatio(good, bad, weights);
        EXPECT_GE(ratio, 1 - 1e-12) << good << " " << bad;
        EXPECT_LE(ratio, 4.0 / 3.0 + 1e-12) << good << " " << bad;
        EXPECT_GE(std::min(weights.desirable, weights.undesirable), 1.0);
    }
    EXPECT_EQ(balancedWeights(120, 100).undesirable, 1);
    EXPECT_EQ(balancedWeights(0, 5).desirable, 1);
}
