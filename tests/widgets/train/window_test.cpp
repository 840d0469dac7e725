// SPDX-License-Identifier: GPL-3.0-or-later
// The Train panel in the real window with the sample project: from a point on a curve to the record
// in Data and back to its label.
#include "tests/widgets/sample_window.h"
#include "widgets/common/buttons.h"
#include "widgets/common/selection.h"
#include "widgets/common/side_tabs.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/record_model.h"
#include "widgets/label/label_panel.h"
#include "widgets/label/label_session.h"
#include "widgets/train/curves_area.h"
#include "widgets/train/samples_view.h"
#include "widgets/train/train_panel.h"

#include <QSignalSpy>
#include <QTableView>

#include <cmath>

namespace marginalia {
namespace {

class TrainWindow : public test::SampleWindow {
protected:
    TrainWindow() : SampleWindow("train-window") {}
    void SetUp() override
    {
        ASSERT_NO_FATAL_FAILURE(SampleWindow::SetUp());
        m_window->showPanel(QStringLiteral("train"));
        m_train = qobject_cast<TrainPanel*>(m_window->panel(QStringLiteral("train")));
        ASSERT_NE(m_train, nullptr);
        ASSERT_TRUE(test::waitUntil([this] {
            return m_train->run() != nullptr && m_train->run()->curves()->lastStep() > 0 &&
                   m_train->curves().grid().replots() > 0;
        }));
        // Laid out and drawn: a click finds the step it is meant for.
        ASSERT_TRUE(test::waitUntil([this] {
            const QMargins margins = firstPlot()->axisRect()->margins();
            return firstPlot()->axisRect()->width() ==
                       firstPlot()->width() - margins.left() - margins.right() &&
                   firstPlot()->xAxis->range().upper >
                       static_cast<double>(m_train->run()->curves()->lastStep());
        }));
    }

    QCustomPlot* firstPlot() { return m_train->curves().grid().cards().front()->plot(); }
    /// A click of the mouse on a step of the first chart; the pairs of that step are then listed.
    void clickOn(double step)
    {
        QSignalSpy shown(m_train, &TrainPanel::behindShown);
        QCustomPlot* plot = firstPlot();
        QTest::mouseClick(plot, Qt::LeftButton, {},
                          {static_cast<int>(std::lround(plot->xAxis->coordToPixel(step))),
                           plot->axisRect()->center().y()});
        ASSERT_TRUE(test::waitUntil([&] { return shown.count() == 1; }));
    }
    BehindList* list() { return m_train->findChild<BehindList*>(QStringLiteral("train.behind")); }
    qint64 recordOf(int row)
    {
        const auto& entry = m_train->behind().entries()[static_cast<std::size_t>(row)];
        return entry.record ? number(*entry.record) : -1;
    }
    /// The record chosen in Data's table; -1: none.
    qint64 recordInData()
    {
        auto* table = m_window->findChild<QTableView*>(QStringLiteral("data.table"));
        auto* data = qobject_cast<DataPanel*>(m_window->panel(QStringLiteral("data")));
        if (table == nullptr || data == nullptr || !table->currentIndex().isValid()) {
            return -1;
        }
        return number(data->records().idAt(table->currentIndex().row()));
    }

    TrainPanel* m_train = nullptr;
};

TEST_F(TrainWindow, APointLeadsToItsPairsAndAPairToData)
{
    clickOn(30);
    const auto& entries = m_train->behind().entries();
    ASSERT_GE(entries.size(), 2U);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        EXPECT_FALSE(entries[i].prompt.isEmpty());
        EXPECT_TRUE(std::isfinite(entries[i].value));
        EXPECT_TRUE(i == 0 || entries[i].share <= entries[i - 1].share);
        ASSERT_TRUE(entries[i].record.has_value()) << "row " << i;
    }
    // A double click on the second pair opens it in Data.
    const QRect second = list()->visualRect(m_train->behind().index(1));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, second.center());
    QTest::mouseDClick(list()->viewport(), Qt::LeftButton, {}, second.center());
    EXPECT_EQ(m_window->currentPanel(), QStringLiteral("data"));
    const qint64 wanted = recordOf(1);
    EXPECT_TRUE(test::waitUntil([&] { return recordInData() == wanted; }))
        << recordInData() << " instead of " << wanted;
}

TEST_F(TrainWindow, KeysLeadThereToo)
{
    auto& grid = m_train->curves().grid();
    grid.setFocus();
    QSignalSpy shown(m_train, &TrainPanel::behindShown);
    QTest::keyClick(&grid, Qt::Key_Left);
    QTest::keyClick(&grid, Qt::Key_Left);
    QTest::keyClick(&grid, Qt::Key_Return);
    ASSERT_TRUE(test::waitUntil([&] { return shown.count() == 1; }));
    EXPECT_EQ(grid.pinnedStep(), m_train->run()->curves()->lastStep() - 1);
    // Enter on the pinned step goes on into its pairs, Escape comes back.
    QTest::keyClick(&grid, Qt::Key_Return);
    EXPECT_EQ(m_window->focusWidget(), list());
    QTest::keyClick(list(), Qt::Key_Escape);
    EXPECT_EQ(m_window->focusWidget(), &grid);
    QTest::keyClick(&grid, Qt::Key_Return);
    QTest::keyClick(list(), Qt::Key_Down);
    const qint64 wanted = recordOf(1);
    QTest::keyClick(list(), Qt::Key_Return);
    EXPECT_EQ(m_window->currentPanel(), QStringLiteral("data"));
    EXPECT_TRUE(test::waitUntil([&] { return recordInData() == wanted; }));
}

