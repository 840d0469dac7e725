// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/train/chart_items.h"
#include "widgets/train/chart_spec.h"
#include "widgets/train/plot_theme.h"

#include <optional>
#include <utility>
#include <vector>

namespace marginalia {

/// What all charts of a grid share. Positions are in units of the axis.
struct ChartView {
    ChartAxis axis = ChartAxis::Step;
    double from = 0;
    double to = 1;
    bool raw = true;
    bool logY = false;
    double smoothing = 0.9;
};

/// Fills a plot with the curves of a chart: at most two points a pixel column and line, whatever
/// the run holds.
///
/// Owned by a card, GUI thread. The plot must outlive it.
class ChartDrawing {
public:
    explicit ChartDrawing(QCustomPlot* plot);

    /// Makes the graphs a chart needs; call when the chart, the runs or the theme change.
    void setUp(const ChartSpec& spec, const std::vector<ChartRun>& runs);
    /// Gives the graphs what to draw, sets both ranges and collects the marks. No replot.
    void fill(const ChartView& view, const std::optional<QCPRange>& fixedY, ChartMarks& marks);
    /// False where a logarithmic axis was asked for and values at or below zero forbid it.
    bool logarithmic() const { return m_log; }
    /// Points handed to QCustomPlot by the last fill().
    std::size_t points() const { return m_points; }

private:
    struct Line {
        std::size_t run;
        std::size_t curve;
        QCPGraph* raw = nullptr;
        QCPGraph* smooth = nullptr;
        QCPGraph* heldOut = nullptr;
    };
    struct Extent {
        double low = 0;
        double high = 0;
        bool any = false;
        void add(double value);
    };

    int plotWidth() const;
    QCPGraph* addGraph(const char* layer, const QPen& pen);
    void fillLine(const Line& line, const ChartView& view, Extent& extent, ChartMarks& marks);
    void fillBand(const ChartView& view, Extent& extent);
    void fillHeldOut(const Line& line, const ChartView& view, Extent& extent);
    void collectMarks(const ChartView& view, ChartMarks& marks) const;
    void setRanges(const ChartView& view, const std::optional<QCPRange>& fixedY,
                   const Extent& extent);
    bool allowsLog() const;

    QCustomPlot* m_plot;
    ChartSpec m_spec;
    std::vector<ChartRun> m_runs;
    std::vector<Line> m_lines;
    QCPGraph* m_bandLow = nullptr;
    QCPGraph* m_bandHigh = nullptr;
    QSharedPointer<ChartTicker> m_valueTicker;
    QSharedPointer<LogTicker> m_logTicker;
    QSharedPointer<PositionTicker> m_positionTicker;
    bool m_log = false;
    std::size_t m_points = 0;
};

}  // namespace marginalia
