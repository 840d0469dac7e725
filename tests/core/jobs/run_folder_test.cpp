// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/run_folder.h"

#include "core/base/file.h"
#include "core/jobs/rows_file.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sys/wait.h>
#include <unistd.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

class RunFolderTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-run-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        RunSpec spec = defaultRunSpec("dpo");
        spec.model = "/models/starter";
        auto folder = createRunFolder(m_top + "/runs", spec);
        ASSERT_TRUE(folder.ok()) << folder.error().message();
        m_folder = *folder;
    }
    void TearDown() override { fs::remove_all(m_top); }

    static RowRecord row(std::uint32_t step, std::uint16_t attempt, RowRole role)
    {
        RowRecord out;
        out.step = step;
        out.attempt = attempt;
        out.unit = 3;
        out.role = role;
        out.tokens = 17;
        out.snapshotIndex = 5;
        out.loss = 0.5F;
        out.policySum = -12.25F;
        out.referenceSum = -13.5F;
        out.weight = 2;
        out.reward = 0.125F;
        out.influence = 0.0625F;
        out.uid = *Uid::fromHex("000102030405060708090a0b0c0d0e0f");
        return out;
    }

    std::string m_top;
    std::string m_folder;
};

void appendText(const std::string& path, const std::string& text)
{
    std::ofstream(path, std::ios::app | std::ios::binary) << text;
}

}  // namespace

TEST_F(RunFolderTest, RunJsonHoldsTheSettings)
{
    const auto spec = readRunSpec(m_folder);
    ASSERT_TRUE(spec.ok());
    EXPECT_EQ(spec->model, "/models/starter");
    ASSERT_TRUE(patchRunJson(m_folder, {{"resolved", {{"threads", 2}}}}).ok());
    const auto run = readRunJson(m_folder);
    ASSERT_TRUE(run.ok());
    EXPECT_EQ((*run)["resolved"]["threads"], 2);
    EXPECT_EQ((*run)["schema"], 1);
    EXPECT_EQ(listRuns(m_top + "/runs"), std::vector<std::string>{m_folder});
    ASSERT_TRUE(patchRunJson(m_folder, {{"schema", 9}}).ok());
    EXPECT_EQ(readRunJson(m_folder).error().kind, ErrorKind::Unsupported);
}

TEST_F(RunFolderTest, BadSettingsMakeNoFolder)
{
    const auto result = createRunFolder(m_top + "/others", defaultRunSpec("dpo"));
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().where, "model");
    EXPECT_FALSE(fs::exists(m_top + "/others"));
}

TEST_F(RunFolderTest, RowsAre64BytesAndChecked)
{
    char bytes[rows_file::kRecord];
    const RowRecord before = row(7, 2, RowRole::Rejected);
    rows_file::pack(before, bytes);
    EXPECT_EQ(bytes[0], 7);         // step
    EXPECT_EQ(bytes[4], 2);         // attempt
    EXPECT_EQ(bytes[6], 3);         // unit
    EXPECT_EQ(bytes[8], 2);         // role
    EXPECT_EQ(bytes[12], 17);       // tokens
    EXPECT_EQ(bytes[16], 5);        // snapshot index
    EXPECT_EQ(bytes[44 + 15], 15);  // uid
    const auto after = rows_file::unpack(bytes);
    ASSERT_TRUE(after.has_value());
    EXPECT_EQ(after->influence, before.influence);
    EXPECT_EQ(after->uid, before.uid);
    EXPECT_EQ(after->role, RowRole::Rejected);
    bytes[20] = static_cast<char>(bytes[20] ^ 1);
    EXPECT_FALSE(rows_file::unpack(bytes).has_value());
}

