// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/margin_plot.h"

#include "widgets/common/format.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

/// With more points than this the line alone says more than the circles on it.
constexpr std::size_t kMostCircles = 40;

/// 1, 2 or 5 times a power of ten, so that about `ticks` of them fit into `span`.
double niceStep(double span, int ticks)
{
    const double raw = span / ticks;
    const double ten = std::pow(10, std::floor(std::log10(raw)));
    const double share = raw / ten;
    return ten * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

QString tickText(double value, double step)
{
    return numberText(value, step < 1 ? static_cast<int>(std::ceil(-std::log10(step))) : 0);
}

}  // namespace

MarginPlot::MarginPlot(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("inspector.margin"));
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

QSize MarginPlot::sizeHint() const
{
    return {u(240), u(96)};
}

void MarginPlot::setPoints(std::vector<MarginPoint> points, const QString& runName)
{
    m_points = std::move(points);
    m_current = -1;
    m_low = m_high = 0;
    for (const MarginPoint& point : m_points) {
        m_low = std::min(m_low, static_cast<double>(point.margin));
        m_high = std::max(m_high, static_cast<double>(point.margin));
    }
    m_step = niceStep(std::max(m_high - m_low, 0.1), 3);
    m_low = std::floor(m_low / m_step) * m_step;
    m_high = std::max(m_low + m_step, std::ceil(m_high / m_step) * m_step);
    if (!m_points.empty()) {
        const float first = m_points.front().margin;
        const float last = m_points.back().margin;
        setAccessibleName(tr("Margin through %1").arg(runName));
        setAccessibleDescription(
            tr("%n point(s), last %1, %2", nullptr, static_cast<int>(m_points.size()))
                .arg(marginText(static_cast<double>(last)), last > first   ? tr("rising")
                                                            : last < first ? tr("falling")
                                                                           : tr("level")));
    }
    update();
}

QRectF MarginPlot::plotRect() const
{
    return QRectF(rect()).adjusted(uExact(30), uExact(6), -uExact(8), -uExact(18));
}

QPointF MarginPlot::place(const MarginPoint& point) const
{
    const QRectF plot = plotRect();
    const double last = std::max<double>(1, static_cast<double>(m_points.back().step));
    return {plot.left() + plot.width() * static_cast<double>(point.step) / last,
            plot.bottom() -
                plot.height() * (static_cast<double>(point.margin) - m_low) / (m_high - m_low)};
}

int MarginPlot::nearest(double x) const
{
    int best = -1;
    double distance = 1e18;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const double away = std::abs(place(m_points[i]).x() - x);
        if (away < distance) {
            distance = away;
            best = static_cast<int>(i);
        }
    }
    return best;
}

QString MarginPlot::pointText(int index) const
{
    const MarginPoint& point = m_points[static_cast<std::size_t>(index)];
    return tr("Step %1: margin %2")
        .arg(countText(point.step), marginText(static_cast<double>(point.margin)));
}

void MarginPlot::setCurrent(int index)
{
    if (index == m_current) {
        return;
    }
    m_current = index;
    if (index >= 0) {
        const QPointF at = place(m_points[static_cast<std::size_t>(index)]);
        QToolTip::showText(mapToGlobal(at.toPoint() + QPoint(u(6), u(6))), pointText(index), this);
    } else {
        QToolTip::hideText();
    }
    update();
}

void MarginPlot::mouseMoveEvent(QMouseEvent* event)
{
    setCurrent(nearest(event->position().x()));
}

void MarginPlot::leaveEvent(QEvent* event)
{
    setCurrent(-1);
    QWidget::leaveEvent(event);
}

void MarginPlot::mouseReleaseEvent(QMouseEvent* event)
{
    const int at = nearest(event->position().x());
    if (event->button() == Qt::LeftButton && at >= 0) {
        Q_EMIT stepChosen(m_points[static_cast<std::size_t>(at)].step);
    }
}

void MarginPlot::keyPressEvent(QKeyEvent* event)
{
    const int count = static_cast<int>(m_points.size());
    switch (event->key()) {
        case Qt::Key_Left:
            setCurrent(std::max(0, (m_current < 0 ? count : m_current) - 1));
            return;
        case Qt::Key_Right:
            setCurrent(std::min(count - 1, m_current + 1));
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_current >= 0) {
                Q_EMIT stepChosen(m_points[static_cast<std::size_t>(m_current)].step);
            }
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void MarginPlot::drawAxes(QPainter& painter, const QRectF& plot) const
{
    const Theme& t = theme();
    painter.setFont(textFont(Face::Caption));
    const double high = painter.fontMetrics().height();
    for (double value = m_low; value <= m_high + m_step / 2; value += m_step) {
        const double y = plot.bottom() - plot.height() * (value - m_low) / (m_high - m_low);
        const bool zero = std::abs(value) < m_step / 2;
        painter.setPen(QPen(zero ? t.axis : t.grid, 1, zero ? Qt::DotLine : Qt::SolidLine));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(t.muted);
        painter.drawText(QRectF(0, y - high / 2, plot.left() - uExact(6), high),
                         Qt::AlignRight | Qt::AlignVCenter, tickText(zero ? 0 : value, m_step));
    }
    const auto last = static_cast<double>(m_points.back().step);
    const double apart = std::max(1.0, niceStep(std::max(last, 1.0), 3));
    for (double step = 0; step <= last + 1e-9; step += apart) {
        const double x = plot.left() + plot.width() * step / std::max(1.0, last);
        painter.drawText(QRectF(x - uExact(30), plot.bottom() + uExact(3), uExact(60), high),
                         Qt::AlignHCenter | Qt::AlignTop, countText(static_cast<qint64>(step)));
    }
}

void MarginPlot::paintEvent(QPaintEvent*)
{
    if (m_points.empty()) {
        return;
    }
    QPainter painter(this);
    const Theme& t = theme();
    const QRectF plot = plotRect();
    drawAxes(painter, plot);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = m_points.back().margin < 0 ? t.rejected : t.chosen;
    QPainterPath line;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const QPointF at = place(m_points[i]);
        i == 0 ? line.moveTo(at) : line.lineTo(at);
    }
    painter.setPen(QPen(colour, uExact(1.6)));
    painter.drawPath(line);
    if (m_points.size() <= kMostCircles) {
        painter.setBrush(t.surface);
        for (const MarginPoint& point : m_points) {
            painter.drawEllipse(place(point), uExact(2.6), uExact(2.6));
        }
    }
    if (m_current >= 0) {
        painter.setBrush(colour);
        painter.drawEllipse(place(m_points[static_cast<std::size_t>(m_current)]), uExact(3.5),
                            uExact(3.5));
    }
}

}  // namespace marginalia
