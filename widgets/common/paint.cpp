// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/paint.h"

#include "widgets/common/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionViewItem>

#include <cmath>

namespace marginalia {

double devicePixels(const QPainter& painter)
{
    // A widget that is rendered into a picture still names itself as the device; only the transform
    // knows the picture's scale.
    return std::max(painter.device()->devicePixelRatioF(), painter.deviceTransform().m11());
}

double hairline(const QPainter& painter)
{
    return 1.0 / devicePixels(painter);
}

void drawBox(QPainter& painter, const QRectF& rect, double radius, const QColor& fill,
             const QColor& border, double borderWidth)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(border.isValid() ? QPen(border, borderWidth) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const double inset = border.isValid() ? borderWidth / 2 : 0;
    const QRectF inner = rect.adjusted(inset, inset, -inset, -inset);
    const double corner = std::max(0.0, radius - inset);
    if (corner > 0) {
        painter.drawRoundedRect(inner, corner, corner);
    } else {
        painter.drawRect(inner);
    }
    painter.restore();
}

void drawBox(QPainter& painter, const QRectF& rect, double radius, const QColor& fill,
             const QColor& border)
{
    drawBox(painter, rect, radius, fill, border, hairline(painter));
}

void drawRule(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& colour)
{
    const double width = hairline(painter);
    if (from.y() == to.y()) {
        painter.fillRect(QRectF(from.x(), from.y(), to.x() - from.x(), width), colour);
    } else {
        painter.fillRect(QRectF(from.x(), from.y(), width, to.y() - from.y()), colour);
    }
}

void drawListRow(QPainter& painter, const QStyleOptionViewItem& option)
{
    const Theme& t = theme();
    const QRectF row(option.rect);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        drawBox(painter, row, uExact(4), selected ? t.selection : t.hover, Qt::transparent);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        drawBox(painter, row.adjusted(1, 1, -1, -1), uExact(4), Qt::transparent, t.accent,
                uExact(2));
    }
}

QSizeF keyCapSize(const QString& text)
{
    const QFontMetricsF metrics(monoFont(11));
    const double height = std::max<double>(u(18), metrics.height() + 2);
    return {std::max(height, std::ceil(metrics.horizontalAdvance(text)) + u(10)), height};
}

void drawKeyCap(QPainter& painter, const QRectF& rect, const QString& text, bool enabled)
{
    const Theme& t = theme();
    drawBox(painter, rect, uExact(3), t.key, t.border2);
    // The lower edge is one pixel heavier, which is what makes it a key.
    painter.fillRect(QRectF(rect.left() + u(3), rect.bottom() - 2 * hairline(painter),
                            rect.width() - u(6), hairline(painter)),
                     t.border2);
    painter.save();
    painter.setFont(monoFont(11));
    painter.setPen(enabled ? t.muted : t.disabled);
    // Letter by letter: some fixed-width fonts draw "++" or "->" as one sign.
    const QFontMetricsF metrics(painter.font(), painter.device());
    double x = rect.center().x() - metrics.horizontalAdvance(text) / 2;
    const double y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    for (const QChar letter : text) {
        painter.drawText(QPointF(x, y), QString(letter));
        x += metrics.horizontalAdvance(letter);
    }
    painter.restore();
}

void drawBusyRing(QPainter& painter, const QRectF& rect, const QColor& colour, double turn)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, uExact(1.6), Qt::SolidLine, Qt::RoundCap));
    const double inset = uExact(1);
    painter.drawArc(rect.adjusted(inset, inset, -inset, -inset), static_cast<int>(-turn * 360 * 16),
                    270 * 16);
    painter.restore();
}

}  // namespace marginalia
