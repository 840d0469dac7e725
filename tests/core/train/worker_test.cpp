// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/train/checkpoint.h"
#include "core/train/run_worker.h"
#include "tests/core/train/tiny_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <thread>
#include <unistd.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

class WorkerTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-worker-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        ::setenv("MARGINALIA_HOME", (m_top + "/home").c_str(), 1);
        testing_model::write(m_top + "/model", true);
    }
    void TearDown() override { fs::remove_all(m_top); }

    RunSpec spec(const std::string& objective) const
    {
        RunSpec out = defaultRunSpec(objective);
        out.model = m_top + "/model";
        out.learning_rate = 5e-3;
        out.batch_size = 4;
        out.max_steps = 8;
        out.held_out_share = 0.2;
        out.max_length = 64;
        out.threads = 1;
        out.seed = 5;
        return out;
    }

    std::string prepared(const RunSpec& spec, int count = 24)
    {
        const auto run = snapshotFromRecords(testing_model::pairs(count), spec, m_top + "/runs");
        EXPECT_TRUE(run.ok()) << run.error().message();
        return run->folder;
    }

    static int work(const std::string& folder)
    {
        WorkerOptions options;
        options.unattended = true;
        return runWorker(folder, options);
    }

    static RunReader::News newsOf(const std::string& folder)
    {
        auto reader = RunReader::open(folder);
        EXPECT_TRUE(reader.ok());
        return (*reader)->poll().take();
    }

    static std::map<std::int64_t, std::map<std::string, double>> stepsOf(
        const RunReader::News& news)
    {
        std::map<std::int64_t, std::map<std::string, double>> out;
        for (const MetricLine& line : news.lines) {
            if (line.event.empty()) {
                out[line.step] = {line.values.begin(), line.values.end()};
            }
        }
        return out;
    }

    static std::string weightsDigest(const std::string& folder)
    {
        const auto all = listCheckpoints(folder);
        EXPECT_FALSE(all.empty());
        return *sha256OfFile(all.back().folder + "/model.safetensors") +
               *sha256OfFile(all.back().folder + "/optimizer.safetensors");
    }

    std::string m_top;
};

}  // namespace

TEST_F(WorkerTest, DpoRunLeavesAWholeFolder)
{
    RunSpec dpo = spec("dpo");
    dpo.terms = {{"dpo", 1}, {"sft", 0.5}};
    dpo.sample_prompts = {"Q1: "};
    dpo.max_steps = 30;
    const std::string folder = prepared(dpo);
    ASSERT_EQ(work(folder), 0);
    const RunReader::News news = newsOf(folder);
    EXPECT_EQ(news.health.state, RunState::Done);
    EXPECT_EQ(news.health.exit->step, 30);
    const auto steps = stepsOf(news);
    ASSERT_EQ(steps.size(), 30U);
    for (const char* name :
         {"loss", "grad_norm", "learning_rate", "rewards/chosen", "rewards/rejected",
          "rewards/margins", "rewards/accuracies", "logps/chosen", "logps/rejected", "entropy",
          "mean_token_accuracy", "num_tokens", "marginalia/margin_p05", "marginalia/margin_p95",
          "marginalia/loss/dpo", "marginalia/loss/sft", "marginalia/tokens_per_s",
          "marginalia/step_s", "marginalia/mem_mb", "marginalia/processor_share"}) {
        EXPECT_TRUE(steps.at(1).contains(name)) << name;
    }
    EXPECT_NEAR(steps.at(1).at("rewards/margins"), 0, 1e-4);
    EXPECT_GT(steps.at(30).at("rewards/margins"), 0.05);
    std::set<std::string> events;
    bool heldOut = false;
    for (const MetricLine& line : news.lines) {
        events.insert(line.event);
        heldOut = heldOut || (line.event == "eval" && !line.values.empty() &&
                              line.values[0].first == "eval_loss");
        if (line.event == "start") {
            EXPECT_LT(line.detail["start_drift"]["largest"].get<double>(), 1e-3);
            EXPECT_FALSE(line.detail.contains("warning"));
        }
    }
    EXPECT_TRUE(heldOut);
    EXPECT_EQ(events, (std::set<std::string>{"", "start", "eval", "checkpoint", "sample", "end"}));
    EXPECT_EQ(news.samples.size(), 2U);
    // Two rows a pair; the margin of a pair is the difference of its two rewards.
    ASSERT_FALSE(news.rows.empty());
    EXPECT_EQ(news.rows.size() % 2, 0U);
    EXPECT_EQ(news.rows[0].role, RowRole::Chosen);
    EXPECT_EQ(news.rows[0].uid, news.rows[1].uid);
    EXPECT_GT(news.rows[0].influence, 0);
    EXPECT_NE(news.rows[0].referenceSum, 0);
    const auto checkpoints = listCheckpoints(folder);
    ASSERT_EQ(checkpoints.size(), 1U);
    EXPECT_TRUE(verifyCheckpoint(checkpoints[0].folder).ok());
    EXPECT_TRUE(fs::exists(checkpoints[0].folder + "/tokenizer.json"));
    EXPECT_TRUE(fs::exists(folder + "/ref.bin"));
}