TEST_F(TrainWindow, AFilterInDataDoesNotHideThePair)
{
    m_window->showPanel(QStringLiteral("data"));
    auto* data = qobject_cast<DataPanel*>(m_window->panel(QStringLiteral("data")));
    Filter nothing;
    nothing.search = "no record says this";
    data->setFilter(nothing);
    ASSERT_TRUE(test::waitUntil([&] { return data->records().rowCount() == 0; }));
    m_window->showPanel(QStringLiteral("train"));
    clickOn(20);
    const qint64 wanted = recordOf(0);
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Return);
    EXPECT_TRUE(test::waitUntil([&] { return recordInData() == wanted; }));
}

TEST_F(TrainWindow, LabelAgainBringsThePair)
{
    clickOn(40);
    const qint64 wanted = recordOf(0);
    for (auto* button : m_train->findChildren<Button*>()) {
        if (button->text() == QStringLiteral("Label again")) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    EXPECT_EQ(m_window->currentPanel(), QStringLiteral("label"));
    EXPECT_TRUE(test::waitUntil([&] {
        const StoredRecord* record = m_window->findChild<LabelPanel*>()->labels().current();
        return record != nullptr && number(record->id) == wanted;
    }));
}

TEST_F(TrainWindow, InANarrowWindowTheInspectorIsATabOfTheRightColumn)
{
    QAction* toggle = m_workspace->actions().action(QStringLiteral("view.inspector"));
    auto* dock = m_window->findChild<QWidget*>(QStringLiteral("dock.inspector"));
    SideTabs* tabs = m_train->sideTabs();
    ASSERT_NE(dock, nullptr);
    const auto choice = [&] {
        return tabs->findChild<SegmentedControl*>(QStringLiteral("side_tabs.choice"));
    };
    // Wide: two columns.
    toggle->trigger();
    EXPECT_TRUE(dock->isVisible());
    EXPECT_EQ(tabs->guest(), nullptr);
    // Narrow: one, and what the person was looking at stays.
    m_window->resize(1280, 720);
    QApplication::processEvents();
    EXPECT_FALSE(dock->isVisible());
    ASSERT_NE(tabs->guest(), nullptr);
    EXPECT_FALSE(tabs->guestIsShown());
    EXPECT_TRUE(toggle->isChecked());
    clickOn(12);
    settle();
    test::savePicture(*m_window, QStringLiteral("train-inspector-run-1280"));
    // The tabs by keyboard alone.
    choice()->findChild<QToolButton*>()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    EXPECT_TRUE(tabs->guestIsShown());
    EXPECT_TRUE(tabs->guest()->isVisible());
    settle();
    test::savePicture(*m_window, QStringLiteral("train-inspector-record-1280"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    EXPECT_FALSE(tabs->guestIsShown());
    // Closed and opened anew: what was asked for is in front.
    toggle->trigger();
    EXPECT_EQ(tabs->guest(), nullptr);
    EXPECT_FALSE(dock->isVisible());
    toggle->trigger();
    EXPECT_TRUE(tabs->guestIsShown());
    // Another panel has no such column, and wide windows have room for both.
    m_window->showPanel(QStringLiteral("label"));
    EXPECT_EQ(tabs->guest(), nullptr);
    m_window->showPanel(QStringLiteral("train"));
    EXPECT_NE(tabs->guest(), nullptr);
    m_window->resize(1440, 900);
    QApplication::processEvents();
    EXPECT_EQ(tabs->guest(), nullptr);
    EXPECT_TRUE(choice() == nullptr || !choice()->isVisible());
    EXPECT_TRUE(dock->isVisible());
    EXPECT_NE(dock->findChild<QWidget*>(QStringLiteral("inspector")), nullptr);
}

TEST_F(TrainWindow, PicturesOfTheSamplesRun)
{
    const std::vector<SampleLine>& samples = m_train->run()->curves()->samples();
    ASSERT_FALSE(samples.empty());
    EXPECT_EQ(m_train->samples().shownStep(), samples.back().step);
    test::waitUntil([this] { return m_workspace->session()->reads().isIdle(); });
    test::savePicture(*m_window, QStringLiteral("train-sample"));
    clickOn(12);
    test::waitUntil([this] { return m_workspace->session()->reads().isIdle(); });
    test::savePicture(*m_window, QStringLiteral("train-sample-point"));
    test::savePicture(*m_window, QStringLiteral("train-sample-1280"), {1280, 720});
}

}  // namespace
}  // namespace marginalia
