// SPDX-License-Identifier: GPL-3.0-or-later
// Seven charts of a run with a million steps: what one drawing of all of them costs. Prints one
// JSON object.
#include "widgets/common/theme.h"
#include "widgets/train/chart_grid.h"

#include <QApplication>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace marginalia {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::time_point from)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Noisy curves of all metrics a DPO run shows.
std::shared_ptr<RunCurves> curvesOf(int steps)
{
    static const char* kMetrics[] = {"loss",
                                     "rewards/chosen",
                                     "rewards/rejected",
                                     "rewards/margins",
                                     "marginalia/margin_p05",
                                     "marginalia/margin_p95",
                                     "rewards/accuracies",
                                     "logps/chosen",
                                     "logps/rejected",
                                     "grad_norm",
                                     "marginalia/tokens_per_s"};
    auto curves = std::make_shared<RunCurves>();
    std::mt19937 random(7);
    std::normal_distribution<double> noise(0, 1);
    RunReader::News news;
    for (int step = 1; step <= steps; ++step) {
        MetricLine line;
        line.step = step;
        line.epoch = step / 1000.0;
        line.time = 1.7e9 + 0.05 * step;
        for (const char* metric : kMetrics) {
            line.values.emplace_back(metric, std::exp(-3.0 * step / steps) + 0.1 * noise(random));
        }
        news.lines.push_back(std::move(line));
        if (news.lines.size() == 10'000 || step == steps) {
            curves->take(news);
            news.lines.clear();
        }
    }
    return curves;
}

/// All charts, drawn at once and not queued; milliseconds.
double drawAll(ChartGrid& grid)
{
    const auto start = Clock::now();
    for (ChartCard* card : grid.cards()) {
        card->redraw();
        card->plot()->replot(QCustomPlot::rpImmediateRefresh);
    }
    return milliseconds(start);
}

double medianDraw(ChartGrid& grid)
{
    std::vector<double> times;
    for (int i = 0; i < 21; ++i) {
        times.push_back(drawAll(grid));
    }
    return median(times);
}

int run(int steps)
{
    applyTheme(ThemeChoice::Light);
    const auto filled = Clock::now();
    const auto curves = curvesOf(steps);
    const double fillSeconds = milliseconds(filled) / 1e3;
    ChartGrid grid;
    grid.resize(762, 754);
    grid.setCharts(chartSpecsOf("dpo"));
    grid.setRuns({{curves, QStringLiteral("1"), 0, true}});
    grid.show();
    QApplication::processEvents();
    const double whole = medianDraw(grid);
    grid.zoomTo(steps * 0.4, steps * 0.4 + 2000);
    QApplication::processEvents();
    const double zoomed = medianDraw(grid);
    grid.fit();
    std::vector<double> cursor;
    for (int i = 0; i < 21; ++i) {
        const auto start = Clock::now();
        grid.moveCursor(-10);
        QApplication::processEvents();
        cursor.push_back(milliseconds(start));
    }
    const auto smoothing = Clock::now();
    curves->setSmoothing(0.95);
    const double smooth = milliseconds(smoothing);
    std::size_t points = 0;
    for (const ChartCard* card : grid.cards()) {
        points += card->drawnPoints();
    }
    std::printf(
        "{\"steps\": %d, \"charts\": %zu, \"fill_seconds\": %.2f, \"replot_all_ms\": %.2f, "
        "\"replot_zoomed_ms\": %.2f, \"cursor_ms\": %.2f, \"smoothing_ms\": %.1f, "
        "\"points_drawn\": %zu}\n",
        steps, grid.cards().size(), fillSeconds, whole, zoomed, median(cursor), smooth, points);
    return 0;
}

}  // namespace
}  // namespace marginalia

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QApplication application(argc, argv);
    return marginalia::run(argc > 1 ? std::atoi(argv[1]) : 1'000'000);
}