TEST_F(WorkerTest, KtoAndSftRun)
{
    for (const std::string objective : {"kto", "sft"}) {
        const std::string folder = prepared(spec(objective));
        ASSERT_EQ(work(folder), 0) << objective;
        const auto steps = stepsOf(newsOf(folder));
        EXPECT_EQ(steps.size(), 8U);
        EXPECT_EQ(steps.at(2).contains("kl"), objective == "kto");
        EXPECT_EQ(steps.at(2).contains("marginalia/perplexity"), objective == "sft");
        EXPECT_FALSE(steps.at(2).contains("rewards/accuracies"));
    }
}

TEST_F(WorkerTest, FreshWeightsLearnWholeTexts)
{
    testing_model::write(m_top + "/fresh", false);
    RunSpec sft = spec("sft");
    sft.model = m_top + "/fresh";
    sft.whole_text = true;
    sft.max_steps = 20;
    const std::string folder = prepared(sft);
    // Without the word of the person, an empty model folder is an error.
    EXPECT_EQ(work(folder), 1);
    EXPECT_EQ(newsOf(folder).health.state, RunState::Failed);
    ASSERT_TRUE(patchRunJson(folder, {{"from_scratch", true}}).ok());
    ASSERT_EQ(work(folder), 0);
    const auto steps = stepsOf(newsOf(folder));
    EXPECT_NEAR(steps.at(1).at("loss"), std::log(259.0), 0.3);
    EXPECT_LT(steps.at(20).at("loss"), steps.at(1).at("loss") - 0.5);
}

TEST_F(WorkerTest, ResumeIsBitIdentical)
{
    for (const std::string objective : {"sft", "dpo", "kto"}) {
        RunSpec whole = spec(objective);
        const std::string reference = prepared(whole);
        ASSERT_EQ(work(reference), 0);

        RunSpec cut = whole;
        cut.checkpoint_every = 3;
        const std::string folder = prepared(cut);
        // The stop is asked for before the fifth step and obeyed behind it.
        WorkerOptions options;
        options.unattended = true;
        options.progress = [&](std::int64_t step, std::int64_t, const MetricValues&) {
            if (step == 5) {
                std::raise(SIGTERM);
            }
        };
        ASSERT_EQ(runWorker(folder, options), 0);
        EXPECT_EQ(newsOf(folder).health.state, RunState::Stopped);
        EXPECT_EQ(newsOf(folder).health.exit->step, 5);
        // As after a kill: the checkpoint of step 5 is not there, and steps 4 and 5 come again.
        fs::remove_all(listCheckpoints(folder).back().folder);
        fs::remove(folder + "/exit.json");
        ASSERT_EQ(work(folder), 0);
        const RunReader::News news = newsOf(folder);
        bool exact = false;
        for (const MetricLine& line : news.lines) {
            if (line.event == "resume") {
                EXPECT_EQ(line.detail["from_step"], 3);
                exact = line.detail["exact"].get<bool>();
            }
        }
        EXPECT_TRUE(exact);
        const auto got = stepsOf(news);
        const auto want = stepsOf(newsOf(reference));
        ASSERT_EQ(got.size(), 8U);
        for (const auto& [step, values] : want) {
            // Timings differ; everything that was computed does not. A class may be absent from a
            // batch.
            for (const char* name :
                 {"loss", "grad_norm", "rewards/chosen", "logps/rejected", "num_tokens"}) {
                ASSERT_EQ(got.at(step).contains(name), values.contains(name))
                    << step << " " << name;
                if (values.contains(name)) {
                    EXPECT_EQ(got.at(step).at(name), values.at(name))
                        << objective << " step " << step << " " << name;
                }
            }
        }
        EXPECT_EQ(weightsDigest(folder), weightsDigest(reference));
        // A finished run has nothing left to do.
        EXPECT_EQ(work(folder), 0);
    }
}

TEST_F(WorkerTest, ControlsAreObeyedAtStepBoundaries)
{
    const std::string folder = prepared(spec("dpo"));
    ASSERT_TRUE(requestControl(folder, "save").ok());
    WorkerOptions options;
    options.progress = [&](std::int64_t step, std::int64_t, const MetricValues&) {
        if (step == 2) {
            // Both lines are there before the pause is entered, so nothing has to wait.
            EXPECT_TRUE(requestControl(folder, "pause").ok());
        }
        if (step == 3) {
            EXPECT_TRUE(requestControl(folder, "stop").ok());
        }
    };
    // "resume" is asked for by the one who sees "paused".
    std::thread resumer;
    resumer = std::thread([&] {
        for (int i = 0; i < 2000 && runHealth(folder).status.state != RunState::Paused; ++i) {
            std::this_thread::yield();
            ::usleep(1000);
        }
        EXPECT_TRUE(requestControl(folder, "resume").ok());
    });
    const int code = runWorker(folder, options);
    resumer.join();
    EXPECT_EQ(code, 0);
    const RunReader::News news = newsOf(folder);
    EXPECT_EQ(news.health.state, RunState::Stopped);
    EXPECT_EQ(news.health.exit->step, 3);
    std::vector<std::string> obeyed;
    for (const MetricLine& line : news.lines) {
        if (line.event == "control") {
            obeyed.push_back(line.detail["kind"].get<std::string>());
        }
    }
    EXPECT_EQ(obeyed, (std::vector<std::string>{"save", "pause", "resume", "stop"}));
    EXPECT_EQ(listCheckpoints(folder).back().step, 3);
}

