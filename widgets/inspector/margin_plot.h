// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/run_margins.h"

#include <QWidget>

namespace marginalia {

/// The margin of one pair through a run, 96 high: a point for every step that met it. Click, or
/// arrows and Enter, choose a step.
class MarginPlot : public QWidget {
    Q_OBJECT

public:
    explicit MarginPlot(QWidget* parent = nullptr);
    void setPoints(std::vector<MarginPoint> points, const QString& runName);
    QSize sizeHint() const override;

Q_SIGNALS:
    void stepChosen(qint64 step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF plotRect() const;
    QPointF place(const MarginPoint& point) const;
    int nearest(double x) const;
    void setCurrent(int index);
    QString pointText(int index) const;
    void drawAxes(QPainter& painter, const QRectF& plot) const;

    std::vector<MarginPoint> m_points;
    double m_low = 0;  ///< of the y axis
    double m_high = 1;
    double m_step = 1;  ///< between ticks of the y axis
    int m_current = -1;
};

}  // namespace marginalia
