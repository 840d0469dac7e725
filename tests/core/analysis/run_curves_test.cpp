// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/run_curves.h"

#include <gtest/gtest.h>

#include <cmath>

namespace marginalia {
namespace {

MetricLine stepLine(std::int64_t step, double loss)
{
    MetricLine line;
    line.step = step;
    line.epoch = static_cast<double>(step) / 10;
    line.time = 1000.0 + 2.0 * static_cast<double>(step);
    line.values = {{"loss", loss}};
    return line;
}

MetricLine eventLine(std::int64_t step, const char* event, Json detail, double time)
{
    MetricLine line;
    line.step = step;
    line.event = event;
    line.detail = std::move(detail);
    line.time = time;
    return line;
}

RunReader::News tenSteps()
{
    RunReader::News news;
    for (int i = 1; i <= 10; ++i) {
        news.lines.push_back(stepLine(i, 0.7 - 0.01 * i));
    }
    return news;
}

TEST(RunCurves, EveryNameBecomesACurve)
{
    RunCurves curves;
    EXPECT_TRUE(curves.empty());
    EXPECT_TRUE(curves.take(tenSteps()));
    EXPECT_FALSE(curves.take({}));
    ASSERT_NE(curves.find("loss"), nullptr);
    EXPECT_EQ(curves.find("loss")->size(), 10U);
    EXPECT_FLOAT_EQ(curves.find("loss")->lastY(), 0.6F);
    EXPECT_EQ(curves.find("grad_norm"), nullptr);
    EXPECT_EQ(curves.lastStep(), 10);

    RunReader::News held;
    held.lines.push_back(eventLine(10, "eval", {}, 1021));
    held.lines.back().values = {{"eval_loss", 0.61}};
    curves.take(held);
    ASSERT_NE(curves.heldOut("loss"), nullptr);
    EXPECT_FLOAT_EQ(curves.heldOut("loss")->lastY(), 0.61F);
    EXPECT_EQ(curves.points(), 10U);
}

TEST(RunCurves, AxesMapBothWays)
{
    RunCurves curves;
    curves.take(tenSteps());
    EXPECT_DOUBLE_EQ(curves.position(4, ChartAxis::Epoch), 0.4);
    EXPECT_DOUBLE_EQ(curves.position(4.5, ChartAxis::Time), 7.0);
    for (const ChartAxis axis : {ChartAxis::Step, ChartAxis::Epoch, ChartAxis::Time}) {
        EXPECT_NEAR(curves.stepAt(curves.position(6.25, axis), axis), 6.25, 1e-9);
    }
    EXPECT_EQ(curves.nearestStep(6.4), 6);
    EXPECT_EQ(curves.nearestStep(99), 10);
}

TEST(RunCurves, AResumeWithdrawsWhatIsMadeAgain)
{
    RunCurves curves;
    RunReader::News first = tenSteps();
    first.lines.push_back(eventLine(8, "checkpoint", {}, 1017));
    first.lines.push_back(eventLine(10, "checkpoint", {}, 1021));
    curves.take(first);
    RunReader::News again;
    again.withdrawBeyondStep = 8;
    again.lines.push_back(eventLine(8, "resume", {{"from_step", 8}}, 1100));
    again.lines.push_back(stepLine(9, 0.5));
    curves.take(again);
    EXPECT_EQ(curves.lastStep(), 9);
    EXPECT_EQ(curves.find("loss")->size(), 9U);
    EXPECT_FLOAT_EQ(curves.find("loss")->lastY(), 0.5F);
    ASSERT_EQ(curves.marks().size(), 2U);
    EXPECT_EQ(curves.marks()[0].kind, CurveMark::Kind::Checkpoint);
    EXPECT_EQ(curves.marks()[1].kind, CurveMark::Kind::Resume);
}

TEST(RunCurves, PausesAndKnobsAreKept)
{
    RunCurves curves;
    RunReader::News news = tenSteps();
    news.lines.push_back(eventLine(10, "control", {{"kind", "pause"}}, 1030));
    curves.take(news);
    ASSERT_EQ(curves.pauses().size(), 1U);
    EXPECT_LT(curves.pauses()[0].toSeconds, curves.pauses()[0].fromSeconds);
    RunReader::News more;
    more.lines.push_back(eventLine(10, "control", {{"kind", "resume"}}, 1050));
    more.lines.push_back(
        eventLine(10, "control",
                  {{"kind", "set"}, {"key", "learning_rate"}, {"old", 1e-5}, {"new", 6e-6}}, 1051));
    curves.take(more);
    EXPECT_DOUBLE_EQ(curves.pauses()[0].toSeconds - curves.pauses()[0].fromSeconds, 20.0);
    ASSERT_EQ(curves.marks().size(), 1U);
    EXPECT_EQ(curves.marks()[0].text, "learning_rate 1e-05 → 6e-06");
}

TEST(RunCurves, StreamsThatBecameShorterAreMarked)
{
    RunCurves curves;
    RunReader::News news = tenSteps();
    news.lines.push_back(eventLine(
        10, "memory", {{"what", "too little"}, {"before", 4096}, {"pack_tokens", 2048}}, 1030));
    news.lines.push_back(eventLine(10, "memory", {{"what", "none is left"}}, 1031));
    curves.take(news);
    ASSERT_EQ(curves.marks().size(), 1U);
    EXPECT_EQ(curves.marks()[0].text, "pack_tokens 4096 → 2048");
    EXPECT_EQ(curves.marks()[0].after, 2048);
}

}  // namespace
}  // namespace marginalia
