// SPDX-License-Identifier: Apache-2.0
// Fault rows R1 and R6 in short: real workers killed again and again end with the same bytes as one
// that nobody touched.
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/train/checkpoint.h"
#include "tests/core/train/tiny_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <sys/wait.h>
#include <tuple>
#include <unistd.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

constexpr int kSteps = 100;
constexpr int kKills = 3;

/// `marginalia-cli run FOLDER`, the worker that the window starts.
class WorkerProcess {
public:
    explicit WorkerProcess(const std::string& folder)
    {
        const std::string program = MARGINALIA_BIN_DIR "/marginalia-cli";
        m_pid = ::fork();
        if (m_pid == 0) {
            ::execl(program.c_str(), program.c_str(), "run", folder.c_str(), nullptr);
            ::_exit(127);
        }
    }
    ~WorkerProcess()
    {
        if (m_pid > 0) {
            kill();
        }
    }
    WorkerProcess(const WorkerProcess&) = delete;
    WorkerProcess& operator=(const WorkerProcess&) = delete;

    /// Whether it is over; then `code` is its exit code, -1 after a signal.
    bool over(int& code)
    {
        int status = 0;
        if (::waitpid(m_pid, &status, WNOHANG) != m_pid) {
            return false;
        }
        m_pid = -1;
        code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return true;
    }
    int wait()
    {
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        m_pid = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    void kill()
    {
        ::kill(m_pid, SIGKILL);
        wait();
    }

private:
    pid_t m_pid = -1;
};

class ResumeAfterKill : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-kill-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        ::setenv("MARGINALIA_HOME", (m_top + "/home").c_str(), 1);
        testing_model::write(m_top + "/model", true);
    }
    void TearDown() override { fs::remove_all(m_top); }

    std::string prepared()
    {
        const std::string what = GetParam();
        RunSpec spec = defaultRunSpec(what == "dpo_lora" ? "dpo" : what);
        if (what == "dpo_lora") {
            // Everything that a resume must bring back: dropped inputs, magnitudes, a whole head.
            spec.method = "lora";
            spec.lora_r = 4;
            spec.lora_dropout = 0.1;
            spec.use_dora = true;
            spec.lora_modules_to_save = "lm_head";
        }
        spec.model = m_top + "/model";
        spec.learning_rate = 5e-3;
        spec.batch_size = 4;
        spec.accumulation = 2;
        spec.max_steps = kSteps;
        spec.held_out_share = 0.2;
        spec.max_length = 64;
        spec.checkpoint_every = 4;
        spec.keep_checkpoints = 2;
        spec.seed = 5;
        spec.threads = 1;  // sums of the packed loops follow the number of threads
        const auto run = snapshotFromRecords(testing_model::pairs(24), spec, m_top + "/runs");
        EXPECT_TRUE(run.ok()) << run.error().message();
        return run->folder;
    }

    std::string m_top;
};

std::int64_t lastStep(RunReader& reader, std::int64_t before)
{
    const auto news = reader.poll();
    EXPECT_TRUE(news.ok());
    std::int64_t out = news->withdrawBeyondStep ? *news->withdrawBeyondStep : before;
    for (const MetricLine& line : news->lines) {
        out = std::max(out, line.event.empty() ? line.step : 0);
    }
    return out;
}

struct Outcome {
    /// What was computed in each step and evaluation, timings and memory left out.
    std::map<std::pair<std::string, std::int64_t>, std::map<std::string, double>> metrics;
    std::map<std::tuple<std::uint32_t, int, int>, RowRecord> rows;
    std::map<std::int64_t, std::string> samples;
    std::string weights;
    std::string optimizer;
    int resumes = 0;
};

