// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/paint.h"
#include "widgets/common/style.h"
#include "widgets/common/style_parts.h"
#include "widgets/common/theme.h"

#include <QPainter>
#include <QStyleOption>
#include <QToolButton>

#include <cmath>

namespace marginalia::drawing {

namespace {

struct ButtonColours {
    QColor fill;
    QColor border;
    QColor text;
};

ButtonColours primaryColours(const QStyle::State& state)
{
    const Theme& t = theme();
    if (!state.testFlag(QStyle::State_Enabled)) {
        return {t.dark ? t.border2 : t.border2, {}, t.dark ? t.muted : t.surface};
    }
    const QColor deeper = t.dark ? QColor(Qt::white) : QColor(Qt::black);
    if (state.testFlag(QStyle::State_Sunken)) {
        return {mixed(t.accent, deeper, 0.36), {}, t.onAccent};
    }
    if (state.testFlag(QStyle::State_MouseOver)) {
        return {mixed(t.accent, deeper, 0.16), {}, t.onAccent};
    }
    return {t.accent, {}, t.onAccent};
}

ButtonColours buttonColours(const QStyle::State& state, ButtonRole role)
{
    const Theme& t = theme();
    if (role == ButtonRole::Primary) {
        return primaryColours(state);
    }
    const bool enabled = state.testFlag(QStyle::State_Enabled);
    const bool bare = role == ButtonRole::Quiet || role == ButtonRole::Link;
    ButtonColours out{bare ? QColor() : t.raised, bare ? QColor() : t.border2,
                      role == ButtonRole::Link ? t.accent : t.text};
    if (!enabled) {
        out.text = t.disabled;
        out.border = bare ? QColor() : t.border;
        out.fill = bare ? QColor() : t.surface;
        return out;
    }
    if (role == ButtonRole::Link) {
        return out;
    }
    if (state.testFlag(QStyle::State_On)) {
        out.fill = t.accentSoft;
        out.text = t.accent;
        out.border = bare ? QColor() : t.accent;
    } else if (state.testFlag(QStyle::State_Sunken)) {
        out.fill = mixed(t.hover, t.border2, 0.4);
    } else if (state.testFlag(QStyle::State_MouseOver)) {
        out.fill = t.hover;
    }
    return out;
}

QIcon::Mode iconMode(const QStyle::State& state)
{
    return state.testFlag(QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled;
}

void drawIcon(QPainter& painter, const QIcon& icon, const QRectF& rect, const QStyle::State& state,
              const QColor& colour, bool tinted)
{
    const qreal ratio = devicePixels(painter);
    QPixmap pixmap = icon.pixmap(rect.size().toSize(), ratio, iconMode(state),
                                 state.testFlag(QStyle::State_On) ? QIcon::On : QIcon::Off);
    if (tinted) {
        QPainter tint(&pixmap);
        tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
        tint.fillRect(QRectF(QPointF(0, 0), rect.size()), colour);
    }
    // On whole device pixels, or the lines blur.
    const auto snapped = [ratio](double v) { return std::round(v * ratio) / ratio; };
    painter.drawPixmap(QPointF(snapped(rect.left()), snapped(rect.top())), pixmap);
}

}  // namespace

void buttonFrame(const QStyleOption& option, QPainter& painter, const QWidget* widget)
{
    const ButtonColours colours = buttonColours(option.state, buttonRole(widget));
    if (colours.fill.isValid() || colours.border.isValid()) {
        drawBox(painter, QRectF(option.rect), uExact(4), colours.fill, colours.border);
    }
}

void buttonLabel(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget)
{
    const ButtonRole role = buttonRole(widget);
    const ButtonColours colours = buttonColours(option.state, role);
    const int side = option.icon.isNull() ? 0 : u(14);
    const int gap = side > 0 && !option.text.isEmpty() ? u(6) : 0;
    const int textWidth = option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width();
    const int room = option.rect.width() - (role == ButtonRole::Link ? 0 : u(8));
    const int width = std::min(side + gap + textWidth, room);
    int x = role == ButtonRole::Link ? option.rect.left()
                                     : option.rect.left() + (option.rect.width() - width) / 2;
    const bool rightToLeft = option.direction == Qt::RightToLeft;
    if (side > 0) {
        const int at = rightToLeft ? x + width - side : x;
        const QRectF place(at, option.rect.top() + (option.rect.height() - side) / 2, side, side);
        drawIcon(painter, option.icon, place, option.state, colours.text,
                 role == ButtonRole::Primary || role == ButtonRole::Link);
        x += rightToLeft ? 0 : side + gap;
    }
    const QRect place(x, option.rect.top(), width - side - gap, option.rect.height());
    painter.setPen(colours.text);
    const bool underline = widget != nullptr && widget->style()->styleHint(
                                                    QStyle::SH_UnderlineShortcut, &option, widget);
    const QString text = place.width() >= textWidth
                             ? option.text
                             : option.fontMetrics.elidedText(option.text, Qt::ElideRight,
                                                             place.width(), Qt::TextShowMnemonic);
    painter.drawText(place,
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine |
                         (underline ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
                     text);
}

void toolButton(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget)
{
    // Tool buttons are quiet unless they say otherwise.
    ButtonRole role = buttonRole(widget);
    if (role == ButtonRole::Normal) {
        role = ButtonRole::Quiet;
    }
    QStyle::State state = option.state;
    if (!state.testFlag(QStyle::State_MouseOver) || !state.testFlag(QStyle::State_Enabled)) {
        state.setFlag(QStyle::State_MouseOver, false);
    }
    state.setFlag(QStyle::State_Sunken, option.activeSubControls != QStyle::SC_None &&
                                            state.testFlag(QStyle::State_Sunken));
    const ButtonColours colours = buttonColours(state, role);
    if (colours.fill.isValid()) {
        drawBox(painter, QRectF(option.rect), uExact(4), colours.fill, colours.border);
    }
    const bool showText =
        option.toolButtonStyle != Qt::ToolButtonIconOnly && !option.text.isEmpty();
    const bool showIcon = option.toolButtonStyle != Qt::ToolButtonTextOnly && !option.icon.isNull();
    const int side = showIcon ? std::min(u(16), option.iconSize.width()) : 0;
    const int gap = showIcon && showText ? u(6) : 0;
    const int textWidth = showText ? option.fontMetrics.horizontalAdvance(option.text) : 0;
    int x = option.rect.left() + (option.rect.width() - side - gap - textWidth) / 2;
    if (showIcon) {
        const QRectF place(x, option.rect.top() + (option.rect.height() - side) / 2, side, side);
        drawIcon(painter, option.icon, place, state, colours.text,
                 state.testFlag(QStyle::State_On));
        x += side + gap;
    }
    if (showText) {
        painter.setPen(colours.text);
        painter.drawText(QRect(x, option.rect.top(), textWidth + 1, option.rect.height()),
                         Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, option.text);
    }
}

}  // namespace marginalia::drawing
