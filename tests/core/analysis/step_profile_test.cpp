// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/step_profile.h"

#include <gtest/gtest.h>

#include <numeric>

namespace marginalia {
namespace {

/// A step whose parts take so many milliseconds: data, forward, loss, backward, optimizer, whole.
MetricLine stepOf(std::int64_t step, const std::array<double, 6>& milliseconds)
{
    constexpr std::array<const char*, 6> kNames = {
        "marginalia/time/data",     "marginalia/time/forward",   "marginalia/time/objective",
        "marginalia/time/backward", "marginalia/time/optimizer", "marginalia/step_s"};
    MetricLine line;
    line.step = step;
    line.time = static_cast<double>(step);
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        line.values.emplace_back(kNames[i], milliseconds[i] / 1000);
    }
    return line;
}

TEST(StepProfile, MeanOfTheNewestSteps)
{
    RunReader::News news;
    news.lines.push_back(stepOf(1, {500, 500, 500, 500, 500, 2500}));
    news.lines.push_back(stepOf(2, {10, 100, 2, 200, 30, 350}));
    news.lines.push_back(stepOf(3, {20, 100, 4, 200, 40, 450}));
    RunCurves curves;
    curves.take(news);
    const auto profile = stepProfile(curves, 2);
    ASSERT_TRUE(profile.has_value());
    EXPECT_NEAR(profile->seconds, 0.4, 1e-6);
    EXPECT_NEAR(profile->parts[StepProfile::Data], 0.015, 1e-6);
    EXPECT_NEAR(profile->parts[StepProfile::Backward], 0.2, 1e-6);
    EXPECT_NEAR(profile->parts[StepProfile::Waiting], 0.4 - 0.353, 1e-6) << "what nobody measured";
    EXPECT_NEAR(std::accumulate(profile->parts.begin(), profile->parts.end(), 0.0),
                profile->seconds, 1e-9);
}

TEST(StepProfile, NothingWhereNothingWasMeasured)
{
    EXPECT_FALSE(stepProfile(RunCurves()).has_value());
    RunReader::News news;
    news.lines.push_back(stepOf(1, {1, 2, 3, 4, 5, 20}));
    std::erase_if(news.lines.front().values, [](const auto& value) {  // as on a GPU
        return value.first == "marginalia/time/backward";
    });
    RunCurves curves;
    curves.take(news);
    EXPECT_FALSE(stepProfile(curves).has_value());
}

}  // namespace
}  // namespace marginalia
