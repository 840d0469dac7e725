// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sha256.h"
#include "core/train/run_worker.h"
#include "tests/core/train/tiny_model.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <unistd.h>

namespace marginalia {

/// Short runs of the tiny model in a folder of their own.
class RunCase : public ::testing::Test {
protected:
    using Steps = std::map<std::int64_t, std::map<std::string, double>>;

    void SetUp() override
    {
        namespace fs = std::filesystem;
        std::string pattern = (fs::temp_directory_path() / "marginalia-run-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        ::setenv("MARGINALIA_HOME", (m_top + "/home").c_str(), 1);
        testing_model::write(m_top + "/model", true);
    }
    void TearDown() override { std::filesystem::remove_all(m_top); }

    RunSpec spec(const std::string& objective) const
    {
        RunSpec out = defaultRunSpec(objective);
        out.model = m_top + "/model";
        out.learning_rate = 5e-3;
        out.batch_size = 4;
        out.max_steps = 10;
        out.held_out_share = 0.2;
        out.max_length = 64;
        out.threads = 1;
        out.seed = 5;
        return out;
    }
    std::string prepared(const RunSpec& spec)
    {
        const auto run = snapshotFromRecords(testing_model::pairs(24), spec, m_top + "/runs");
        EXPECT_TRUE(run.ok()) << run.error().message();
        return run.ok() ? run->folder : std::string();
    }
    /// Works on a run; `after` is called behind every step, before requests are obeyed.
    static int work(const std::string& folder,
                    const std::function<void(std::int64_t step)>& after = {})
    {
        WorkerOptions options;
        options.unattended = true;
        options.progress = [&](std::int64_t step, std::int64_t, const MetricValues&) {
            if (after) {
                after(step);
            }
        };
        return runWorker(folder, options);
    }
    static RunReader::News newsOf(const std::string& folder)
    {
        auto reader = RunReader::open(folder);
        EXPECT_TRUE(reader.ok());
        return (*reader)->poll().take();
    }
    static Steps stepsOf(const std::string& folder)
    {
        Steps out;
        for (const MetricLine& line : newsOf(folder).lines) {
            if (line.event.empty()) {
                out[line.step] = {line.values.begin(), line.values.end()};
            }
        }
        return out;
    }
    /// The details of what was asked and answered.
    static std::vector<Json> answersOf(const std::string& folder)
    {
        std::vector<Json> out;
        for (const MetricLine& line : newsOf(folder).lines) {
            if (line.event == "control") {
                out.push_back(line.detail);
                out.back()["step"] = line.step;
            }
        }
        return out;
    }
    static std::string stateDigest(const std::string& folder)
    {
        const auto all = listCheckpoints(folder);
        EXPECT_FALSE(all.empty());
        return all.empty() ? std::string()
                           : *sha256OfFile(all.back().folder + "/optimizer.safetensors");
    }
    /// What was computed in the steps behind `from`, equal to the last bit.
    static void expectSameSteps(const Steps& got, const Steps& want, std::int64_t from)
    {
        for (const auto& [step, values] : want) {
            if (step <= from) {
                continue;
            }
            ASSERT_TRUE(got.contains(step)) << step;
            for (const char* name : {"loss", "grad_norm", "learning_rate", "rewards/chosen",
                                     "logps/rejected", "num_tokens"}) {
                ASSERT_EQ(got.at(step).contains(name), values.contains(name)) << step << name;
                if (values.contains(name)) {
                    EXPECT_EQ(got.at(step).at(name), values.at(name)) << step << " " << name;
                }
            }
        }
    }

    std::string m_top;
};

}  // namespace marginalia
