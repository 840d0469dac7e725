// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/chart_plot.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace marginalia {

ChartPlot::ChartPlot(QWidget* parent) : QCustomPlot(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
    setContextMenuPolicy(Qt::NoContextMenu);
}

bool ChartPlot::dragged(const QPointF& at) const
{
    return std::abs(at.x() - m_pressed.x()) >= QApplication::startDragDistance() ||
           (m_both && std::abs(at.y() - m_pressed.y()) >= QApplication::startDragDistance());
}

void ChartPlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !axisRect()->rect().contains(event->pos())) {
        event->ignore();
        return;
    }
    m_down = true;
    m_both = event->modifiers().testFlag(Qt::ShiftModifier);
    m_pressed = event->position();
    event->accept();
}

void ChartPlot::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF area = axisRect()->rect();
    if (m_down && dragged(event->position())) {
        QRectF rect(m_pressed, event->position());
        if (!m_both) {
            rect.setTop(area.top());
            rect.setBottom(area.bottom());
        }
        Q_EMIT rubberChanged(rect.normalized());
        return;
    }
    if (area.contains(event->position())) {
        Q_EMIT pointed(coordinate(event->position().x()));
    } else {
        Q_EMIT left();
    }
}

void ChartPlot::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_down || event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    m_down = false;
    Q_EMIT rubberChanged({});
    if (!dragged(event->position())) {
        Q_EMIT clicked(coordinate(event->position().x()));
        return;
    }
    // Edge by edge: a straight drag has a rect without height, which intersects with nothing.
    const QRectF area = axisRect()->rect();
    const QRectF drag = QRectF(m_pressed, event->position()).normalized();
    const double from = coordinate(std::max(drag.left(), area.left()));
    const double to = coordinate(std::min(drag.right(), area.right()));
    if (m_both) {
        Q_EMIT zoomedBoth(from, to, yAxis->pixelToCoord(std::min(drag.bottom(), area.bottom())),
                          yAxis->pixelToCoord(std::max(drag.top(), area.top())));
    } else {
        Q_EMIT zoomedX(from, to);
    }
}

void ChartPlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_down = false;
    event->accept();
    Q_EMIT fitAsked();
}

void ChartPlot::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches == 0 || !axisRect()->rect().contains(event->position().toPoint())) {
        event->ignore();
        return;
    }
    event->accept();
    Q_EMIT wheelTurned(coordinate(event->position().x()), std::pow(0.8, notches));
}

void ChartPlot::leaveEvent(QEvent* event)
{
    QCustomPlot::leaveEvent(event);
    Q_EMIT left();
}

}  // namespace marginalia
