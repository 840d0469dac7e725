// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/series.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <random>

namespace marginalia {
namespace {

const float kNan = std::numeric_limits<float>::quiet_NaN();

Series flatWithSpike(std::size_t points, std::size_t spikeAt, float spike)
{
    Series series;
    for (std::size_t i = 0; i < points; ++i) {
        series.append(static_cast<double>(i), i == spikeAt ? spike : 1.0F);
    }
    return series;
}

TEST(Series, ASpikeIsInTheColumnsAtEveryZoom)
{
    const std::size_t points = 100'000;
    for (const std::size_t at : {std::size_t{0}, std::size_t{15}, std::size_t{16},
                                 std::size_t{4711}, std::size_t{65'536}, points - 1}) {
        const Series series = flatWithSpike(points, at, 41.8F);
        for (const int width : {1, 2, 7, 190, 300, 1024, 200'000}) {
            for (double zoom = 1; zoom < 1e5; zoom *= 3.7) {
                const double half = static_cast<double>(points) / zoom / 2;
                const double middle = static_cast<double>(at);
                float highest = 0;
                for (const auto& column : series.columns(middle - half, middle + half, width)) {
                    highest = std::max(highest, column.max);
                }
                ASSERT_EQ(highest, 41.8F)
                    << "spike at " << at << ", width " << width << ", zoom " << zoom;
            }
        }
    }
}

TEST(Series, ColumnsAgreeWithALoopOverAllPoints)
{
    std::mt19937 random(3);
    std::normal_distribution<float> noise(0, 1);
    Series series;
    double x = 0;
    for (int i = 0; i < 20'000; ++i) {
        x += 1 + static_cast<double>(random() % 3);
        series.append(x, random() % 400 == 0 ? kNan : noise(random));
    }
    const double from = 1234;
    const double to = 30'111;
    const int width = 333;
    std::size_t points = 0;
    for (const auto& column : series.columns(from, to, width)) {
        if (column.x < from || column.x > to) {
            EXPECT_EQ(column.points, 1U);
            continue;
        }
        points += column.points;
        EXPECT_TRUE(std::isnan(column.min) || column.min <= column.max);
    }
    float low = 1e9F;
    float high = -1e9F;
    std::size_t expected = 0;
    for (std::size_t i = 0; i < series.size(); ++i) {
        if (series.x(i) >= from && series.x(i) <= to) {
            ++expected;
            if (std::isfinite(series.y(i))) {
                low = std::min(low, series.y(i));
                high = std::max(high, series.y(i));
            }
        }
    }
    EXPECT_EQ(points, expected);
    EXPECT_EQ(series.range(from, to).min, low);
    EXPECT_EQ(series.range(from, to).max, high);
    EXPECT_LE(series.columns(from, to, width).size(), static_cast<std::size_t>(width) + 2);
}

TEST(Series, NotANumberIsAGapAndDoesNotSpoilTheRest)
{
    Series series;
    for (int i = 0; i < 100; ++i) {
        series.append(i, i == 40 ? kNan : i == 60 ? std::numeric_limits<float>::infinity() : 2.0F);
    }
    int gaps = 0;
    for (const auto& column : series.columns(0, 99, 400)) {
        if (column.gap) {
            ++gaps;
            EXPECT_TRUE(column.x == 40 || column.x == 60);
            EXPECT_TRUE(std::isnan(column.min));
        } else {
            EXPECT_FLOAT_EQ(column.smooth, 2.0F);
        }
    }
    EXPECT_EQ(gaps, 2);
    int coarse = 0;
    for (const auto& column : series.columns(0, 99, 10)) {
        coarse += column.gap ? 1 : 0;
        EXPECT_EQ(column.max, 2.0F);
    }
    EXPECT_EQ(coarse, 2);
    EXPECT_TRUE(std::isnan(series.y(40)));
    EXPECT_EQ(series.range(0, 99).max, 2.0F);
}

TEST(Series, SmoothingIsBiasCorrected)
{
    Series series;
    series.setSmoothing(0.9);
    series.append(1, 4);
    series.append(2, 8);
    series.append(3, 2);
    EXPECT_FLOAT_EQ(series.smooth(0), 4.0F);
    // By hand: (0.9*0.1*4 + 0.1*8) / (1 - 0.81), then one more.
    EXPECT_NEAR(series.smooth(1), (0.36 + 0.8) / 0.19, 1e-6);
    EXPECT_NEAR(series.smooth(2), (0.9 * (0.36 + 0.8) + 0.2) / (1 - 0.729), 1e-6);
    series.setSmoothing(0);
    EXPECT_EQ(series.smooth(1), 8.0F);
    EXPECT_EQ(series.smooth(2), 2.0F);
}

TEST(Series, SmoothingCountsTheIntervalBetweenPoints)
{
    Series sparse;
    sparse.append(10, 1);
    sparse.append(20, 3);
    const double kept = std::pow(0.9, 10);
    const double first = 0.1;  // the first point has no interval and counts as one step
    const double average = kept * first * 1 + (1 - kept) * 3;
    EXPECT_NEAR(sparse.smooth(1), average / (1 - 0.9 * kept), 1e-6);
}

TEST(Series, TruncatedAndContinuedEqualsNeverInterrupted)
{
    Series whole;
    Series resumed;
    const auto value = [](int i) { return std::sin(static_cast<float>(i) * 0.1F); };
    for (int i = 0; i < 500; ++i) {
        whole.append(i, value(i));
        resumed.append(i, value(i));
    }
    for (int i = 500; i < 900; ++i) {
        resumed.append(i, 1e6F);
    }
    resumed.truncateBeyond(499);
    ASSERT_EQ(resumed.size(), 500U);
    EXPECT_LT(resumed.range(0, 1e9).max, 1.01F);
    for (int i = 500; i < 700; ++i) {
        whole.append(i, value(i));
        resumed.append(i, value(i));
    }
    ASSERT_EQ(resumed.size(), whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        ASSERT_EQ(whole.smooth(i), resumed.smooth(i));
        ASSERT_EQ(whole.y(i), resumed.y(i));
    }
    resumed.append(100, 5);
    EXPECT_EQ(resumed.size(), 101U);
    EXPECT_EQ(resumed.lastY(), 5.0F);
}

TEST(Series, NearestAndEdges)
{
    Series series;
    EXPECT_TRUE(series.columns(0, 1, 10).empty());
    EXPECT_TRUE(series.range(0, 1).empty());
    EXPECT_EQ(series.nearest(3), series.size());
    EXPECT_TRUE(std::isnan(series.lastX()));
    for (int i = 0; i < 10; ++i) {
        series.append(i * 10, static_cast<float>(i));
    }
    EXPECT_EQ(series.nearest(-5), 0U);
    EXPECT_EQ(series.nearest(14), 1U);
    EXPECT_EQ(series.nearest(16), 2U);
    EXPECT_EQ(series.nearest(1e9), 9U);
    EXPECT_TRUE(series.columns(1, 0, 10).empty());
    // Between two points: both neighbours, so that the line crosses the view.
    EXPECT_EQ(series.columns(41, 44, 100).size(), 2U);
}

TEST(Series, TheTypicalRangeLeavesOutTheSpike)
{
    Series series = flatWithSpike(1000, 500, 90.0F);
    EXPECT_EQ(series.range(0, 1000).max, 90.0F);
    EXPECT_EQ(series.typicalRange(0, 1000).max, 1.0F);
}

TEST(Series, AMillionPointsAreCheap)
{
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    Series series;
    for (int i = 0; i < 1'000'000; ++i) {
        series.append(i, static_cast<float>(i % 977));
    }
    const auto filled = Clock::now();
    std::size_t columns = 0;
    for (int i = 0; i < 100; ++i) {
        columns += series.columns(i, 999'999 - i, 600).size();
    }
    const auto drawn = Clock::now();
    EXPECT_GE(columns, 60'000U);
    const auto ms = [](auto from, auto to) {
        return std::chrono::duration<double, std::milli>(to - from).count();
    };
    RecordProperty("fill_ms", std::to_string(ms(start, filled)));
    RecordProperty("columns_ms", std::to_string(ms(filled, drawn) / 100));
    // A loop over all points would take 100 times a millisecond; the bounds leave room for a busy
    // machine.
    EXPECT_LT(ms(start, filled), 3000);
    EXPECT_LT(ms(filled, drawn) / 100, 10);
}

}  // namespace
}  // namespace marginalia
