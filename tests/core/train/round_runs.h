// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/generation/generate.h"
#include "core/jobs/rounds_file.h"
#include "core/jobs/snapshot_project.h"
#include "core/train/run_samples.h"
#include "core/train/run_worker.h"
#include "core/train/train_data.h"
#include "tests/core/train/sums.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace marginalia {

/// Runs on the starter model that write answers of their own. Its sums are right most of the time
/// but not always.
class RoundRuns : public ::testing::Test {
protected:
    using Values = std::map<std::string, double>;

    void SetUp() override
    {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "marginalia-rounds-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        ::setenv("MARGINALIA_HOME", (m_top + "/home").c_str(), 1);
    }
    void TearDown() override { std::filesystem::remove_all(m_top); }

    static const char* starter() { return MARGINALIA_SOURCE_DIR "/resources/starter"; }

    static RunSpec spec(const std::string& objective)
    {
        RunSpec out = defaultRunSpec(objective);
        out.model = starter();
        out.learning_rate = 1e-4;
        out.schedule = "constant";
        out.warmup_ratio = 0;
        out.batch_size = 4;
        out.max_steps = 4;
        out.held_out_share = 0.1;
        out.threads = 1;
        out.seed = 5;
        out.checkpoint_every = 2;
        if (out.parameters.contains("num_generations")) {
            out.parameters["num_generations"] = 4;
        }
        out.parameters["max_completion_length"] = 32;
        return out;
    }

    std::string prepared(const RunSpec& spec, int count = 40)
    {
        return preparedOf(sums(count), spec);
    }

    std::string preparedOf(const std::vector<Record>& records, const RunSpec& spec)
    {
        const auto run = snapshotFromRecords(records, spec, m_top + "/runs");
        EXPECT_TRUE(run.ok()) << run.error().message();
        return run.ok() ? run->folder : std::string();
    }

    static int work(const std::string& folder)
    {
        WorkerOptions options;
        options.unattended = true;
        return runWorker(folder, options);
    }

    /// What the worker said when it failed.
    static std::string wordsOf(const std::string& folder)
    {
        const RunHealth health = runHealth(folder);
        return health.exit ? health.exit->message : std::string();
    }

    /// As if the machine had failed behind the last checkpoint but one.
    static void forgetStep(const std::string& folder, const std::string& step)
    {
        std::filesystem::remove(folder + "/exit.json");
        std::filesystem::remove_all(folder + "/checkpoints/step-" + step);
    }

    /// A model that a few steps of imitation have made of the starter.
    std::string tuned()
    {
        RunSpec settings = defaultRunSpec("sft");
        settings.model = starter();
        settings.learning_rate = 1e-3;
        settings.schedule = "constant";
        settings.warmup_ratio = 0;
        settings.batch_size = 4;
        settings.max_steps = 3;
        settings.held_out_share = 0;
        settings.threads = 1;
        settings.seed = 3;
        std::vector<Record> records = sums(12);
        for (Record& record : records) {
            record.a[0].content = "So: " + record.a[0].content;
        }
        const std::string run = preparedOf(records, settings);
        EXPECT_EQ(work(run), 0) << wordsOf(run);
        return run + "/checkpoints/step-000003";
    }

    static RunReader::News newsOf(const std::string& folder)
    {
        auto reader = RunReader::open(folder);
        EXPECT_TRUE(reader.ok());
        return (*reader)->poll().take();
    }

    static std::map<std::int64_t, Values> stepsOf(const std::string& folder)
    {
        std::map<std::int64_t, Values> out;
        for (const MetricLine& line : newsOf(folder).lines) {
            if (line.event.empty()) {
                out[line.step] = {line.values.begin(), line.values.end()};
            }
        }
        return out;
    }

    /// Whether any line has a value of the name.
    static bool isLogged(const std::string& folder, const std::string& name)
    {
        for (const MetricLine& line : newsOf(folder).lines) {
            for (const auto& [key, value] : line.values) {
                if (key == name) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The rows of a run's data as the worker reads them.
    static std::vector<TrainItem> itemsOf(const std::string& run, const RunSpec& settings)
    {
        auto snapshot = SnapshotReader::open(run);
        const auto tools = loadTextTools(settings.model);
        auto data = loadTrainData(std::shared_ptr<SnapshotReader>(snapshot.take()), *tools,
                                  settings, [](double) { return true; });
        EXPECT_TRUE(data.ok());
        return data.take().items;
    }

    static const TrainRow& promptOf(const std::vector<TrainItem>& items, const Uid& uid)
    {
        for (const TrainItem& item : items) {
            if (item.rows[0].promptUid == uid) {
                return item.prompt ? *item.prompt : item.rows[0];
            }
        }
        ADD_FAILURE() << "an answer to no prompt";
        return items[0].rows[0];
    }

    static std::unique_ptr<Decoder> model(const std::string& folder)
    {
        return Decoder::load(folder, at::kFloat, at::kCPU).take();
    }

    /// What a model writes to a prompt, greedily.
    static std::vector<std::int32_t> greedy(const Decoder& decoder, const TrainRow& prompt)
    {
        GenerationJob job;
        job.options.temperature = 0;
        job.options.maxNewTokens = 32;
        job.options.stopIds = stopIdsOf(decoder, *loadTextTools(starter()));
        job.prompts = {{prompt.ids.begin(), prompt.ids.end()}};
        const auto rows = generate(decoder, job);
        EXPECT_TRUE(rows.ok());
        std::vector<std::int32_t> out;
        for (const GeneratedToken& token : (*rows)[0].tokens) {
            out.push_back(token.id);
        }
        return out;
    }

    /// What does not depend on the clock.
    static Values steady(Values values)
    {
        for (const char* name : {"marginalia/step_s", "marginalia/tokens_per_s",
                                 "marginalia/mem_mb", "marginalia/processor_share"}) {
            values.erase(name);
        }
        std::erase_if(values, [](const auto& value) {
            return value.first.rfind("marginalia/time/", 0) == 0;
        });
        return values;
    }

    /// Takes the run up again behind step 2 of 4 and compares every number.
    static void expectTheSameAgain(const std::string& run)
    {
        const auto whole = stepsOf(run);
        ASSERT_EQ(whole.size(), 4U);
        forgetStep(run, "000004");
        ASSERT_EQ(work(run), 0) << wordsOf(run);
        const auto again = stepsOf(run);
        for (std::int64_t step = 1; step <= 4; ++step) {
            EXPECT_EQ(steady(again.at(step)), steady(whole.at(step))) << step;
        }
    }

    std::string m_top;
};

}  // namespace marginalia
