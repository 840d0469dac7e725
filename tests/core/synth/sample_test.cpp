// SPDX-License-Identifier: Apache-2.0
#include "core/synth/sample.h"

#include "core/base/file.h"
#include "core/base/file_folders.h"
#include "core/jobs/run_folder.h"
#include "core/store/project.h"
#include "core/synth/sample_pairs.h"

#include <gtest/gtest.h>

#include <filesystem>

using namespace marginalia;
using namespace marginalia::synth;

namespace {

namespace fs = std::filesystem;

class Sample : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = ::testing::TempDir() + "sample_project_test";
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    std::string m_folder;
};

}  // namespace

TEST_F(Sample, HoldsThePairsAndLabelsThatAreShipped)
{
    const std::string target = m_folder + "/sample";
    const auto path = buildSampleProject(resourceFolder(), target);
    ASSERT_TRUE(path) << path.error().message();
    EXPECT_EQ(*path, target + "/sample.marginalia");
    const auto entries = readSampleEntries(resourceFolder() + "/sample/pairs.jsonl");
    ASSERT_TRUE(entries) << entries.error().message();

    const auto project = Project::open(target, OpenMode::ReadOnly);
    ASSERT_TRUE(project) << project.error().message();
    const auto reader = (*project)->reader();
    ASSERT_TRUE(reader);
    const auto counts = (*reader)->counts();
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->pairs, 320);
    EXPECT_GE(counts->labelled, 50);
    EXPECT_LE(counts->labelled, 60);
    EXPECT_EQ(counts->equal + counts->empty, 0);
    for (const SampleEntry& entry : *entries) {
        const auto id = (*reader)->idOf(entry.record.uid);
        ASSERT_TRUE(id) << "the record lost its uid";
        const auto stored = (*reader)->record(*id);
        ASSERT_TRUE(stored);
        EXPECT_EQ(stored->record.a, entry.record.a);
        EXPECT_EQ(stored->label.verdict,
                  entry.judgement ? entry.judgement->verdict : Verdict::None);
    }
}

TEST_F(Sample, HasOneFinishedRunWithMarginsAndCheckpoints)
{
    const std::string target = m_folder + "/sample";
    ASSERT_TRUE(buildSampleProject(resourceFolder(), target));
    const auto project = Project::open(target, OpenMode::ReadOnly);
    ASSERT_TRUE(project) << project.error().message();
    const auto runs = listRuns((*project)->runsFolder());
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runHealth(runs[0]).state, RunState::Done);
    const auto spec = readRunSpec(runs[0]);
    ASSERT_TRUE(spec) << spec.error().message();
    EXPECT_EQ(spec->model, resourceFolder() + "/starter");

    const auto checkpoints = listCheckpoints(runs[0]);
    ASSERT_EQ(checkpoints.size(), 4U);
    EXPECT_EQ(checkpoints[0].step, 0);
    for (const CheckpointInfo& checkpoint : checkpoints) {
        EXPECT_FALSE(checkpoint.resumable);
        EXPECT_TRUE(fileExists(checkpoint.folder + "/model.safetensors"));
        EXPECT_TRUE(fileExists(checkpoint.folder + "/tokenizer.json"));
    }

    const auto reader = (*project)->reader();
    ASSERT_TRUE(reader);
    const auto margins = (*reader)->margins(fs::path(runs[0]).filename().string());
    ASSERT_TRUE(margins) << margins.error().message();
    EXPECT_GE(margins->size(), 40U);
    int grown = 0;
    for (const auto& [id, margin] : *margins) {
        grown += margin.last > 0 ? 1 : 0;
    }
    EXPECT_GT(grown, static_cast<int>(margins->size()) * 8 / 10);
}

TEST_F(Sample, IsReplacedWholeWhenItIsBuiltAgain)
{
    const std::string target = m_folder + "/sample";
    ASSERT_TRUE(buildSampleProject(resourceFolder(), target));
    ASSERT_TRUE(writeFileAtomically(target + "/mine.txt", "x"));
    ASSERT_TRUE(buildSampleProject(resourceFolder(), target));
    EXPECT_FALSE(fileExists(target + "/mine.txt"));
    EXPECT_FALSE(folderExists(target + ".partial"));
}

TEST_F(Sample, MissingFilesLeaveNoHalfProject)
{
    const auto built = buildSampleProject(m_folder + "/nowhere", m_folder + "/sample");
    ASSERT_FALSE(built);
    EXPECT_FALSE(folderExists(m_folder + "/sample"));
}
