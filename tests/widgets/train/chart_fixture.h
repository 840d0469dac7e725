// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/train/run_fixture.h"
#include "tests/widgets/widget_test.h"
#include "widgets/train/chart_grid.h"

#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

namespace marginalia {

inline std::shared_ptr<RunCurves> readCurves(const std::string& folder)
{
    auto reader = RunReader::open(folder);
    EXPECT_TRUE(reader.ok());
    auto curves = std::make_shared<RunCurves>();
    auto news = (*reader)->poll();
    EXPECT_TRUE(news.ok());
    curves->take(*news);
    return curves;
}

class ChartTest : public testing::Test {
protected:
    void SetUp() override
    {
        applyTheme(ThemeChoice::Light);
        RunFixture::Plan plan;
        plan.gapStep = 300;
        m_fixture = std::make_unique<RunFixture>(m_folder.path().toStdString(), plan);
        m_curves = readCurves(m_fixture->folder());
        m_grid = std::make_unique<ChartGrid>();
        m_grid->resize(762, 754);
        m_grid->setCharts(chartSpecsOf("dpo"));
        m_grid->setRuns({{m_curves, QStringLiteral("14"), 0, true}});
        m_grid->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_grid.get()));
        drawn();
    }
    void drawn()
    {
        const int before = m_grid->replots();
        m_grid->dataChanged();
        ASSERT_TRUE(QTest::qWaitFor([&] { return m_grid->replots() > before; }));
        QTest::qWait(1);  // turns the event loop once, with its timers of 0 ms
        QCoreApplication::processEvents();
    }
    ChartCard* card(int index) { return m_grid->cards()[static_cast<std::size_t>(index)]; }
    QPoint at(ChartCard* chart, double step)
    {
        return {static_cast<int>(std::lround(chart->plot()->xAxis->coordToPixel(step))),
                chart->plot()->axisRect()->center().y()};
    }

    QTemporaryDir m_folder;
    std::unique_ptr<RunFixture> m_fixture;
    std::shared_ptr<RunCurves> m_curves;
    std::unique_ptr<ChartGrid> m_grid;
};

}  // namespace marginalia
