// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"
#include "widgets/train/chart_spec.h"

#include <QPen>
#include <qcustomplot.h>

namespace marginalia {

/// Colours, fonts, margins, layers and hints of every chart (look.md 4). Call again when the theme
/// has changed.
void applyPlotTheme(QCustomPlot* plot, const Theme& theme);

/// Names of the layers of a chart, from below.
inline constexpr const char* kBandLayer = "band";
inline constexpr const char* kRawLayer = "raw";
inline constexpr const char* kCursorLayer = "cursor";
inline constexpr const char* kSmoothLayer = "smooth";
inline constexpr const char* kHeldOutLayer = "held-out";
inline constexpr const char* kMarksLayer = "marks";
inline constexpr const char* kBoxLayer = "box";

/// Colour and dash of a run by its place; beyond six the colours repeat with the next dash.
QPen runPen(const Theme& theme, int place, double width);
/// The pen of a curve: chosen solid, rejected dashed 6-3, else the run's. Overlays of two-sided
/// charts keep the side's colour and take the run's dash.
QPen curvePen(const Theme& theme, CurveSide side, int place, bool overlay, double width);

/// The smallest of 1, 2, 5 times a power of ten that gives at most five ticks in `size`.
double roundTickStep(double size);

/// Ticks at 1, 2 or 5 times a power of ten, three to five of them, written in the style of the
/// metric.
class ChartTicker : public QCPAxisTicker {
public:
    void setStyle(NumberStyle style) { m_style = style; }

protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double tickStep) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar,
                         int precision) override;

private:
    NumberStyle m_style = NumberStyle::Loss;
    double m_step = 1;
};

/// Steps and epochs in 1-2-5, time in steps of seconds, minutes and hours.
class PositionTicker : public QCPAxisTicker {
public:
    void setAxis(ChartAxis axis) { m_axis = axis; }

protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double tickStep) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar,
                         int precision) override;

private:
    ChartAxis m_axis = ChartAxis::Step;
    double m_step = 1;
};

/// Powers of ten, and 2 and 5 times these where the range is short.
class LogTicker : public QCPAxisTickerLog {
public:
    void setStyle(NumberStyle style) { m_style = style; }

protected:
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar,
                         int precision) override;

private:
    NumberStyle m_style = NumberStyle::Loss;
};

}  // namespace marginalia
