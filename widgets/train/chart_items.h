// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QPen>
#include <QStringList>
#include <qcustomplot.h>

#include <optional>
#include <vector>

namespace marginalia {

/// Everything on a chart that is not a line: spikes beyond the edge, gaps, checkpoints, knobs,
/// pauses, live ends.
struct ChartMarks {
    struct Spike {
        double x = 0;
        double size = 0;
        bool above = true;
        QString value;
        QColor colour;
    };
    struct Line {
        double x = 0;
        QString flag;
    };
    struct End {
        QPointF at;  ///< axis coordinates
        QColor colour;
    };
    std::vector<Spike> spikes;
    std::vector<double> gaps;
    std::vector<double> checkpoints;
    std::vector<Line> controls;
    std::vector<Line> forks;
    std::vector<double> resumes;
    std::vector<std::pair<double, double>> pauses;
    std::vector<End> ends;
    QString message;               ///< in the middle of the plot; empty: none
    std::optional<QRectF> rubber;  ///< pixels

    /// Of changes and forks that lie within a distance of `x`.
    QStringList flagsNear(double x, double within) const;
};

/// An item of our own that fills the axis rect.
class ChartItem : public QCPAbstractItem {
public:
    explicit ChartItem(QCustomPlot* plot, const char* layer);
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

protected:
    QRectF plotRect() const { return mParentPlot->axisRect()->rect(); }
    double pixelX(double x) const { return mParentPlot->xAxis->coordToPixel(x); }
    double pixelY(double y) const { return mParentPlot->yAxis->coordToPixel(y); }
};

class MarksItem : public ChartItem {
public:
    explicit MarksItem(QCustomPlot* plot);
    ChartMarks marks;

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawPauses(QCPPainter* painter) const;
    void drawLines(QCPPainter* painter) const;
    void drawSpikes(QCPPainter* painter) const;
};

/// The one vertical line through all charts; a ring on the pinned point.
class CursorItem : public ChartItem {
public:
    explicit CursorItem(QCustomPlot* plot);
    std::optional<double> x;
    std::vector<double> rings;  ///< y of the rings, when pinned

protected:
    void draw(QCPPainter* painter) override;
};

/// The value box beside the cursor. First line semibold, last line accent when it is a link.
class BoxItem : public ChartItem {
public:
    explicit BoxItem(QCustomPlot* plot);
    double x = 0;
    QStringList lines;  ///< empty: no box
    bool lastIsLink = false;

protected:
    void draw(QCPPainter* painter) override;
};

}  // namespace marginalia
