// SPDX-License-Identifier: GPL-3.0-or-later
// Margins in the table: those of the sample's run, of a run that trains now, and after it has
// ended.
#include "core/analysis/run_margins.h"
#include "tests/widgets/data/data_window.h"
#include "widgets/common/job_model.h"

#include <QListWidget>

namespace marginalia {
namespace {

class DataMargins : public DataWindow {
protected:
    void SetUp() override
    {
        DataWindow::SetUp();
        ASSERT_TRUE(wait([this] { return records().margins() != nullptr; }));
    }
    QString marginText(int row)
    {
        return records().index(row, RecordModel::Margin).data().toString();
    }
    void sortByMargin(bool descending)
    {
        Filter filter;
        filter.sort = SortKey::Margin;
        filter.descending = descending;
        panel().setFilter(filter);
        settle();
    }
    float last(int row) { return records().margins()->at(number(records().idAt(row))).last; }

    /// A worker that trained on the first rows of the table.
    void train(RunWriter& writer, int step, float margin)
    {
        std::vector<RowRecord> rows;
        for (int i = 0; i < 3; ++i) {
            RowRecord row;
            row.step = static_cast<std::uint32_t>(step);
            row.attempt = static_cast<std::uint16_t>(writer.attempt());
            row.unit = static_cast<std::uint16_t>(i);
            row.uid = records().summary(i)->uid;
            row.role = RowRole::Chosen;
            row.reward = margin;
            rows.push_back(row);
            row.role = RowRole::Rejected;
            row.reward = static_cast<float>(-i);
            rows.push_back(row);
        }
        ASSERT_TRUE(writer.rows(rows).ok());
        ASSERT_TRUE(writer.step(step, 0.1 * step, {{"loss", 0.5}}).ok());
        Job job;
        job.id = QStringLiteral("margins");
        job.kind = QStringLiteral("train");
        job.title = QStringLiteral("Training mine");
        job.state = RunState::Running;
        job.done = step;
        m_workspace->jobs().put(job);
    }
};

TEST_F(DataMargins, TheSampleShowsItsRunAndOrdersByIt)
{
    const auto& margins = *records().margins();
    EXPECT_GT(margins.size(), 40U);
    EXPECT_LT(margins.size(), 320U);
    EXPECT_TRUE(records()
                    .headerData(RecordModel::Margin, Qt::Horizontal, Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("run ")));
    sortByMargin(false);
    ASSERT_EQ(records().hits(), 320);
    for (int row = 1; row < static_cast<int>(margins.size()); ++row) {
        EXPECT_LE(last(row - 1), last(row)) << row;
    }
    // Those that no run has seen come last, both ways.
    EXPECT_EQ(margins.count(number(records().idAt(319))), 0U);
    sortByMargin(true);
    EXPECT_GE(last(0), last(1));
    EXPECT_EQ(margins.count(number(records().idAt(319))), 0U);
    EXPECT_TRUE(wait([this] { return marginText(319) == QStringLiteral("—"); }));
    picture("data-margins");
}

TEST_F(DataMargins, WhatTheRunLeftIsStoredWithTheProject)
{
    const auto reader = session().project().reader();
    ASSERT_TRUE(reader.ok());
    const std::string run = listRuns(session().runsFolder().toStdString()).front();
    const std::string id = run.substr(run.rfind('/') + 1);
    ASSERT_TRUE(wait([&] {
        const auto size = (*reader)->setting("margins." + id, "");
        return size.ok() && !size->empty();
    }));
    RunMargins fresh(run);
    fresh.update();
    const auto stored = (*reader)->margins(id);
    ASSERT_TRUE(stored.ok());
    ASSERT_EQ(stored->size(), fresh.size());
    EXPECT_EQ(stored->size(), records().margins()->size());
    for (const auto& [record, margin] : *stored) {
        EXPECT_EQ(records().margins()->at(number(record)).history, margin.history);
    }
}

TEST_F(DataMargins, ARunThatTrainsNowFillsTheColumnAndLeavesTheOrderAlone)
{
    ASSERT_TRUE(wait([this] { return records().summary(2) != nullptr; }));
    RunSpec spec;
    spec.name = "mine";
    spec.model = MARGINALIA_SOURCE_DIR "/resources/starter";
    const auto folder = createRunFolder(session().runsFolder().toStdString(), spec);
    ASSERT_TRUE(folder.ok()) << folder.error().message();
    auto writer = RunWriter::open(*folder);
    ASSERT_TRUE(writer.ok()) << writer.error().message();
    ASSERT_TRUE((*writer)->status(RunState::Running, 0, 0, 10, -1).ok());
    train(**writer, 1, 1.0F);
    ASSERT_TRUE(wait([this] { return records().margins()->size() == 3; }));
    EXPECT_EQ(marginText(0), QStringLiteral("1.0"));
    EXPECT_EQ(marginText(2), QStringLiteral("3.0"));
    EXPECT_EQ(marginText(3), QStringLiteral("—"));
    train(**writer, 2, -4.0F);
    ASSERT_TRUE(wait([this] { return marginText(0) == QStringLiteral("−4.0"); }));
    EXPECT_EQ(number(records().idAt(0)), 1);
    picture("data-live");
    const RowSummary* first = records().summary(0);
    ASSERT_NE(first, nullptr);
    ASSERT_EQ(records().margins()->at(1).history, (std::vector<float>{1.0F, -4.0F}));
    ASSERT_TRUE((*writer)->finish({"finished", 0, "", 2}).ok());
    writer->reset();
    Job job = *m_workspace->jobs().find(QStringLiteral("margins"));
    job.state = RunState::Done;
    m_workspace->jobs().put(job);
    const auto reader = session().project().reader();
    const std::string id = folder->substr(folder->rfind('/') + 1);
    EXPECT_TRUE(wait([&] { return (*reader)->margins(id)->size() == 3; }));
}

}  // namespace
}  // namespace marginalia
