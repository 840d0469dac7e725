// SPDX-License-Identifier: GPL-3.0-or-later
// Order, hiding and adding of charts, by mouse and by keys.
#include "tests/widgets/train/chart_fixture.h"
#include "widgets/common/actions.h"
#include "widgets/common/settings.h"
#include "widgets/train/chart_header.h"
#include "widgets/train/curves_area.h"
#include "widgets/train/train_panel.h"

#include <QSettings>
#include <QSignalSpy>

namespace marginalia {
namespace {

const QString kLoss = QStringLiteral("loss");
const QString kRewards = QStringLiteral("rewards/chosen");
const QString kMargin = QStringLiteral("rewards/margins");

/// Drags the header of a chart to a point in another one, `share` of its width from the left.
void dragHeader(ChartCard* from, const ChartCard* to, double share)
{
    auto* header = const_cast<ChartHeader*>(from->header());
    const QPoint start(header->width() / 4, header->height() / 2);
    const QPoint end = header->mapFromGlobal(
        to->mapToGlobal(QPoint(static_cast<int>(share * to->width()), to->height() / 2)));
    QTest::mousePress(header, Qt::LeftButton, {}, start);
    QTest::mouseMove(header, (start + end) / 2);
    QTest::mouseMove(header, end);
    QTest::mouseRelease(header, Qt::LeftButton, {}, end);
}

using ChartLayout = ChartTest;

TEST_F(ChartLayout, ADraggedHeaderMovesItsChart)
{
    QSignalSpy changed(m_grid.get(), &ChartGrid::chartsChanged);
    ASSERT_EQ(m_grid->order().mid(0, 3), QStringList({kLoss, kRewards, kMargin}));
    dragHeader(card(0), card(2), 0.8);
    EXPECT_EQ(m_grid->order().mid(0, 3), QStringList({kRewards, kMargin, kLoss}));
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(m_grid->enlarged(), nullptr) << "a drag is no click";
    // They stand where their order says: first row two, second row begins with the third.
    EXPECT_EQ(card(0)->y(), card(1)->y());
    EXPECT_LT(card(0)->x(), card(1)->x());
    EXPECT_GT(card(2)->y(), card(1)->y());
    // Back to the front, by the left half of the first chart.
    dragHeader(card(2), card(0), 0.2);
    EXPECT_EQ(m_grid->order().mid(0, 3), QStringList({kLoss, kRewards, kMargin}));
    // Dropped beside itself: nothing.
    dragHeader(card(1), card(1), 0.9);
    EXPECT_EQ(m_grid->order().mid(0, 3), QStringList({kLoss, kRewards, kMargin}));
    EXPECT_EQ(changed.count(), 2);
}

TEST_F(ChartLayout, AClickOnAHeaderEnlarges)
{
    auto* header = const_cast<ChartHeader*>(card(1)->header());
    QTest::mouseClick(header, Qt::LeftButton);
    EXPECT_EQ(m_grid->enlarged(), card(1));
    QTest::mouseClick(header, Qt::LeftButton);
    EXPECT_EQ(m_grid->enlarged(), nullptr);
}

TEST_F(ChartLayout, KeysChooseMoveHideAndEnlarge)
{
    m_grid->setFocus(Qt::TabFocusReason);
    QTest::keyClick(m_grid.get(), Qt::Key_Down);
    EXPECT_EQ(m_grid->current(), card(1));
    EXPECT_TRUE(card(1)->isSelected());
    EXPECT_FALSE(card(0)->isSelected());
    m_grid->moveCurrent(1);
    EXPECT_EQ(m_grid->order().mid(0, 3), QStringList({kLoss, kMargin, kRewards}));
    EXPECT_EQ(m_grid->current()->spec().id(), kRewards);
    QTest::keyClick(m_grid.get(), Qt::Key_Space);
    EXPECT_EQ(m_grid->enlarged(), m_grid->current());
    QTest::keyClick(m_grid.get(), Qt::Key_Escape);
    EXPECT_EQ(m_grid->enlarged(), nullptr);
    m_grid->hideCurrent();
    EXPECT_FALSE(m_grid->order().contains(kRewards));
    ASSERT_EQ(m_grid->hiddenCharts().size(), 1U);
    EXPECT_EQ(m_grid->hiddenCharts()[0].id(), kRewards);
    m_grid->showChart(m_grid->hiddenCharts()[0]);
    EXPECT_EQ(m_grid->order().last(), kRewards);
    // The cursor starts at the left with Home.
    QTest::keyClick(m_grid.get(), Qt::Key_Home);
    EXPECT_EQ(m_grid->cursorStep(), 1);
    // The last chart cannot be hidden.
    while (m_grid->cards().size() > 1) {
        m_grid->hideChart(card(0));
    }
    m_grid->hideChart(card(0));
    EXPECT_EQ(m_grid->cards().size(), 1U);
}

TEST_F(ChartLayout, AnyLoggedNameCanBeAChart)
{
    m_grid->showChart(chartSpecOfMetric("learning_rate"));
    drawn();
    ChartCard* added = m_grid->cards().back();
    EXPECT_EQ(added->spec().id(), QStringLiteral("learning_rate"));
    EXPECT_TRUE(added->description().contains(QStringLiteral("588 points")))
        << added->description().toStdString();
    m_grid->showChart(chartSpecOfMetric("marginalia/mem_mb"));
    drawn();
    EXPECT_EQ(m_grid->cards().back()->spec().title, QStringLiteral("Memory"));
    m_grid->showChart(chartSpecOfMetric("marginalia/processor_share"));
    drawn();
    EXPECT_EQ(m_grid->cards().back()->spec().title, QStringLiteral("Processors"));
    EXPECT_EQ(numberText(0.93, m_grid->cards().back()->spec().style), QStringLiteral("93\u202f%"));
    test::savePicture(*m_grid, QStringLiteral("train-charts-machine"));
    // An order with it is the same again.
    const QStringList order = m_grid->order();
    m_grid->setCharts(chartSpecsOf("dpo"), order);
    EXPECT_EQ(m_grid->order(), order);
}

TEST_F(ChartLayout, OneCursorInEveryChart)
{
    m_grid->pinStep(412);
    drawn();
    for (ChartCard* chart : m_grid->cards()) {
        int cursors = 0;
        for (int i = 0; i < chart->plot()->itemCount(); ++i) {
            const auto* cursor = dynamic_cast<CursorItem*>(chart->plot()->item(i));
            if (cursor != nullptr) {
                ++cursors;
                ASSERT_TRUE(cursor->x.has_value());
                EXPECT_EQ(*cursor->x, 412);
                EXPECT_FALSE(cursor->rings.empty()) << chart->spec().title.toStdString();
            }
        }
        EXPECT_EQ(cursors, 1);
    }
}

TEST_F(ChartLayout, OneChartAloneCanBeLogarithmic)
{
    card(0)->setOwnLog(true);
    drawn();
    EXPECT_EQ(card(0)->plot()->yAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_EQ(card(5)->plot()->yAxis->scaleType(), QCPAxis::stLinear);
    m_grid->setLogY(true);
    m_grid->setLogY(false);
    drawn();
    EXPECT_EQ(card(0)->plot()->yAxis->scaleType(), QCPAxis::stLinear);
}

TEST_F(ChartLayout, TheOrderIsKeptForEachObjective)
{
    Settings settings(m_folder.filePath(QStringLiteral("settings")));
    ActionRegistry actions(settings);
    actions.add(trainActions(), QStringLiteral("train"));
    QSettings state(m_folder.filePath(QStringLiteral("state.ini")), QSettings::IniFormat);
    QStringList dpo;
    {
        CurvesArea area(actions);
        area.setObjective(QStringLiteral("sft"));
        area.grid().hideChart(area.grid().cards()[2]);
        area.setObjective(QStringLiteral("dpo"));
        area.grid().moveChart(area.grid().cards()[4], 0);
        dpo = area.grid().order();
        area.saveState(state);
    }
    CurvesArea area(actions);
    area.setObjective(QStringLiteral("dpo"));
    area.restoreState(state);
    EXPECT_EQ(area.grid().order(), dpo);
    EXPECT_EQ(dpo.first(), QStringLiteral("logps/chosen"));
    area.setObjective(QStringLiteral("sft"));
    EXPECT_EQ(area.grid().hiddenCharts().size(), 1U);
    actions[QStringLiteral("train.charts_reset")]->trigger();
    EXPECT_TRUE(area.grid().hiddenCharts().empty());
}

}  // namespace
}  // namespace marginalia
