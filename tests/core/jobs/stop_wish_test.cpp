// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/stop_wish.h"

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

MetricLine controlLine(const char* kind)
{
    MetricLine line;
    line.event = "control";
    line.step = 7;
    line.detail = {{"id", "1"}, {"kind", kind}};
    return line;
}

MetricLine eventLine(const char* event)
{
    MetricLine line;
    line.event = event;
    return line;
}

}  // namespace

TEST(StopWish, TheNextCheckpointOfThePlan)
{
    RunSpec spec;
    spec.checkpoint_every = 100;
    EXPECT_EQ(nextCheckpoint(spec, 0, 773), 100);
    EXPECT_EQ(nextCheckpoint(spec, 99, 773), 100);
    EXPECT_EQ(nextCheckpoint(spec, 100, 773), 200) << "the one that is written already";
    EXPECT_EQ(nextCheckpoint(spec, 701, 773), 773);
    spec.checkpoint_every = 0;
    EXPECT_EQ(nextCheckpoint(spec, 5, 773), 773);
}

TEST(StopWish, HoldsUntilItIsTakenBackOrTheAttemptIsOver)
{
    EXPECT_TRUE(stopWished(false, controlLine(kStopAtCheckpoint)));
    EXPECT_TRUE(stopWished(true, controlLine("pause")));
    EXPECT_TRUE(stopWished(true, eventLine("checkpoint"))) << "one that was asked for";
    EXPECT_FALSE(stopWished(true, controlLine(kKeepGoing)));
    EXPECT_FALSE(stopWished(false, controlLine(kKeepGoing)));
    EXPECT_FALSE(stopWished(true, eventLine("resume")));
    MetricLine refused = controlLine(kStopAtCheckpoint);
    refused.detail["refused"] = "not in this version";
    EXPECT_FALSE(stopWished(false, refused));
    EXPECT_TRUE(stopWished(true, eventLine("")));
}
