// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/chart_drawing.h"

#include "widgets/train/mark_texts.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace marginalia {
namespace {

constexpr double kRawStrength = 0.30;
constexpr double kSmoothWidth = 1.8;
constexpr double kSpikeFactor = 4;   // of the middle 98 %: beyond that the axis no longer follows
constexpr double kLabelRoom = 0.02;  // of the axis
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Beyond these a value is drawn as a triangle at the edge. Of the whole run, so that zooming
/// changes no mark.
QCPRange spikeLimits(const Series& series)
{
    const Series::Range typical = series.typicalRange(-std::numeric_limits<double>::infinity(),
                                                      std::numeric_limits<double>::infinity());
    const double width = static_cast<double>(typical.max) - static_cast<double>(typical.min);
    if (typical.empty() || width <= 0) {
        return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    }
    return {typical.max - kSpikeFactor * width, typical.min + kSpikeFactor * width};
}

/// Adds a spike, or raises one that is already drawn within a few pixels.
void addSpike(ChartMarks& marks, double x, double value, bool above, const ChartSpec& spec,
              const QColor& colour, double mergeWithin)
{
    if (!marks.spikes.empty()) {
        ChartMarks::Spike& last = marks.spikes.back();
        if (last.above == above && last.colour == colour && x - last.x < mergeWithin) {
            if (above ? value > last.size : value < last.size) {
                last = {x, value, above, numberText(value, spec.style), colour};
            }
            return;
        }
    }
    marks.spikes.push_back({x, value, above, numberText(value, spec.style), colour});
}

}  // namespace

void ChartDrawing::Extent::add(double value)
{
    if (!std::isfinite(value)) {
        return;
    }
    low = any ? std::min(low, value) : value;
    high = any ? std::max(high, value) : value;
    any = true;
}

ChartDrawing::ChartDrawing(QCustomPlot* plot)
    : m_plot(plot),
      m_valueTicker(new ChartTicker),
      m_logTicker(new LogTicker),
      m_positionTicker(new PositionTicker)
{
    m_plot->xAxis->setTicker(m_positionTicker);
    m_plot->yAxis->setTicker(m_valueTicker);
}

QCPGraph* ChartDrawing::addGraph(const char* layer, const QPen& pen)
{
    QCPGraph* graph = m_plot->addGraph();
    graph->setLayer(layer);
    graph->setPen(pen);
    graph->setAdaptiveSampling(false);  // the pyramid has done it
    graph->setSelectable(QCP::stNone);
    graph->setSelectionDecorator(nullptr);
    return graph;
}

int ChartDrawing::plotWidth() const
{
    // The axis rect itself is laid out only at the next replot.
    const QMargins margins = m_plot->axisRect()->margins();
    return std::max(1, m_plot->width() - margins.left() - margins.right());
}

void ChartDrawing::setUp(const ChartSpec& spec, const std::vector<ChartRun>& runs)
{
    m_spec = spec;
    m_runs = runs;
    m_lines.clear();
    m_plot->clearGraphs();
    m_bandLow = m_bandHigh = nullptr;
    m_valueTicker->setStyle(spec.style);
    m_logTicker->setStyle(spec.style);
    const Theme& colours = theme();
    if (!spec.bandLow.empty() && !spec.bandHigh.empty()) {
        m_bandLow = addGraph(kBandLayer, QPen(Qt::NoPen));
        m_bandHigh = addGraph(kBandLayer, QPen(Qt::NoPen));
        QColor band = colours.text;
        band.setAlphaF(colours.dark ? 0.20 : 0.14);
        m_bandHigh->setBrush(band);
        m_bandHigh->setChannelFillGraph(m_bandLow);
    }
    // Overlays first, so that the run that is looked at lies on top.
    for (std::size_t r = runs.size(); r-- > 0;) {
        for (std::size_t c = 0; c < spec.curves.size(); ++c) {
            const CurveSide side = spec.curves[c].side;
            const QPen pen = curvePen(colours, side, runs[r].place, r > 0, kSmoothWidth);
            Line line{r, c};
            if (r == 0) {
                QColor faded = pen.color();
                faded.setAlphaF(kRawStrength);
                line.raw = addGraph(kRawLayer, QPen(faded, 1));
            }
            line.smooth = addGraph(kSmoothLayer, pen);
            line.heldOut = addGraph(kHeldOutLayer, QPen(Qt::NoPen));
            line.heldOut->setLineStyle(QCPGraph::lsNone);
            line.heldOut->setScatterStyle(QCPScatterStyle(
                QCPScatterStyle::ssDiamond, QPen(colours.accent, 1.5), colours.base, uExact(8)));
            m_lines.push_back(line);
        }
    }
}

