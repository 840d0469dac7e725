// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/run_margins.h"

#include "core/jobs/rows_file.h"
#include "core/jobs/run_names.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace marginalia {
namespace {

class RunMarginsTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string root = "/tmp/marginalia_margins_XXXXXX";
        ASSERT_NE(::mkdtemp(root.data()), nullptr);
        m_folder = root;
        m_file.open(m_folder + run_names::kRows, std::ios::binary);
        const auto header = rows_file::header();
        m_file.write(header.data(), static_cast<std::streamsize>(header.size()));
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    void half(const Uid& uid, int step, RowRole role, float reward, int unit = 0, int attempt = 1)
    {
        RowRecord row;
        row.step = static_cast<std::uint32_t>(step);
        row.attempt = static_cast<std::uint16_t>(attempt);
        row.unit = static_cast<std::uint16_t>(unit);
        row.role = role;
        row.reward = reward;
        row.uid = uid;
        char bytes[rows_file::kRecord] = {};
        rows_file::pack(row, bytes);
        m_file.write(bytes, sizeof bytes);
        m_file.flush();
    }
    void pair(const Uid& uid, int step, float margin, int unit = 0, int attempt = 1)
    {
        half(uid, step, RowRole::Chosen, margin / 2, unit, attempt);
        half(uid, step, RowRole::Rejected, -margin / 2, unit, attempt);
    }
    static RunMargins::Line lineOf(const RunMargins& margins, const Uid& uid)
    {
        for (const auto& [one, line] : margins.lines()) {
            if (one == uid) {
                return line;
            }
        }
        return {};
    }

    std::string m_folder;
    std::ofstream m_file;
    Uid m_one = Uid::random();
    Uid m_two = Uid::random();
};

TEST_F(RunMarginsTest, TwoRowsMakeAMarginAlsoWhenTheSecondComesLater)
{
    RunMargins margins(m_folder);
    EXPECT_FALSE(margins.update());
    half(m_one, 1, RowRole::Chosen, 0.5F, 3);
    half(m_two, 1, RowRole::Rejected, 0.25F, 4);
    EXPECT_FALSE(margins.update());
    half(m_two, 1, RowRole::Chosen, -0.75F, 4);
    half(m_one, 1, RowRole::Rejected, -1.5F, 3);
    EXPECT_TRUE(margins.update());
    EXPECT_FALSE(margins.update());
    EXPECT_FLOAT_EQ(lineOf(margins, m_one).last, 2.0F);
    EXPECT_FLOAT_EQ(lineOf(margins, m_two).last, -1.0F);
    EXPECT_EQ(lineOf(margins, m_two).n, 1);
    EXPECT_EQ(marginsOfRecord(m_folder, m_one), (std::vector<MarginPoint>{{1, 2.0F}}));
}

TEST_F(RunMarginsTest, AnswersJudgedAloneHaveNoMargin)
{
    half(m_one, 1, RowRole::Desirable, 1);
    half(m_one, 1, RowRole::Undesirable, -1);
    half(m_two, 2, RowRole::Demo, 0);
    RunMargins margins(m_folder);
    EXPECT_FALSE(margins.update());
    EXPECT_TRUE(margins.empty());
    EXPECT_FALSE(marginsOfRecord(m_folder, m_one).has_value());
}

TEST_F(RunMarginsTest, TheHistoryKeepsSixteenPointsOverTheWholeRun)
{
    for (int step = 1; step <= 100; ++step) {
        pair(m_one, step, static_cast<float>(step));
        RunMargins margins(m_folder);
        margins.update();
        const RunMargins::Line line = lineOf(margins, m_one);
        ASSERT_EQ(line.n, step);
        ASSERT_LE(line.history.size(), RunMargins::kMostPoints);
        ASSERT_FLOAT_EQ(line.history.front(), 1.0F);
        ASSERT_FLOAT_EQ(line.history.back(), static_cast<float>(step));
        ASSERT_GE(line.history.size(), static_cast<std::size_t>(std::min(step, 8)));
        for (std::size_t i = 1; i < line.history.size(); ++i) {
            ASSERT_LT(line.history[i - 1], line.history[i]);
        }
    }
    EXPECT_EQ(marginsOfRecord(m_folder, m_one)->size(), 100U);
    EXPECT_TRUE(marginsOfRecord(m_folder, m_two)->empty());
}

TEST_F(RunMarginsTest, StepsDoneAgainAfterAResumeCountOnce)
{
    for (int step = 1; step <= 6; ++step) {
        pair(m_one, step, static_cast<float>(step));
    }
    RunMargins margins(m_folder);
    margins.update();
    EXPECT_EQ(lineOf(margins, m_one).n, 6);
    pair(m_one, 5, 50, 0, 2);
    pair(m_one, 6, 60, 0, 2);
    EXPECT_TRUE(margins.update());
    EXPECT_EQ(lineOf(margins, m_one).n, 6);
    EXPECT_EQ(lineOf(margins, m_one).history, (std::vector<float>{1, 2, 3, 4, 50, 60}));
    pair(m_one, 6, 61, 0, 3);
    margins.update();
    EXPECT_EQ(lineOf(margins, m_one).history, (std::vector<float>{1, 2, 3, 4, 50, 61}));
    EXPECT_EQ(marginsOfRecord(m_folder, m_one),
              (std::vector<MarginPoint>{{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 50}, {6, 61}}));
}

TEST_F(RunMarginsTest, ARunThatBeginsWithAResumeHasNothingToWithdraw)
{
    pair(m_one, 7, 7, 0, 2);
    RunMargins margins(m_folder);
    EXPECT_TRUE(margins.update());
    EXPECT_EQ(lineOf(margins, m_one).n, 1);
}

}  // namespace
}  // namespace marginalia
