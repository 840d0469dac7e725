// SPDX-License-Identifier: Apache-2.0
// The line to a run on a target, over an sshd of the test's own: cuts, who follows, what is asked.
#include "core/jobs/away/run_there.h"
#include "core/jobs/away/stand.h"
#include "core/jobs/run_folder.h"
#include "tests/core/jobs/away/away_case.h"
#include "tests/core/jobs/away/following.h"

#include <filesystem>

using namespace marginalia;
using test::comesTrue;
using test::fileText;
using test::Following;
namespace fs = std::filesystem;

namespace {

class AwayLine : public test::AwayCase {
protected:
    Status start() { return away::startAway(m_run, target(), {}); }
};

}  // namespace

TEST_F(AwayLine, ACutLosesNoLineAndDoublesNone)
{
    ASSERT_TRUE(start().ok());
    Following following(m_run, quick());
    for (int i = 1; i <= 20; ++i) {
        order("line " + std::to_string(i));
    }
    order("torn {\"seq\":21,\"attempt\":1,");
    order("sample 20");
    ASSERT_TRUE(comesTrue([&] { return !fileText(m_run + "/samples.jsonl").empty(); }));
    ASSERT_TRUE(comesTrue([&] { return metricsHere().size() > 20 * 40; }));
    EXPECT_EQ(metricsHere().back(), '\n') << "only whole lines";
    ASSERT_TRUE(comesTrue([&] { return runHealth(m_run).attached; }));

    m_server->cut();
    ASSERT_TRUE(comesTrue([&] { return !runHealth(m_run).attached; }));
    EXPECT_EQ(runHealth(m_run).state, RunState::Running);
    EXPECT_FALSE(runHealth(m_run).away->problem.empty());
    order("torn \"step\":21,\"loss\":0.5}");
    order("break");
    order("line 22");
    ASSERT_TRUE(m_server->start());
    ASSERT_TRUE(comesTrue([&] { return runHealth(m_run).attached; }));

    // And once more, in the middle of nothing.
    m_server->cut();
    ASSERT_TRUE(comesTrue([&] { return !runHealth(m_run).attached; }));
    ASSERT_TRUE(m_server->start());
    for (int i = 23; i <= 60; ++i) {
        order("line " + std::to_string(i));
    }
    order("end finished");
    const auto& end = following.end();
    ASSERT_TRUE(end.ok()) << end.error().message();
    EXPECT_EQ(end->state, away::Note::State::Ended);
    EXPECT_EQ(metricsHere(), metricsThere());
    auto reader = RunReader::open(m_run);
    const auto news = (*reader)->poll();
    std::int64_t expected = 0;
    for (const MetricLine& line : news->lines) {
        EXPECT_EQ(line.seq, ++expected);
    }
    EXPECT_EQ(starts(), 1);
}

TEST_F(AwayLine, TheLineIsTriedAtOnceWhenAsked)
{
    ASSERT_TRUE(start().ok());
    away::FollowOptions patient = quick();
    patient.firstWait = patient.longestWait = std::chrono::hours(1);
    Following following(m_run, patient);
    ASSERT_TRUE(comesTrue([&] { return runHealth(m_run).attached; }));
    EXPECT_EQ(away::standOf(m_run), away::Stand::There);
    m_server->cut();
    ASSERT_TRUE(comesTrue([&] { return away::standOf(m_run) == away::Stand::Cut; }));
    ASSERT_TRUE(m_server->start());
    ASSERT_TRUE(away::tryAtOnce(m_run).ok());
    EXPECT_TRUE(comesTrue([&] { return runHealth(m_run).attached; }));
    EXPECT_FALSE(away::takeTryAtOnce(m_run)) << "it was taken";
}

TEST_F(AwayLine, AnotherOneTakesOverAndOnlyOneFollows)
{
    ASSERT_TRUE(start().ok());
    order("line 1");
    {
        Following first(m_run, quick());
        ASSERT_TRUE(comesTrue([&] { return runHealth(m_run).attached; }));
        const auto second = away::followRun(m_run, quick());
        ASSERT_FALSE(second.ok());
        EXPECT_EQ(second.error().kind, ErrorKind::Locked);
    }
    // Nobody follows; the run is not lost.
    EXPECT_FALSE(runHealth(m_run).attached);
    EXPECT_EQ(runHealth(m_run).state, RunState::Running);
    order("line 2");
    ASSERT_TRUE(comesTrue([&] { return metricsThere().find("\"seq\":2") != std::string::npos; }));
    away::FollowOptions once = quick();
    once.once = true;
    const auto looked = away::followRun(m_run, once);
    ASSERT_TRUE(looked.ok()) << looked.error().message();
    EXPECT_EQ(looked->state, away::Note::State::Running);
    EXPECT_EQ(metricsHere(), metricsThere());
}

TEST_F(AwayLine, RequestsGoOverOnce)
{
    ASSERT_TRUE(start().ok());
    Following following(m_run, quick());
    ASSERT_TRUE(comesTrue([&] { return runHealth(m_run).attached; }));
    const auto id = requestControl(m_run, "pause");
    ASSERT_TRUE(id.ok());
    const std::string file = there() + "/control.jsonl";
    ASSERT_TRUE(comesTrue([&] { return fileText(file).find(*id) != std::string::npos; }));
    ASSERT_TRUE(away::askAway(m_run, "stop").ok());
    m_server->cut();
    ASSERT_TRUE(m_server->start());
    ASSERT_TRUE(comesTrue([&] { return runHealth(m_run).attached; }));
    order("end stopped");
    ASSERT_TRUE(following.end().ok());
    EXPECT_EQ(fileText(file), fileText(m_run + "/control.jsonl"));
    EXPECT_EQ(runHealth(m_run).state, RunState::Stopped);

    // A stopped run goes on there, under another number.
    fs::remove(m_top + "/pid");
    ASSERT_TRUE(start().ok());
    ASSERT_TRUE(comesTrue([&] { return starts() == 2; }));
    EXPECT_TRUE(fs::exists(there() + "/exit-1.json"));
    EXPECT_FALSE(runHealth(m_run).exit.has_value());
}