void ChartDrawing::fill(const ChartView& view, const std::optional<QCPRange>& fixedY,
                        ChartMarks& marks)
{
    m_points = 0;
    m_positionTicker->setAxis(view.axis);
    marks = {};
    Extent extent;
    fillBand(view, extent);
    for (const Line& line : m_lines) {
        fillLine(line, view, extent, marks);
        fillHeldOut(line, view, extent);
    }
    m_log = view.logY && allowsLog();
    setRanges(view, fixedY, extent);
    collectMarks(view, marks);
}

void ChartDrawing::fillLine(const Line& line, const ChartView& view, Extent& extent,
                            ChartMarks& marks)
{
    const RunCurves& curves = *m_runs[line.run].curves;
    const Series* series = curves.find(m_spec.curves[line.curve].metric);
    if (series == nullptr) {
        if (line.raw != nullptr) {
            line.raw->data()->clear();
        }
        line.smooth->data()->clear();
        return;
    }
    const double from = curves.stepAt(view.from, view.axis);
    const double to = curves.stepAt(view.to, view.axis);
    const int width = plotWidth();
    const bool smoothed = view.smoothing > 0;
    const bool banded = m_bandLow != nullptr && line.run == 0 && !m_bandLow->data()->isEmpty();
    const bool showRaw = line.raw != nullptr && !banded && (view.raw || !smoothed);
    QPen rawPen = line.raw != nullptr ? line.raw->pen() : QPen();
    const QCPRange limits = spikeLimits(*series);
    const QColor colour = line.smooth->pen().color();
    QVector<double> rawX, rawY, smoothX, smoothY;
    for (const Series::Column& column : series->columns(from, to, width)) {
        const double x = curves.position(column.x, view.axis);
        const bool inside = column.x >= from && column.x <= to;
        if (column.points > 0 && !std::isnan(column.min)) {
            const double low = column.min;
            const double high = column.max;
            // The end that is nearer to where the line stands comes first: fewer long strokes.
            const bool upwards =
                rawY.isEmpty() || std::abs(rawY.back() - low) <= std::abs(rawY.back() - high);
            rawX.push_back(x);
            rawY.push_back(upwards ? low : high);
            if (low != high) {
                rawX.push_back(x);
                rawY.push_back(upwards ? high : low);
            }
            if (inside && line.run == 0) {
                const double merge = 12 * (view.to - view.from) / width;
                for (const double value : {low, high}) {
                    if (value > limits.upper || value < limits.lower) {
                        addSpike(marks, x, value, value > limits.upper, m_spec, colour, merge);
                    } else {
                        extent.add(value);
                    }
                }
            }
        }
        if (column.gap) {
            rawX.push_back(x);
            rawY.push_back(kNan);
            if (inside && line.run == 0) {
                marks.gaps.push_back(x);
            }
        }
        smoothX.push_back(x);
        smoothY.push_back(smoothed ? column.smooth : 0.5 * (column.min + column.max));
        // Overlays have no raw line; and a spike lifts the smooth one after the raw has come back.
        if (inside && limits.contains(smoothY.back())) {
            extent.add(smoothY.back());
        }
    }
    const std::size_t rawCount = static_cast<std::size_t>(rawX.size());
    if (line.raw != nullptr) {
        QColor pen = colour;
        pen.setAlphaF(smoothed ? kRawStrength : 1.0);
        rawPen.setColor(pen);
        line.raw->setPen(rawPen);
        showRaw ? line.raw->setData(rawX, rawY, true) : line.raw->data()->clear();
    }
    // Without smoothing the raw line stands alone; overlays, which have none, keep the middle of
    // each column.
    const bool showSmooth = smoothed || line.raw == nullptr || banded;
    showSmooth ? line.smooth->setData(smoothX, smoothY, true) : line.smooth->data()->clear();
    m_points +=
        (showRaw ? rawCount : 0) + (showSmooth ? static_cast<std::size_t>(smoothX.size()) : 0);
    if (m_runs[line.run].live && line.run == 0 && !series->empty()) {
        const double end = smoothed ? series->smooth(series->size() - 1) : series->lastY();
        if (std::isfinite(end)) {
            marks.ends.push_back(
                {QPointF(curves.position(series->lastX(), view.axis), end), colour});
        }
    }
}