TEST_F(RunFolderTest, ReaderFollowsALiveRun)
{
    auto reader = RunReader::open(m_folder);
    ASSERT_TRUE(reader.ok());
    auto news = (*reader)->poll();
    ASSERT_TRUE(news.ok());
    EXPECT_EQ(news->health.state, RunState::Waiting);
    EXPECT_TRUE(news->lines.empty());

    auto writer = RunWriter::open(m_folder);
    ASSERT_TRUE(writer.ok()) << writer.error().message();
    EXPECT_EQ((*writer)->attempt(), 1);
    ASSERT_TRUE((*writer)->event("start", 0, {{"threads", 1}}).ok());
    ASSERT_TRUE((*writer)->status(RunState::Running, 1, 1, 10, 5).ok());
    const double nan = std::numeric_limits<double>::quiet_NaN();
    ASSERT_TRUE((*writer)
                    ->step(1, 0.1,
                           {{"loss", 0.5},
                            {"grad_norm", nan},
                            {"kl", -std::numeric_limits<double>::infinity()}})
                    .ok());
    ASSERT_TRUE((*writer)->rows({row(1, 1, RowRole::Chosen), row(1, 1, RowRole::Rejected)}).ok());
    ASSERT_TRUE((*writer)->sample({1, "Hi", "Hello\n", 7}).ok());

    news = (*reader)->poll();
    ASSERT_TRUE(news.ok());
    EXPECT_EQ(news->health.state, RunState::Running);
    EXPECT_TRUE(news->health.attached);
    EXPECT_FALSE(news->health.notResponding);
    EXPECT_EQ(news->health.status.total, 10);
    ASSERT_EQ(news->lines.size(), 2U);
    EXPECT_EQ(news->lines[0].event, "start");
    EXPECT_EQ(news->lines[0].detail["threads"], 1);
    EXPECT_EQ(news->lines[1].seq, 2);
    ASSERT_EQ(news->lines[1].values.size(), 3U);
    EXPECT_EQ(news->lines[1].values[0], (std::pair<std::string, double>("loss", 0.5)));
    EXPECT_TRUE(std::isnan(news->lines[1].values[1].second));
    EXPECT_TRUE(std::isinf(news->lines[1].values[2].second));
    EXPECT_EQ(news->rows.size(), 2U);
    ASSERT_EQ(news->samples.size(), 1U);
    EXPECT_EQ(news->samples[0].text, "Hello\n");
    EXPECT_TRUE((*reader)->poll()->lines.empty());

    ASSERT_TRUE((*writer)->finish({"finished", 0, "", 1}).ok());
    writer = failure(ErrorKind::Cancelled, "closed");
    news = (*reader)->poll();
    EXPECT_EQ(news->health.state, RunState::Done);
    EXPECT_FALSE(news->health.attached);
    EXPECT_EQ(news->health.exit->reason, "finished");
}

TEST_F(RunFolderTest, OneWorkerAFolder)
{
    auto first = RunWriter::open(m_folder);
    ASSERT_TRUE(first.ok());
    // flock belongs to the open file, so a second opening in this process is refused as well.
    const auto second = RunWriter::open(m_folder);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().kind, ErrorKind::Locked);
}

TEST_F(RunFolderTest, TornLineWaitsAndIsDroppedByTheNextAttempt)
{
    auto reader = RunReader::open(m_folder);
    {
        auto writer = RunWriter::open(m_folder);
        ASSERT_TRUE((*writer)->step(1, 0, {{"loss", 1}}).ok());
        ASSERT_TRUE((*writer)->rows({row(1, 1, RowRole::Demo)}).ok());
    }
    appendText(m_folder + "/metrics.jsonl", "{\"seq\":2,\"attempt\":1,\"step\":2,\"lo");
    appendText(m_folder + "/rows.bin", "torn");
    EXPECT_EQ((*reader)->poll()->lines.size(), 1U);
    {
        auto writer = RunWriter::open(m_folder);
        EXPECT_EQ((*writer)->attempt(), 2);
        ASSERT_TRUE((*writer)->event("resume", 1, {{"from_step", 1}}).ok());
        ASSERT_TRUE((*writer)->step(2, 0, {{"loss", 2}}).ok());
        ASSERT_TRUE((*writer)->rows({row(2, 2, RowRole::Demo)}).ok());
    }
    const auto news = (*reader)->poll();
    ASSERT_EQ(news->lines.size(), 2U);
    EXPECT_EQ(news->lines[1].step, 2);
    EXPECT_EQ(news->lines[1].values[0].second, 2);
    ASSERT_EQ(news->rows.size(), 1U);
    EXPECT_EQ(news->rows[0].step, 2U);
    EXPECT_EQ(news->health.state, RunState::Lost);
}

