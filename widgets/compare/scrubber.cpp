// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/scrubber.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {
constexpr int kRest = 300;
constexpr double kMargin = 28;
}  // namespace

Scrubber::Scrubber(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("compare.scrubber"));
    setAccessibleName(tr("Checkpoints"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);
    connect(&m_rest, &QTimer::timeout, this, [this] { Q_EMIT rested(m_current); });
}

void Scrubber::setStops(const std::vector<Stop>& stops, int current)
{
    m_stops = stops;
    m_current = std::clamp(current, 0, std::max(0, static_cast<int>(stops.size()) - 1));
    setAccessibleDescription(m_stops.empty()
                                 ? QString()
                                 : tr("Checkpoint %1 of %2: %3")
                                       .arg(m_current + 1)
                                       .arg(m_stops.size())
                                       .arg(m_stops[static_cast<size_t>(m_current)].label));
    update();
}

QSize Scrubber::sizeHint() const
{
    return {u(400), u(62)};
}

double Scrubber::placeOf(int stop) const
{
    const double room = width() - 2 * uExact(kMargin);
    const int gaps = std::max(1, static_cast<int>(m_stops.size()) - 1);
    return uExact(kMargin) + room * stop / gaps;
}

int Scrubber::stopAt(double x) const
{
    const double room = std::max(1.0, width() - 2 * uExact(kMargin));
    const int gaps = std::max(1, static_cast<int>(m_stops.size()) - 1);
    return std::clamp(static_cast<int>(std::lround((x - uExact(kMargin)) / room * gaps)), 0,
                      static_cast<int>(m_stops.size()) - 1);
}

void Scrubber::goTo(int stop)
{
    if (m_stops.empty() || stop == m_current || stop < 0 ||
        stop >= static_cast<int>(m_stops.size())) {
        return;
    }
    setStops(m_stops, stop);
    Q_EMIT moved(stop);
    m_rest.start();
}

void Scrubber::move(int by)
{
    goTo(std::clamp(m_current + by, 0, std::max(0, static_cast<int>(m_stops.size()) - 1)));
}

void Scrubber::mousePressEvent(QMouseEvent* event)
{
    goTo(stopAt(event->position().x()));
}

void Scrubber::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) != 0) {
        goTo(stopAt(event->position().x()));
    }
}

void Scrubber::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
        case Qt::Key_Left:
            move(-1);
            return;
        case Qt::Key_Right:
            move(1);
            return;
        case Qt::Key_Home:
            goTo(0);
            return;
        case Qt::Key_End:
            goTo(static_cast<int>(m_stops.size()) - 1);
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void Scrubber::paintEvent(QPaintEvent*)
{
    if (m_stops.empty()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    const double labelHeight = QFontMetricsF(textFont(Face::Caption)).height();
    const double line = height() - labelHeight - uExact(10);
    const double barRoom = line - uExact(8);
    const double barWidth = std::min(uExact(28), (placeOf(1) - placeOf(0)) * 0.7);
    const double here = placeOf(m_current);
    painter.fillRect(QRectF(placeOf(0), line - uExact(1.5), here - placeOf(0), uExact(3)),
                     t.accent);
    painter.fillRect(QRectF(here, line - uExact(1.5),
                            placeOf(static_cast<int>(m_stops.size()) - 1) - here, uExact(3)),
                     t.border2);
    double lastLabel = -1e9;
    for (int i = 0; i < static_cast<int>(m_stops.size()); ++i) {
        const Stop& stop = m_stops[static_cast<size_t>(i)];
        const double x = placeOf(i);
        if (stop.different >= 0) {
            const double high = std::max(uExact(1), stop.different * barRoom);
            drawBox(painter, QRectF(x - barWidth / 2, line - uExact(6) - high, barWidth, high), 1,
                    t.hover, t.border);
        }
        painter.fillRect(QRectF(x - 0.5, line - uExact(4), 1, uExact(8)),
                         i <= m_current ? t.onAccent : t.surface);
        painter.setFont(textFont(Face::Caption, i == m_current ? QFont::DemiBold : QFont::Normal));
        const double wide = painter.fontMetrics().horizontalAdvance(stop.label);
        if (i == m_current ||
            (x - wide / 2 > lastLabel + uExact(6) && std::abs(x - here) > wide + uExact(8))) {
            painter.setPen(i == m_current ? t.accent : t.muted);
            painter.drawText(QRectF(x - wide, height() - labelHeight, 2 * wide, labelHeight),
                             Qt::AlignCenter, stop.label);
            lastLabel = x + wide / 2;
        }
    }
    drawBox(painter, QRectF(here - uExact(6.5), line - uExact(6.5), uExact(13), uExact(13)),
            uExact(6.5), t.base, t.accent, uExact(2));
    if (hasFocus()) {
        drawBox(painter, QRectF(here - uExact(9.5), line - uExact(9.5), uExact(19), uExact(19)),
                uExact(9.5), Qt::transparent, t.accent, uExact(1));
    }
}

}  // namespace marginalia