void ChartDrawing::fillBand(const ChartView& view, Extent& extent)
{
    if (m_bandLow == nullptr || m_runs.empty()) {
        return;
    }
    const RunCurves& curves = *m_runs.front().curves;
    const double from = curves.stepAt(view.from, view.axis);
    const double to = curves.stepAt(view.to, view.axis);
    const int width = plotWidth();
    const auto edge = [&](QCPGraph* graph, const std::string& metric, bool low) {
        const Series* series = curves.find(metric);
        QVector<double> x, y;
        if (series != nullptr) {
            for (const Series::Column& column : series->columns(from, to, width)) {
                x.push_back(curves.position(column.x, view.axis));
                y.push_back(low ? column.min : column.max);
                if (column.x >= from && column.x <= to) {
                    extent.add(y.back());
                }
            }
        }
        m_points += static_cast<std::size_t>(x.size());
        graph->setData(x, y, true);
    };
    edge(m_bandLow, m_spec.bandLow, true);
    edge(m_bandHigh, m_spec.bandHigh, false);
}

void ChartDrawing::fillHeldOut(const Line& line, const ChartView& view, Extent& extent)
{
    const RunCurves& curves = *m_runs[line.run].curves;
    const Series* series = curves.heldOut(m_spec.curves[line.curve].metric);
    QVector<double> x, y;
    if (series != nullptr) {
        const double from = curves.stepAt(view.from, view.axis);
        const double to = curves.stepAt(view.to, view.axis);
        for (const Series::Column& column : series->columns(from, to, plotWidth())) {
            if (std::isfinite(column.max) && column.x >= from && column.x <= to) {
                x.push_back(curves.position(column.x, view.axis));
                y.push_back(column.max);
                extent.add(column.max);
            }
        }
    }
    m_points += static_cast<std::size_t>(x.size());
    line.heldOut->setData(x, y, true);
}

void ChartDrawing::collectMarks(const ChartView& view, ChartMarks& marks) const
{
    if (m_runs.empty()) {
        return;
    }
    const RunCurves& curves = *m_runs.front().curves;
    for (const CurveMark& mark : curves.marks()) {
        const double x = curves.position(static_cast<double>(mark.step), view.axis);
        switch (mark.kind) {
            case CurveMark::Kind::Checkpoint:
                marks.checkpoints.push_back(x);
                break;
            case CurveMark::Kind::Control:
                marks.controls.push_back({x, knobText(mark.key, mark.before, mark.after)});
                break;
            case CurveMark::Kind::Resume:
                marks.resumes.push_back(x);
                break;
            case CurveMark::Kind::Skip:
                marks.gaps.push_back(x);
                break;
        }
    }
    for (const ChartFork& fork : m_runs.front().forks) {
        marks.forks.push_back(
            {curves.position(static_cast<double>(fork.step), view.axis), forkText(fork)});
    }
    for (const PauseSpan& pause : curves.pauses()) {
        if (view.axis == ChartAxis::Time) {
            const double end = pause.toSeconds >= 0 ? pause.toSeconds : view.to;
            marks.pauses.emplace_back(pause.fromSeconds, end);
        } else {
            const double x = curves.position(static_cast<double>(pause.step), view.axis);
            marks.pauses.emplace_back(x, pause.toSeconds >= 0 ? x : view.to);
        }
    }
}

bool ChartDrawing::allowsLog() const
{
    for (const ChartRun& run : m_runs) {
        for (const CurveSpec& curve : m_spec.curves) {
            const Series* series = run.curves->find(curve.metric);
            if (series != nullptr && series->range(-std::numeric_limits<double>::infinity(),
                                                   std::numeric_limits<double>::infinity())
                                             .min <= 0) {
                return false;
            }
        }
    }
    return true;
}

void ChartDrawing::setRanges(const ChartView& view, const std::optional<QCPRange>& fixedY,
                             const Extent& extent)
{
    m_plot->xAxis->setRange(view.from, std::max(view.to, view.from + 1e-9));
    QCPAxis* axis = m_plot->yAxis;
    axis->setScaleType(m_log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis->setTicker(m_log ? QSharedPointer<QCPAxisTicker>(m_logTicker)
                          : QSharedPointer<QCPAxisTicker>(m_valueTicker));
    if (fixedY) {
        axis->setRange(*fixedY);
        return;
    }
    double low = extent.any ? extent.low : 0;
    double high = extent.any ? extent.high : 1;
    if (m_log && low > 0) {
        const double room = std::max(1.02, std::pow(high / low, 0.06));
        axis->setRange(low / room, high * room);
        return;
    }
    const double width = high - low > 0 ? high - low : std::max(std::abs(high), 1e-3) * 0.2;
    low -= 0.06 * width;
    high += 0.08 * width;
    if (m_spec.style == NumberStyle::Percent) {
        low = std::max(low, -0.01);
        high = std::min(high, 1.02);
    }
    // A label at the very top would be cut and is not drawn: give it room.
    const double step = roundTickStep(high - low);
    const double top = std::floor(high / step) * step;
    axis->setRange(low, std::max(high, top + kLabelRoom * (high - low)));
}

}  // namespace marginalia
