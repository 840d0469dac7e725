// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/icons.h"
#include "widgets/common/paint.h"
#include "widgets/common/style_parts.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOption>

namespace marginalia::drawing {

namespace {

QRectF centredSquare(const QRect& rect, double side)
{
    return {rect.x() + (rect.width() - side) / 2.0, rect.y() + (rect.height() - side) / 2.0, side,
            side};
}

}  // namespace

void checkIndicator(const QStyleOption& option, QPainter& painter)
{
    const Theme& t = theme();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool partly = option.state.testFlag(QStyle::State_NoChange);
    const QRectF box = centredSquare(option.rect, u(14));
    if (option.state.testFlag(QStyle::State_On) || partly) {
        drawBox(painter, box, uExact(3), enabled ? t.accent : t.border2, {});
        if (partly) {
            painter.fillRect(QRectF(box.center().x() - u(4), box.center().y() - 1, u(8), 2),
                             t.onAccent);
        } else {
            paintIcon(painter, QStringLiteral("check"), box, u(10), t.onAccent);
        }
        return;
    }
    const bool hover = enabled && option.state.testFlag(QStyle::State_MouseOver);
    drawBox(painter, box, uExact(3), hover ? t.hover : t.base, enabled ? t.field : t.border);
}

void radioIndicator(const QStyleOption& option, QPainter& painter)
{
    const Theme& t = theme();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const QRectF box = centredSquare(option.rect, u(14));
    if (option.state.testFlag(QStyle::State_On)) {
        drawBox(painter, box, uExact(7), enabled ? t.accent : t.border2, {});
        drawBox(painter, centredSquare(box.toRect(), u(6)), uExact(3), t.onAccent, {});
        return;
    }
    drawBox(painter, box, uExact(7), t.base, enabled ? t.field : t.border);
}

void slider(const QStyleOptionSlider& option, QPainter& painter, const QWidget* widget)
{
    const Theme& t = theme();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool across = option.orientation == Qt::Horizontal;
    const double room = (across ? option.rect.width() : option.rect.height()) - u(14);
    const int at =
        QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                        static_cast<int>(room), option.upsideDown);
    const double centre = at + u(14) / 2.0;
    const QColor on = enabled ? t.accent : t.disabled;
    const QRectF r(option.rect);
    const double thick = uExact(4);
    const QRectF groove =
        across ? QRectF(r.left() + u(2), r.center().y() - thick / 2, r.width() - u(4), thick)
               : QRectF(r.center().x() - thick / 2, r.top() + u(2), thick, r.height() - u(4));
    drawBox(painter, groove, thick / 2, t.border, {});
    QRectF filled = groove;
    if (across && !option.upsideDown) {
        filled.setRight(r.left() + centre);
    } else if (across) {
        filled.setLeft(r.left() + centre);
    } else {
        filled.setTop(r.top() + centre);
    }
    drawBox(painter, filled, thick / 2, on, {});
    const double side = u(13);
    const QPointF middle = across ? QPointF(r.left() + centre, r.center().y())
                                  : QPointF(r.center().x(), r.top() + centre);
    const QRectF ring(middle.x() - side / 2, middle.y() - side / 2, side, side);
    drawBox(painter, ring, side / 2, t.raised, on, 2);
    if (widget != nullptr && widget->hasFocus()) {
        drawBox(painter, centredSquare(ring.toRect(), u(5)), uExact(2.5), on, {});
    }
}

void progressBar(const QStyleOptionProgressBar& option, QPainter& painter)
{
    const Theme& t = theme();
    const double height = std::min<double>(option.rect.height(), u(4));
    const QRectF track(option.rect.x(), option.rect.y() + (option.rect.height() - height) / 2,
                       option.rect.width(), height);
    drawBox(painter, track, height / 2, t.border, {});
    const double range = static_cast<double>(option.maximum) - option.minimum;
    if (range <= 0) {
        return;  // no total known: the track alone, the number stands beside it
    }
    QRectF done = track;
    done.setWidth(track.width() * (option.progress - option.minimum) / range);
    if (option.direction == Qt::RightToLeft) {
        done.moveRight(track.right());
    }
    if (done.width() > 0) {
        drawBox(painter, done, std::min(height / 2, done.width() / 2), t.accent, {});
    }
}

void scrollBar(const QStyleOptionSlider& option, QPainter& painter)
{
    const Theme& t = theme();
    if (option.minimum >= option.maximum) {
        return;
    }
    const bool across = option.orientation == Qt::Horizontal;
    const QStyle* style = QApplication::style();
    const QRect thumb =
        style->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, nullptr);
    const double thick = uExact(6);
    const QRectF r(thumb);
    const QRectF place =
        across ? QRectF(r.left() + 2, r.center().y() - thick / 2, r.width() - 4, thick)
               : QRectF(r.center().x() - thick / 2, r.top() + 2, thick, r.height() - 4);
    const bool active = option.state.testFlag(QStyle::State_MouseOver) ||
                        option.state.testFlag(QStyle::State_Sunken);
    drawBox(painter, place, thick / 2, active ? t.field : t.border2, {});
}

void splitterHandle(const QStyleOption& option, QPainter& painter)
{
    const Theme& t = theme();
    const bool upright = option.state.testFlag(QStyle::State_Horizontal);
    const QColor colour = option.state.testFlag(QStyle::State_MouseOver) ? t.field : t.border;
    const QRectF r(option.rect);
    if (upright) {
        const double x = r.left() + static_cast<int>(r.width() / 2);
        drawRule(painter, {x, r.top()}, {x, r.bottom()}, colour);
    } else {
        const double y = r.top() + static_cast<int>(r.height() / 2);
        drawRule(painter, {r.left(), y}, {r.right(), y}, colour);
    }
}

}  // namespace marginalia::drawing
