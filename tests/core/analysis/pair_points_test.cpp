// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/pair_points.h"

#include "core/jobs/rows_file.h"
#include "core/jobs/run_names.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace marginalia {
namespace {

class PairPoints : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string root = "/tmp/marginalia_points_XXXXXX";
        ASSERT_NE(::mkdtemp(root.data()), nullptr);
        m_folder = root;
        m_file.open(m_folder + run_names::kRows, std::ios::binary);
        const auto header = rows_file::header();
        m_file.write(header.data(), static_cast<std::streamsize>(header.size()));
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    void half(const Uid& uid, std::uint32_t step, RowRole role, float policy)
    {
        RowRecord row;
        row.step = step;
        row.attempt = 1;
        row.role = role;
        row.tokens = role == RowRole::Chosen ? 6 : 8;
        row.policySum = policy;
        row.referenceSum = -13;
        row.uid = uid;
        char bytes[rows_file::kRecord] = {};
        rows_file::pack(row, bytes);
        m_file.write(bytes, sizeof bytes);
        m_file.flush();
    }

    std::string m_folder;
    std::ofstream m_file;
};

TEST_F(PairPoints, TheLastWholeVisitOfEachPairCounts)
{
    const Uid one = Uid::random();
    const Uid two = Uid::random();
    EXPECT_TRUE(pairsOfRun(m_folder, 10).empty());
    half(one, 1, RowRole::Chosen, -12);
    half(two, 1, RowRole::Rejected, -9);
    EXPECT_TRUE(pairsOfRun(m_folder, 10).empty()) << "halves are no pair";
    half(one, 1, RowRole::Rejected, -15);
    half(one, 4, RowRole::Chosen, -11);
    half(one, 4, RowRole::Rejected, -16);
    half(one, 7, RowRole::Chosen, -1);  // its other half is still to be written
    const std::vector<RunPair> pairs = pairsOfRun(m_folder, 10);
    ASSERT_EQ(pairs.size(), 1U);
    EXPECT_EQ(pairs[0].uid, one);
    EXPECT_EQ(pairs[0].step, 4);
    EXPECT_DOUBLE_EQ(pairs[0].point.policyChosen, -11);
    EXPECT_DOUBLE_EQ(pairs[0].point.policyRejected, -16);
    EXPECT_DOUBLE_EQ(pairs[0].point.tokensChosen, 6);
    EXPECT_DOUBLE_EQ(pairs[0].point.tokensRejected, 8);
    EXPECT_DOUBLE_EQ(pairs[0].point.ratioMargin(), 5);
}

TEST_F(PairPoints, ManyPairsAreThinnedEvenly)
{
    for (int i = 0; i < 40; ++i) {
        const Uid uid = Uid::random();
        half(uid, 1, RowRole::Chosen, static_cast<float>(i));
        half(uid, 1, RowRole::Rejected, 0);
    }
    const std::vector<RunPair> pairs = pairsOfRun(m_folder, 4);
    ASSERT_EQ(pairs.size(), 4U);
    EXPECT_DOUBLE_EQ(pairs[1].point.policyChosen, 10);
    EXPECT_DOUBLE_EQ(pairs[3].point.policyChosen, 30);
}

TEST_F(PairPoints, RunsOnSingleAnswersHaveNone)
{
    half(Uid::random(), 1, RowRole::Desirable, -3);
    EXPECT_TRUE(pairsOfRun(m_folder, 10).empty());
}

}  // namespace
}  // namespace marginalia
