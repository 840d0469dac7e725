// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/train/chart_fixture.h"
#include "widgets/train/chart_header.h"
#include "widgets/train/chart_table.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <cmath>

namespace marginalia {
namespace {

TEST_F(ChartTest, CurvesEqualTheRunsNumbers)
{
    ASSERT_EQ(m_grid->cards().size(), 7U);
    const Series* loss = m_curves->find("loss");
    ASSERT_NE(loss, nullptr);
    ASSERT_EQ(loss->size(), 588U);
    for (std::int64_t step = 1; step <= 588; ++step) {
        const float shown = loss->y(static_cast<std::size_t>(step - 1));
        if (step == 300) {
            EXPECT_TRUE(std::isnan(shown));
        } else {
            ASSERT_EQ(shown, static_cast<float>(m_fixture->loss(step)));
        }
    }
    // What QCustomPlot holds lies within the run's own extremes, and is a small part of it.
    m_grid->zoomTo(100, 140);
    drawn();
    const QCPGraph* raw = nullptr;
    for (int i = 0; i < card(0)->plot()->graphCount(); ++i) {
        if (card(0)->plot()->graph(i)->layer()->name() == kRawLayer) {
            raw = card(0)->plot()->graph(i);
        }
    }
    ASSERT_NE(raw, nullptr);
    int compared = 0;
    for (const QCPGraphData& point : *raw->data()) {
        const auto step = static_cast<std::int64_t>(std::llround(point.key));
        EXPECT_EQ(static_cast<float>(point.value), static_cast<float>(m_fixture->loss(step)));
        ++compared;
    }
    EXPECT_GE(compared, 41);
}

TEST_F(ChartTest, ASpikeIsAMarkAtTheEdgeAndSoIsAGap)
{
    ChartCard* norm = card(5);
    ASSERT_EQ(norm->spec().curves.front().metric, "grad_norm");
    for (const double width : {588.0, 200.0, 40.0}) {
        m_grid->zoomTo(412 - width / 2, 412 + width / 2);
        drawn();
        ASSERT_EQ(norm->marks().spikes.size(), 1U) << width;
        EXPECT_NEAR(norm->marks().spikes[0].x, 412, 2);
        EXPECT_EQ(norm->marks().spikes[0].value, numberText(141.8, NumberStyle::Norm));
        EXPECT_LT(norm->plot()->yAxis->range().upper, 40);
    }
    // The loss jumps by less than four times its range: the axis holds it.
    EXPECT_TRUE(card(0)->marks().spikes.empty());
    EXPECT_GT(card(0)->plot()->yAxis->range().upper, 0.92);
    m_grid->fit();
    drawn();
    ASSERT_EQ(card(0)->marks().gaps.size(), 1U);
    EXPECT_NEAR(card(0)->marks().gaps[0], 300, 3);
    EXPECT_EQ(card(0)->marks().checkpoints.size(), 5U);
}

TEST_F(ChartTest, AtMostTwoPointsAPixelColumn)
{
    auto many = std::make_shared<RunCurves>();
    RunReader::News news;
    for (int step = 1; step <= 100'000; ++step) {
        MetricLine line;
        line.step = step;
        line.time = step;
        line.values = {{"loss", step == 77'777 ? 90.0 : std::sin(step * 0.01)}};
        news.lines.push_back(line);
    }
    many->take(news);
    m_grid->setRuns({{many, QStringLiteral("15"), 0, false}});
    drawn();
    const auto width = static_cast<std::size_t>(card(0)->plot()->axisRect()->width());
    EXPECT_LE(card(0)->drawnPoints(), 3 * (width + 2));
    ASSERT_EQ(card(0)->marks().spikes.size(), 1U);
    EXPECT_EQ(card(0)->marks().spikes[0].value, numberText(90.0, NumberStyle::Loss));
}

TEST_F(ChartTest, OneCursorAndAClickThatActivatesTheStep)
{
    QSignalSpy activated(m_grid.get(), &ChartGrid::stepActivated);
    QTest::mouseMove(card(0)->plot(), at(card(0), 200));
    ASSERT_TRUE(m_grid->cursorStep().has_value());
    EXPECT_NEAR(static_cast<double>(*m_grid->cursorStep()), 200, 2);
    QTest::mouseClick(card(3)->plot(), Qt::LeftButton, {}, at(card(3), 412));
    ASSERT_EQ(activated.count(), 1);
    const qint64 step = activated[0][0].toLongLong();
    EXPECT_NEAR(static_cast<double>(step), 412, 3);
    EXPECT_EQ(m_grid->pinnedStep(), step);
    // Keys go on from there.
    m_grid->setFocus();
    QTest::keyClick(m_grid.get(), Qt::Key_Right);
    EXPECT_EQ(m_grid->cursorStep(), step + 1);
    QTest::keyClick(m_grid.get(), Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(m_grid->cursorStep(), step - 9);
    QTest::keyClick(m_grid.get(), Qt::Key_Return);
    ASSERT_EQ(activated.count(), 2);
    EXPECT_EQ(activated[1][0].toLongLong(), step - 9);
    QTest::keyClick(m_grid.get(), Qt::Key_Escape);
    EXPECT_FALSE(m_grid->pinnedStep().has_value());
}

TEST_F(ChartTest, DragWheelAndDoubleClickZoomAllCharts)
{
    QCustomPlot* plot = card(1)->plot();
    QTest::mousePress(plot, Qt::LeftButton, {}, at(card(1), 100));
    QTest::mouseMove(plot, at(card(1), 200));
    QTest::mouseMove(plot, at(card(1), 300));
    QTest::mouseRelease(plot, Qt::LeftButton, {}, at(card(1), 300));
    EXPECT_NEAR(m_grid->view().from, 100, 4);
    EXPECT_NEAR(m_grid->view().to, 300, 4);
    EXPECT_FALSE(m_grid->following());
    drawn();
    for (ChartCard* chart : m_grid->cards()) {
        EXPECT_NEAR(chart->plot()->xAxis->range().lower, 100, 4);
    }
    const double width = m_grid->view().to - m_grid->view().from;
    QWheelEvent wheel(QPointF(at(card(1), 200)), plot->mapToGlobal(QPointF(at(card(1), 200))), {},
                      {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(plot, &wheel);
    EXPECT_NEAR(m_grid->view().to - m_grid->view().from, 0.8 * width, 1e-6);
    QTest::mouseDClick(plot, Qt::LeftButton, {}, at(card(1), 200));
    EXPECT_TRUE(m_grid->following());
    EXPECT_EQ(m_grid->view().from, 0);
    EXPECT_GT(m_grid->view().to, 588);
}

TEST_F(ChartTest, OverlaysSmoothingAxesAndLog)
{
    RunFixture::Plan plan;
    plan.name = "12";
    plan.seed = 12;
    plan.finish = true;
    const RunFixture older(m_folder.path().toStdString(), plan);
    const auto curves = readCurves(older.folder());
    m_grid->setRuns(
        {{m_curves, QStringLiteral("14"), 0, true}, {curves, QStringLiteral("12"), 1, false}});
    drawn();
    ASSERT_EQ(card(0)->header()->entries().size(), 2U);
    EXPECT_EQ(card(0)->header()->entries()[1].name, QStringLiteral("12"));
    EXPECT_NE(card(0)->header()->entries()[1].pen.style(), Qt::SolidLine);

    m_curves->setSmoothing(0);
    m_grid->setSmoothing(0);
    drawn();
    for (int i = 0; i < card(0)->plot()->graphCount(); ++i) {
        const QCPGraph* graph = card(0)->plot()->graph(i);
        if (graph->layer()->name() == kRawLayer) {
            EXPECT_EQ(graph->pen().color().alpha(), 255);
        }
    }
    m_grid->setLogY(true);
    drawn();
    EXPECT_EQ(card(0)->plot()->yAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_EQ(card(1)->plot()->yAxis->scaleType(), QCPAxis::stLinear);  // rewards are below zero
    m_grid->setAxis(ChartAxis::Epoch);
    drawn();
    EXPECT_NEAR(m_grid->view().to, 588 / 258.0 * 1.03, 0.01);
}

TEST_F(ChartTest, SaysItsNumbersInWordsAndAsATable)
{
    EXPECT_TRUE(card(0)->accessibleDescription().startsWith(
        QStringLiteral("Loss, run 14, 588 points, last")))
        << card(0)->accessibleDescription().toStdString();
    const ChartRun run = m_grid->runs().front();
    ChartTableModel model(chartSpecsOf("dpo"), run);
    ASSERT_EQ(model.rowCount(), 588);
    EXPECT_EQ(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(),
              QStringLiteral("Loss"));
    EXPECT_EQ(model.data(model.index(411, 1)).toString(), lossText(0.93));
    EXPECT_EQ(model.data(model.index(99, 3)).toString(), lossText(RunFixture::heldOutLoss(100)));
    EXPECT_TRUE(model.asText(0, 1).startsWith(QStringLiteral("Step\tLoss")));
}

TEST_F(ChartTest, EnlargesAndComesBack)
{
    m_grid->enlarge(card(2));
    EXPECT_TRUE(card(0)->isHidden());
    EXPECT_GT(card(2)->width(), 700);
    m_grid->setFocus();
    QTest::keyClick(m_grid.get(), Qt::Key_Escape);
    EXPECT_FALSE(card(0)->isHidden());
    EXPECT_EQ(card(0)->y(), card(1)->y());
    EXPECT_EQ(card(2)->y(), card(4)->y());
    EXPECT_GT(card(2)->y(), card(0)->y());
}

TEST_F(ChartTest, NothingIsDrawnWhileHidden)
{
    m_grid->hide();
    const int before = m_grid->replots();
    m_grid->dataChanged();
    // That nothing comes can only be waited for: several times what a visible grid takes.
    QTest::qWait(80);
    EXPECT_EQ(m_grid->replots(), before);
}

TEST_F(ChartTest, Picture)
{
    m_grid->pinStep(412);
    m_grid->setBehindText(412, QStringLiteral("16 pairs behind it"));
    drawn();
    test::savePicture(*m_grid, QStringLiteral("charts"));
}

}  // namespace
}  // namespace marginalia
