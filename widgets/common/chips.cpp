// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace marginalia {

ChipButton::ChipButton(const QString& text, Kind kind, QWidget* parent)
    : QAbstractButton(parent), m_kind(kind)
{
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setFont(textFont(Face::Small, QFont::Medium));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCheckable(kind == Kind::Toggle);
}

QSize ChipButton::sizeHint() const
{
    // A property keeps its width when it is chosen: its tick has a place from the start.
    const int icon = m_kind == Kind::Live ? u(14) + u(4) : u(12) + u(4);
    return {fontMetrics().horizontalAdvance(text()) + icon + 2 * u(10),
            std::max(u(24), fontMetrics().height() + u(4))};
}

QSize ChipButton::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), u(80)), sizeHint().height()};
}

QRect ChipButton::crossRect() const
{
    const int width = u(12) + u(10) + u(4);
    return layoutDirection() == Qt::RightToLeft ? QRect(0, 0, width, height())
                                                : QRect(this->width() - width, 0, width, height());
}

void ChipButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const bool toggle = m_kind == Kind::Toggle;
    const bool filter = m_kind == Kind::Filter || (toggle && isChecked());
    const bool accent = toggle ? isChecked() : m_kind != Kind::Add;
    QColor fill = filter ? t.accentSoft : t.raised;
    if (underMouse() && isEnabled()) {
        fill = filter ? t.selection : t.hover;
    }
    const QColor border = filter ? QColor() : (accent ? t.accent : t.border2);
    drawBox(painter, QRectF(rect()), height() / 2.0, fill, border);
    const QColor ink = !isEnabled() ? t.disabled : (accent ? t.accent : t.text);
    const bool leading = m_kind == Kind::Add || toggle;
    const bool iconLeft = leading != (layoutDirection() == Qt::RightToLeft);
    const int side = m_kind == Kind::Live ? u(14) : u(12);
    const char* const name = toggle                   ? (isChecked() ? "check" : "plus")
                             : m_kind == Kind::Filter ? "close"
                             : m_kind == Kind::Add    ? "plus"
                                                      : "live";
    const int iconX = iconLeft ? u(10) : width() - u(10) - side;
    paintIcon(painter, QLatin1String(name), QRectF(iconX, (height() - side) / 2.0, side, side),
              side, ink);
    const QRect place(iconLeft ? u(10) + side + u(4) : u(10), 0,
                      width() - 2 * u(10) - side - u(4) + 1, height());
    painter.setPen(ink);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(text(), Qt::ElideRight, place.width()));
}

void ChipButton::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_kind == Kind::Filter && event->button() == Qt::LeftButton &&
        crossRect().contains(event->position().toPoint())) {
        setDown(false);
        Q_EMIT removeRequested();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void ChipButton::keyPressEvent(QKeyEvent* event)
{
    if (m_kind == Kind::Filter &&
        (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)) {
        Q_EMIT removeRequested();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

Switch::Switch(const QString& text, QWidget* parent) : QAbstractButton(parent)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

Switch::Switch(QAction* action, QWidget* parent) : Switch(plainActionText(action), parent)
{
    setObjectName(action->objectName() + QStringLiteral(".switch"));
    const auto follow = [this, action] {
        setChecked(action->isChecked());
        setEnabled(action->isEnabled());
        setToolTip(toolTipOf(action));
        m_key = keyText(action);
        updateGeometry();
        update();
    };
    follow();
    connect(action, &QAction::changed, this, follow);
    connect(action, &QAction::toggled, this, &QAbstractButton::setChecked);
    connect(this, &QAbstractButton::clicked, action, [action] { action->trigger(); });
}

void Switch::setKey(const QString& key)
{
    m_key = key;
    updateGeometry();
}

QSize Switch::sizeHint() const
{
    int width = u(30);
    if (!text().isEmpty()) {
        width += u(8) + fontMetrics().horizontalAdvance(text());
    }
    if (!m_key.isEmpty()) {
        width += u(8) + static_cast<int>(keyCapSize(m_key).width());
    }
    return {width, std::max(u(24), fontMetrics().height() + u(4))};
}

void Switch::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const double w = u(30);
    const double h = u(16);
    const QRectF track(mirrored ? width() - w : 0, (height() - h) / 2, w, h);
    const QColor off = isEnabled() ? t.border2 : t.border;
    drawBox(painter, track, h / 2, isChecked() && isEnabled() ? t.accent : off, {});
    const double knob = h - 4;
    const bool atRight = isChecked() != mirrored;
    drawBox(
        painter,
        QRectF(atRight ? track.right() - knob - 2 : track.left() + 2, track.top() + 2, knob, knob),
        knob / 2, isChecked() ? t.onAccent : t.raised, {});
    double x = w + u(8);
    const double textWidth = fontMetrics().horizontalAdvance(text());
    const auto place = [&](double width) {
        return QRectF(mirrored ? this->width() - x - width : x, 0, width, height());
    };
    painter.setPen(isEnabled() ? t.text : t.disabled);
    if (!text().isEmpty()) {
        painter.drawText(place(textWidth + 1), Qt::AlignVCenter | Qt::AlignLeft, text());
        x += textWidth + u(8);
    }
    if (!m_key.isEmpty()) {
        const QSizeF size = keyCapSize(m_key);
        QRectF cap = place(size.width());
        cap.setTop((height() - size.height()) / 2);
        cap.setHeight(size.height());
        drawKeyCap(painter, cap, m_key, isEnabled());
    }
}

}  // namespace marginalia
