// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of a run with a million steps: filled, drawn whole, zoomed, pointed at.
#include "tests/bench/ui/bench_window.h"
#include "widgets/common/theme.h"
#include "widgets/train/chart_grid.h"

#include <cmath>
#include <random>

namespace marginalia::bench {

namespace {

constexpr int kSteps = 1'000'000;
constexpr int kTimes = 30;

/// Noisy curves of all metrics a DPO run shows, a million points each.
std::shared_ptr<RunCurves> noisyCurves()
{
    static const char* metrics[] = {"loss",
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
    for (int step = 1; step <= kSteps; ++step) {
        MetricLine line;
        line.step = step;
        line.epoch = step / 1000.0;
        line.time = 1.7e9 + 0.05 * step;
        for (const char* metric : metrics) {
            line.values.emplace_back(metric, std::exp(-3.0 * step / kSteps) + 0.1 * noise(random));
        }
        news.lines.push_back(std::move(line));
        if (news.lines.size() == 10'000) {
            curves->take(news);
            news.lines.clear();
        }
    }
    return curves;
}

/// Milliseconds of drawing cards at once, not queued.
template <class Cards>
std::vector<double> draw(const Cards& cards)
{
    std::vector<double> out;
    for (int i = 0; i < kTimes; ++i) {
        const auto start = Clock::now();
        for (ChartCard* card : cards) {
            card->redraw();
            card->plot()->replot(QCustomPlot::rpImmediateRefresh);
        }
        out.push_back(millisecondsSince(start));
    }
    return out;
}

}  // namespace

std::vector<Figure> measureChart(BenchApplication& application, const std::string&)
{
    applyTheme(ThemeChoice::Light);
    const auto filling = Clock::now();
    const auto curves = noisyCurves();
    const double filled = millisecondsSince(filling);
    ChartGrid grid;
    grid.resize(762, 754);
    grid.setCharts(chartSpecsOf("dpo"));
    grid.setRuns({{curves, QStringLiteral("1"), 0, true}});
    grid.show();
    application.rest(200);

    std::vector<Figure> out;
    const std::vector<ChartCard*> one = {grid.cards().front()};
    const std::string all = std::to_string(grid.cards().size()) + " charts";
    addTimes(out, "chart_repaint", draw(one), "one chart of 1,000,000 points, whole", 16, 50);
    addTimes(out, "charts_repaint", draw(grid.cards()), all + " of 1,000,000 points, whole", 50);
    QWidget* plot = grid.cards().front()->plot();
    std::vector<double> zooms;
    std::mt19937 random(9);
    for (int i = 0; i < kTimes; ++i) {
        const double width = kSteps * std::pow(10.0, -1.0 - 0.1 * i);
        const double from = (kSteps - width) * static_cast<double>(random() % 1000) / 1000;
        zooms.push_back(application.untilDrawn(
            plot, [&] { grid.zoomTo(from, from + width); }, [] { return true; }));
    }
    addTimes(out, "charts_zoom", zooms, "from the zoom to the frame, " + all, 50);
    grid.fit();
    application.rest(200);
    std::vector<double> cursor;
    for (int i = 0; i < kTimes; ++i) {
        cursor.push_back(application.untilDrawn(
            plot, [&] { grid.moveCursor(-10); }, [] { return true; }));
    }
    addTimes(out, "charts_cursor", cursor, "the cursor moves in " + all, 16, 50);
    out.push_back({"chart_fill", filled, "ms", -1, "11 metrics of 1,000,000 steps made and taken"});
    return out;
}

}  // namespace marginalia::bench