TEST_F(WorkerTest, DamagedAndMissingThingsAreNamed)
{
    const std::string folder = prepared(spec("dpo"));
    ASSERT_EQ(work(folder), 0);
    const std::string checkpoint = listCheckpoints(folder).back().folder;
    for (const auto& entry : fs::recursive_directory_iterator(checkpoint)) {
        if (!entry.is_regular_file() || entry.path().filename() == "manifest.json") {
            continue;
        }
        std::string bytes = *readFile(entry.path().string());
        const std::string whole = bytes;
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
        std::ofstream(entry.path(), std::ios::binary) << bytes;
        EXPECT_FALSE(verifyCheckpoint(checkpoint).ok()) << entry.path();
        std::ofstream(entry.path(), std::ios::binary) << whole;
    }
    EXPECT_TRUE(verifyCheckpoint(checkpoint).ok());
    std::ofstream(checkpoint + "/stranger.bin") << "x";
    EXPECT_FALSE(verifyCheckpoint(checkpoint).ok());
    fs::remove(checkpoint + "/stranger.bin");
    // Changed data: refused, with the reason.
    std::string data = *readFile(folder + "/data.bin");
    data[data.size() - 2] = static_cast<char>(data[data.size() - 2] ^ 1);
    std::ofstream(folder + "/data.bin", std::ios::binary) << data;
    fs::remove_all(checkpoint);
    EXPECT_EQ(work(folder), 1);
    EXPECT_NE(newsOf(folder).health.exit->message.find("data.bin"), std::string::npos);
}

TEST_F(WorkerTest, RotationKeepsNewestBestAndPinned)
{
    RunSpec many = spec("dpo");
    many.checkpoint_every = 1;
    many.keep_checkpoints = 2;
    many.max_steps = 6;
    const std::string folder = prepared(many);
    WorkerOptions options;
    options.unattended = true;
    options.progress = [&](std::int64_t step, std::int64_t, const MetricValues&) {
        if (step == 3) {
            std::ofstream(folder + "/checkpoints/step-000002/pinned") << "";
        }
    };
    ASSERT_EQ(runWorker(folder, options), 0);
    std::set<std::int64_t> steps;
    for (const CheckpointInfo& each : listCheckpoints(folder)) {
        steps.insert(each.step);
        EXPECT_TRUE(verifyCheckpoint(each.folder).ok()) << each.folder;
    }
    EXPECT_TRUE(steps.contains(6) && steps.contains(5) && steps.contains(2));
    EXPECT_LE(steps.size(), 4U);
}

TEST_F(WorkerTest, TheSecondRunTakesItsReferenceFromTheCache)
{
    const auto computed = [&](const std::string& folder) {
        for (const MetricLine& line : newsOf(folder).lines) {
            if (line.event == "start") {
                EXPECT_GT(line.detail["reference"]["rows"].get<int>(), 0);
                return line.detail["reference"]["computed"].get<int>();
            }
        }
        return -1;
    };
    const std::string first = prepared(spec("dpo"));
    ASSERT_EQ(work(first), 0);
    EXPECT_GT(computed(first), 0);
    const std::string second = prepared(spec("dpo"));
    ASSERT_EQ(work(second), 0);
    EXPECT_EQ(computed(second), 0);
    EXPECT_EQ(*sha256OfFile(first + "/ref.bin"), *sha256OfFile(second + "/ref.bin"));
    EXPECT_EQ(weightsDigest(first), weightsDigest(second));
    // By content: another order and another beta are the same texts.
    RunSpec other = spec("dpo");
    other.seed = 6;
    other.parameters["beta"] = 0.5;
    other.max_steps = 4;
    other.batch_size = 8;
    const std::string third = prepared(other);
    ASSERT_EQ(work(third), 0);
    EXPECT_EQ(computed(third), 0);
    // Another start model knows nothing of these values.
    fs::copy(listCheckpoints(first).back().folder, m_top + "/trained", fs::copy_options::recursive);
    RunSpec moved = spec("dpo");
    moved.model = m_top + "/trained";
    const std::string fourth = prepared(moved);
    ASSERT_EQ(work(fourth), 0);
    EXPECT_GT(computed(fourth), 0);
}
