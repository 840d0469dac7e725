// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/spec_settings.h"
#include "core/train/checkpoint.h"
#include "core/train/packer.h"
#include "core/train/run_worker.h"
#include "tests/core/train/tiny_model.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

// Records with several answers, ratings and steps, and the folders of runs on them.
namespace marginalia::records_case {

namespace fs = std::filesystem;

inline Messages said(const std::string& role, const std::string& text)
{
    Message message;
    message.role = role;
    message.content = text;
    return {message};
}

inline GroupAnswer answerOf(const std::string& text, double score)
{
    GroupAnswer out;
    out.messages = said("assistant", text);
    out.score = score;
    return out;
}

/// Plain-text groups: short answers rate higher in "brief" and, but for one, in "kind".
inline std::vector<Record> groups(int count)
{
    std::vector<Record> out;
    for (int i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        Record record;
        record.kind = RecordKind::Group;
        record.textMode = TextMode::Plain;
        record.prompt = said("user", "Q" + number + ": ");
        record.answers = {answerOf("no, surely not " + number, 1), answerOf("yes " + number, 5),
                          answerOf("well, perhaps", 3), answerOf("", 4)};
        record.answers[0].attributes = {{"brief", 1}, {"visits", 2}};
        record.answers[1].attributes = {{"brief", 5}, {"kind", 4}, {"visits", 6}};
        record.answers[2].attributes = {{"brief", 3}, {"kind", 2}, {"visits", 3}};
        record.uid.bytes[0] = static_cast<std::uint8_t>(i + 1);
        out.push_back(std::move(record));
    }
    return out;
}

inline std::vector<Record> stepRecords(int count)
{
    std::vector<Record> out;
    for (int i = 0; i < count; ++i) {
        Record record;
        record.kind = RecordKind::Steps;
        record.textMode = TextMode::Plain;
        record.prompt = said("user", "Q" + std::to_string(i) + ": ");
        record.steps = {"take " + std::to_string(i), i % 2 == 0 ? "so good" : "so bad", "end"};
        record.stepLabels = {true, i % 2 == 0, true};
        record.uid.bytes[0] = static_cast<std::uint8_t>(i + 1);
        out.push_back(std::move(record));
    }
    return out;
}

class RecordsCase : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-records-XXXXXX").string();
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
        out.held_out_share = 0;
        out.max_length = 90;
        out.threads = 1;
        out.seed = 5;
        return out;
    }

    PreparedRun prepared(const RunSpec& spec, const std::vector<Record>& records)
    {
        auto run = snapshotFromRecords(records, spec, m_top + "/runs");
        EXPECT_TRUE(run.ok()) << run.error().message();
        return run.take();
    }

    TrainData dataOf(const RunSpec& spec, const std::vector<Record>& records)
    {
        const PreparedRun run = prepared(spec, records);
        auto reader = SnapshotReader::open(run.folder);
        EXPECT_TRUE(reader.ok());
        const auto tools = loadTextTools(spec.model);
        EXPECT_TRUE(tools.ok());
        m_reader = reader.take();
        auto data = loadTrainData(m_reader, *tools, spec, {});
        EXPECT_TRUE(data.ok()) << data.error().message();
        return data.take();
    }

    static UnitBatch unitOf(const TrainData& data, std::int64_t budget = 4096)
    {
        std::vector<const TrainItem*> items;
        for (const TrainItem& item : data.items) {
            items.push_back(&item);
        }
        PackOptions options;
        options.budget = budget;
        return packUnit(items, {}, options, c10::Device(at::kCPU));
    }

    static int work(const std::string& folder)
    {
        WorkerOptions options;
        options.unattended = true;
        return runWorker(folder, options);
    }

    static std::string lastCheckpoint(const std::string& folder)
    {
        const auto all = listCheckpoints(folder);
        EXPECT_FALSE(all.empty());
        return all.empty() ? std::string() : all.back().folder;
    }

    static std::vector<double> lossesOf(const std::string& folder)
    {
        auto reader = RunReader::open(folder);
        EXPECT_TRUE(reader.ok());
        const auto news = (*reader)->poll();
        EXPECT_TRUE(news.ok());
        std::vector<double> out;
        for (const MetricLine& line : news->lines) {
            for (const auto& [name, value] : line.values) {
                if (line.event.empty() && name == "loss") {
                    out.push_back(value);
                }
            }
        }
        return out;
    }

    std::string m_top;
    std::shared_ptr<SnapshotReader> m_reader;
};

}  // namespace marginalia::records_case
