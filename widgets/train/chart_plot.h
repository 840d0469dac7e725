// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <qcustomplot.h>

namespace marginalia {

/// QCustomPlot with our mouse: says what was meant, in axis coordinates, and changes nothing
/// itself.
class ChartPlot : public QCustomPlot {
    Q_OBJECT

public:
    explicit ChartPlot(QWidget* parent = nullptr);

Q_SIGNALS:
    void pointed(double x);
    void left();
    void clicked(double x);
    /// While dragging; an empty rect when the drag ends. Pixels.
    void rubberChanged(const QRectF& rect);
    void zoomedX(double from, double to);
    void zoomedBoth(double from, double to, double low, double high);
    void wheelTurned(double x, double factor);
    void fitAsked();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    double coordinate(double pixel) const { return xAxis->pixelToCoord(pixel); }
    bool dragged(const QPointF& at) const;

    QPointF m_pressed;
    bool m_down = false;
    bool m_both = false;
};

}  // namespace marginalia