Outcome outcomeOf(const std::string& folder)
{
    Outcome out;
    auto reader = RunReader::open(folder);
    EXPECT_TRUE(reader.ok());
    const auto news = (*reader)->poll();
    EXPECT_TRUE(news.ok());
    EXPECT_EQ(news->health.state, RunState::Done);
    for (const MetricLine& line : news->lines) {
        if (line.event == "resume") {
            ++out.resumes;
            EXPECT_TRUE(line.detail["exact"].get<bool>()) << line.detail.dump();
        }
        for (const auto& [name, value] : line.values) {
            if (name != "marginalia/tokens_per_s" && name != "marginalia/step_s" &&
                name != "marginalia/mem_mb" && name != "marginalia/processor_share" &&
                name.rfind("marginalia/time/", 0) != 0) {
                out.metrics[{line.event, line.step}][name] = value;
            }
        }
    }
    for (RowRecord row : news->rows) {
        row.attempt = 0;
        out.rows[{row.step, row.unit, static_cast<int>(row.role)}] = row;
    }
    for (const SampleLine& sample : news->samples) {
        out.samples[sample.step] += sample.prompt + sample.text + "\n";
    }
    const auto checkpoints = listCheckpoints(folder);
    EXPECT_FALSE(checkpoints.empty());
    const std::string& last = checkpoints.back().folder;
    EXPECT_TRUE(verifyCheckpoint(last).ok());
    const std::string adapter = last + "/adapter_model.safetensors";
    out.weights = *sha256OfFile(fileExists(adapter) ? adapter : last + "/model.safetensors");
    out.optimizer = *sha256OfFile(last + "/optimizer.safetensors");
    return out;
}

bool same(double left, double right)
{
    return left == right || (std::isnan(left) && std::isnan(right));
}

void expectSame(const Outcome& got, const Outcome& want)
{
    ASSERT_EQ(got.metrics.size(), want.metrics.size());
    for (const auto& [where, values] : want.metrics) {
        const auto found = got.metrics.find(where);
        ASSERT_NE(found, got.metrics.end()) << where.first << " " << where.second;
        ASSERT_EQ(found->second.size(), values.size()) << where.second;
        for (const auto& [name, value] : values) {
            EXPECT_TRUE(same(found->second.at(name), value))
                << where.first << " step " << where.second << " " << name << ": "
                << found->second.at(name) << " against " << value;
        }
    }
    ASSERT_EQ(got.rows.size(), want.rows.size());
    for (const auto& [where, row] : want.rows) {
        const auto found = got.rows.find(where);
        ASSERT_NE(found, got.rows.end());
        EXPECT_EQ(found->second.uid, row.uid);
        EXPECT_EQ(found->second.snapshotIndex, row.snapshotIndex);
        EXPECT_TRUE(same(found->second.loss, row.loss));
        EXPECT_TRUE(same(found->second.policySum, row.policySum));
        EXPECT_TRUE(same(found->second.referenceSum, row.referenceSum));
        EXPECT_TRUE(same(found->second.reward, row.reward));
        EXPECT_TRUE(same(found->second.influence, row.influence));
    }
    EXPECT_EQ(got.samples, want.samples);
    EXPECT_EQ(got.weights, want.weights);
    EXPECT_EQ(got.optimizer, want.optimizer);
}

}  // namespace

TEST_P(ResumeAfterKill, EndsWithTheSameBytes)
{
    const std::string untouched = prepared();
    ASSERT_EQ(WorkerProcess(untouched).wait(), 0);
    const Outcome want = outcomeOf(untouched);
    ASSERT_EQ(want.resumes, 0);

    const std::string folder = prepared();
    auto reader = RunReader::open(folder);
    ASSERT_TRUE(reader.ok());
    std::int64_t step = 0;
    for (int kills = 0; kills < kKills; ++kills) {
        WorkerProcess worker(folder);
        // Six more steps: beyond the next checkpoint, so that every attempt gets further.
        const std::int64_t until = step + 6;
        int code = 0;
        while (step < until) {
            ASSERT_FALSE(worker.over(code)) << "ended before the kill, code " << code;
            step = lastStep(**reader, step);
            ::usleep(500);  // between two looks at a file that another process writes
        }
        worker.kill();
        EXPECT_EQ(runHealth(folder).state, RunState::Lost);
    }
    ASSERT_EQ(WorkerProcess(folder).wait(), 0);
    const Outcome got = outcomeOf(folder);
    EXPECT_EQ(got.resumes, kKills);
    expectSame(got, want);
}

INSTANTIATE_TEST_SUITE_P(Objectives, ResumeAfterKill,
                         ::testing::Values("sft", "dpo", "kto", "dpo_lora"),
                         [](const auto& info) { return std::string(info.param); });