TEST_F(RunFolderTest, ResumeWithdrawsLaterPoints)
{
    {
        auto writer = RunWriter::open(m_folder);
        for (int step = 1; step <= 5; ++step) {
            ASSERT_TRUE((*writer)->step(step, 0, {{"loss", step}}).ok());
            ASSERT_TRUE(
                (*writer)->rows({row(static_cast<std::uint32_t>(step), 1, RowRole::Chosen)}).ok());
        }
    }
    auto live = RunReader::open(m_folder);
    EXPECT_EQ((*live)->poll()->lines.size(), 5U);
    {
        auto writer = RunWriter::open(m_folder);
        ASSERT_TRUE((*writer)->event("resume", 3, {{"from_step", 3}}).ok());
        for (int step = 4; step <= 6; ++step) {
            ASSERT_TRUE((*writer)->step(step, 0, {{"loss", 10 * step}}).ok());
            ASSERT_TRUE((*writer)
                            ->rows({row(static_cast<std::uint32_t>(step), 2, RowRole::Chosen),
                                    row(static_cast<std::uint32_t>(step), 2, RowRole::Rejected)})
                            .ok());
        }
    }
    const auto news = (*live)->poll();
    EXPECT_EQ(news->withdrawBeyondStep, 3);
    EXPECT_EQ(news->lines.size(), 4U);

    // A reader that comes later sees the same curve in one piece.
    auto late = RunReader::open(m_folder);
    const auto all = (*late)->poll();
    std::vector<double> losses;
    for (const MetricLine& line : all->lines) {
        if (line.event.empty()) {
            losses.push_back(line.values[0].second);
        }
    }
    EXPECT_EQ(losses, (std::vector<double>{1, 2, 3, 40, 50, 60}));
    EXPECT_EQ(all->rows.size(), 3U + 6U);

    EXPECT_EQ((*late)->rowsOfStep(2)->size(), 1U);
    EXPECT_EQ((*late)->rowsOfStep(5)->size(), 2U);
    EXPECT_EQ((*late)->rowsOfStep(5)->front().attempt, 2);
    EXPECT_TRUE((*late)->rowsOfStep(99)->empty());
}

TEST_F(RunFolderTest, ControlsAreObeyedOnce)
{
    const auto early = requestControl(m_folder, "pause");
    ASSERT_TRUE(early.ok());
    {
        auto writer = RunWriter::open(m_folder);
        auto controls = (*writer)->controls();
        ASSERT_EQ(controls->size(), 1U);
        EXPECT_EQ((*controls)[0].id, *early);
        ASSERT_TRUE((*writer)->acknowledge((*controls)[0], 1).ok());
        EXPECT_TRUE((*writer)->controls()->empty());
        ASSERT_TRUE(requestControl(m_folder, "stop").ok());
    }
    auto writer = RunWriter::open(m_folder);
    // "stop" was meant for the attempt that ended.
    EXPECT_TRUE((*writer)->controls()->empty());
    ASSERT_TRUE(requestControl(m_folder, "set", {{"learning_rate", 0.5}}).ok());
    const auto controls = (*writer)->controls();
    ASSERT_EQ(controls->size(), 1U);
    EXPECT_EQ((*controls)[0].detail["learning_rate"], 0.5);
}

TEST_F(RunFolderTest, AForeignLivePidIsNotOurs)
{
    {
        auto writer = RunWriter::open(m_folder);
        ASSERT_TRUE(writer.ok());
    }
    // The same pid and start time, but nobody holds the lock: the folder was copied or the worker
    // is gone.
    EXPECT_FALSE(runHealth(m_folder).attached);
    EXPECT_EQ(runHealth(m_folder).state, RunState::Lost);
}

TEST_F(RunFolderTest, WorkerOfAnotherProcessIsSeen)
{
    int ready[2];
    int end[2];
    ASSERT_EQ(::pipe(ready) | ::pipe(end), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        auto writer = RunWriter::open(m_folder);
        const char ok =
            writer.ok() && (*writer)->status(RunState::Running, 1, 4, 9, 1).ok() ? 'y' : 'n';
        char byte = 0;
        const bool went = ::write(ready[1], &ok, 1) == 1 && ::read(end[0], &byte, 1) == 1;
        ::_exit(went ? 0 : 1);  // without exit.json: lost
    }
    char byte = 0;
    ASSERT_EQ(::read(ready[0], &byte, 1), 1);
    EXPECT_EQ(byte, 'y');
    const RunHealth health = runHealth(m_folder);
    EXPECT_TRUE(health.attached);
    EXPECT_EQ(health.status.pid, child);
    EXPECT_EQ(health.state, RunState::Running);
    ASSERT_EQ(::write(end[1], "x", 1), 1);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(runHealth(m_folder).state, RunState::Lost);
}
