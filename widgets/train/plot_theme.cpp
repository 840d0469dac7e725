// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/plot_theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace marginalia {
namespace {

QString clockText(double seconds, double step)
{
    const auto whole = static_cast<qint64>(std::llround(std::abs(seconds)));
    if (step < 60 && whole < 60) {
        return QString::number(whole);
    }
    if (whole < 3600 && step < 3600) {
        return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QChar(u'0'));
    }
    return QStringLiteral("%1 h %2").arg(whole / 3600).arg(whole % 3600 / 60, 2, 10, QChar(u'0'));
}

void themeAxis(QCPAxis* axis, const Theme& theme, const QFont& font)
{
    QPen line(theme.axis, 1);
    line.setCosmetic(true);
    axis->setBasePen(line);
    axis->setTickPen(line);
    axis->setSubTickPen(line);
    axis->setSubTicks(false);
    axis->setTickLength(0, u(3));
    axis->setSubTickLength(0, 0);
    axis->setTickLabelFont(font);
    axis->setTickLabelColor(theme.muted);
    axis->setTickLabelPadding(u(4));
    axis->setNumberFormat(QStringLiteral("g"));  // "1e-5" as everywhere else, which fits the margin
    QPen grid(theme.grid, 1);
    grid.setCosmetic(true);
    axis->grid()->setPen(grid);
    QPen zero(theme.axis, 1, Qt::DotLine);
    zero.setCosmetic(true);
    axis->grid()->setZeroLinePen(zero);
}

void addLayers(QCustomPlot* plot)
{
    // QCustomPlot's own "main" stays below: the grid and axes are on their own layers.
    for (const char* name : {kBandLayer, kRawLayer, kCursorLayer, kSmoothLayer, kHeldOutLayer,
                             kMarksLayer, kBoxLayer}) {
        if (plot->layer(name) == nullptr) {
            plot->addLayer(name, plot->layer(plot->layerCount() - 1), QCustomPlot::limAbove);
        }
    }
    for (const char* name : {kCursorLayer, kMarksLayer, kBoxLayer}) {
        plot->layer(name)->setMode(QCPLayer::lmBuffered);
    }
    // QCustomPlot draws axes above the curves; ours lie below, so that no curve is cut at the axis.
    plot->moveLayer(plot->layer("axes"), plot->layer("grid"), QCustomPlot::limAbove);
}

}  // namespace

void applyPlotTheme(QCustomPlot* plot, const Theme& theme)
{
    addLayers(plot);
    plot->setBackground(theme.base);
    plot->setInteractions(QCP::iNone);
    plot->setPlottingHints(QCP::phFastPolylines | QCP::phCacheLabels);
    plot->setNotAntialiasedElements(QCP::aeAll);
    plot->setAntialiasedElements(QCP::aePlottables | QCP::aeItems | QCP::aeScatters);
    QFont font = textFont(Face::Caption);
    font.setPixelSize(u(10.5));
    QCPAxisRect* rect = plot->axisRect();
    rect->setAutoMargins(QCP::msNone);
    rect->setMargins(QMargins(u(38), u(6), u(10), u(18)));
    rect->setBackground(QBrush(theme.base));
    themeAxis(plot->xAxis, theme, font);
    themeAxis(plot->yAxis, theme, font);
    plot->xAxis->grid()->setZeroLinePen(plot->xAxis->grid()->pen());
    for (int i = 0; i < plot->plottableCount(); ++i) {
        plot->plottable(i)->setSelectionDecorator(nullptr);
    }
}

QPen runPen(const Theme& theme, int place, double width)
{
    static const std::array<QVector<qreal>, 6> kDashes = {QVector<qreal>{}, {7, 3},  {2, 3},
                                                          {7, 3, 2, 3},     {12, 3}, {1, 2}};
    const std::size_t count = theme.runs.size();
    const auto colour = static_cast<std::size_t>(std::max(0, place)) % count;
    const auto round = static_cast<std::size_t>(std::max(0, place)) / count;
    QPen pen(theme.runs[colour], width);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::RoundJoin);
    const QVector<qreal>& dash = kDashes[(colour + round) % kDashes.size()];
    if (!dash.isEmpty()) {
        // Patterns are in pixels, Qt counts in pen widths.
        QVector<qreal> scaled;
        for (const qreal length : dash) {
            scaled.push_back(length / std::max(1.0, width));
        }
        pen.setDashPattern(scaled);
    }
    return pen;
}

QPen curvePen(const Theme& theme, CurveSide side, int place, bool overlay, double width)
{
    if (side == CurveSide::Run) {
        return runPen(theme, place, width);
    }
    QPen pen = overlay ? runPen(theme, std::max(1, place), width) : QPen();
    pen.setColor(side == CurveSide::Chosen ? theme.chosen : theme.rejected);
    pen.setWidthF(width);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::FlatCap);
    if (!overlay && side == CurveSide::Rejected) {
        pen.setDashPattern({6 / std::max(1.0, width), 3 / std::max(1.0, width)});
    }
    return pen;
}

double roundTickStep(double size)
{
    const double wanted = size / 5.2;
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= wanted) {
            return factor * power;
        }
    }
    return 10 * power;
}

double ChartTicker::getTickStep(const QCPRange& range)
{
    m_step = roundTickStep(range.size());
    return m_step;
}

int ChartTicker::getSubTickCount(double)
{
    return 0;
}

QString ChartTicker::getTickLabel(double tick, const QLocale&, QChar, int)
{
    return tickText(std::abs(tick) < m_step * 1e-6 ? 0 : tick, m_step, m_style);
}

double PositionTicker::getTickStep(const QCPRange& range)
{
    m_step = roundTickStep(range.size());
    if (m_axis == ChartAxis::Step) {
        m_step = std::max(1.0, m_step);
    } else if (m_axis == ChartAxis::Time && range.size() > 20) {
        for (const double step : {5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0,
                                  7200.0, 14400.0, 43200.0, 86400.0}) {
            m_step = step;
            if (range.size() / step <= 4) {
                break;
            }
        }
    }
    return m_step;
}

int PositionTicker::getSubTickCount(double)
{
    return 0;
}

QString PositionTicker::getTickLabel(double tick, const QLocale&, QChar, int)
{
    const double value = std::abs(tick) < m_step * 1e-6 ? 0 : tick;
    return m_axis == ChartAxis::Time ? clockText(value, m_step)
                                     : tickText(value, m_step, NumberStyle::Loss);
}

QVector<double> LogTicker::createTickVector(double, const QCPRange& range)
{
    QVector<double> out;
    if (range.lower <= 0) {
        return out;
    }
    const double decades = std::log10(range.upper / range.lower);
    const std::vector<double> factors = decades > 3   ? std::vector<double>{1}
                                        : decades > 1 ? std::vector<double>{1, 3}
                                                      : std::vector<double>{1, 2, 3, 5, 7};
    for (double power = std::pow(10.0, std::floor(std::log10(range.lower))); power <= range.upper;
         power *= 10) {
        for (const double factor : factors) {
            if (factor * power >= range.lower && factor * power <= range.upper) {
                out.push_back(factor * power);
            }
        }
    }
    return out;
}

QString LogTicker::getTickLabel(double tick, const QLocale&, QChar, int)
{
    return tickText(tick, std::pow(10.0, std::floor(std::log10(tick))), m_style);
}

}  // namespace marginalia
