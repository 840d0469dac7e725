// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/lost_writer.h"

#include "core/base/file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <unistd.h>

using namespace marginalia;

namespace {

class LostWriter : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "marginalia-lost-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        RunSpec spec = defaultRunSpec("dpo");
        spec.model = "/models/starter";
        const auto folder = createRunFolder(m_top, spec);
        ASSERT_TRUE(folder.ok()) << folder.error().message();
        m_folder = *folder;
    }
    void TearDown() override { std::filesystem::remove_all(m_top); }

    /// An attempt that leaves a line and no exit.json.
    void attempt() const
    {
        const auto writer = RunWriter::open(m_folder);
        ASSERT_TRUE(writer.ok());
        ASSERT_TRUE((*writer)->event("start", 0, {}).ok());
    }

    std::string m_top;
    std::string m_folder;
    const RunExit m_exit{"failed", 1, "Rank 0 of 2 was lost.", 7};
};

}  // namespace

TEST_F(LostWriter, OthersSayHowItsAttemptEnded)
{
    attempt();
    const auto said = endForLostWriter(m_folder, 1, m_exit);
    ASSERT_TRUE(said.ok()) << said.error().message();
    EXPECT_TRUE(*said);
    const RunHealth health = runHealth(m_folder);
    EXPECT_EQ(health.state, RunState::Failed);
    ASSERT_TRUE(health.exit.has_value());
    EXPECT_EQ(health.exit->message, m_exit.message);
    EXPECT_EQ(health.exit->step, 7);
    // The next of them finds it said, and the lock free.
    EXPECT_FALSE(*endForLostWriter(m_folder, 1, {"failed", 1, "another", 8}));
    EXPECT_EQ(runHealth(m_folder).exit->message, m_exit.message);
    EXPECT_TRUE(RunWriter::open(m_folder).ok());
}

TEST_F(LostWriter, NothingIsSaidWhereTheRunGoesOn)
{
    attempt();
    {
        const auto writer = RunWriter::open(m_folder);
        ASSERT_TRUE(writer.ok());
        EXPECT_FALSE(*endForLostWriter(m_folder, 1, m_exit));
    }
    attempt();
    EXPECT_FALSE(*endForLostWriter(m_folder, 1, m_exit));
    EXPECT_FALSE(fileExists(m_folder + "/exit.json"));
    EXPECT_TRUE(*endForLostWriter(m_folder, 2, m_exit));
}

TEST_F(LostWriter, AFolderThatIsNotSeenIsAnError)
{
    EXPECT_FALSE(endForLostWriter(m_top + "/elsewhere", 1, m_exit).ok());
    EXPECT_FALSE(std::filesystem::exists(m_top + "/elsewhere"));
}
