// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/rail.h"

#include "widgets/common/actions.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint.h"

#include <QKeyEvent>
#include <QLayout>
#include <QPainter>

namespace marginalia {

RailButton::RailButton(QAction* action, QWidget* parent) : QToolButton(parent)
{
    setDefaultAction(action);
    setObjectName(QStringLiteral("rail.") + action->objectName());
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    const auto follow = [this, action] {
        setAccessibleName(plainActionText(action));
        setToolTip(toolTipOf(action));
    };
    follow();
    connect(action, &QAction::changed, this, follow);
}

void RailButton::setBadge(int count)
{
    if (m_badge != count) {
        m_badge = count;
        setAccessibleDescription(count > 0 ? tr("%n running", nullptr, count) : QString());
        update();
    }
}

QSize RailButton::sizeHint() const
{
    const QFontMetrics metrics(textFont(Face::Caption, QFont::DemiBold));
    return {std::max(u(64), metrics.horizontalAdvance(accessibleName()) + u(10)), u(56)};
}

void RailButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QRectF box = QRectF(rect()).adjusted(u(5), u(2), -u(5), -u(2));
    if (isChecked()) {
        drawBox(painter, box, uExact(6), t.accentSoft, {});
        const double width = uExact(3);
        drawBox(painter,
                QRectF(mirrored ? this->width() - width : 0, box.top() + u(2), width,
                       box.height() - u(4)),
                uExact(1.5), t.accent, {});
    } else if (underMouse() && isEnabled()) {
        drawBox(painter, box, uExact(6), t.hover, {});
    }
    const QColor ink = !isEnabled() ? t.disabled : (isChecked() ? t.accent : t.muted);
    const double side = u(20);
    const QRectF at(width() / 2.0 - side / 2, u(9), side, side);
    const QString name = defaultAction()->property("iconName").toString();
    paintIcon(painter, name, at, side, ink);
    painter.setFont(textFont(Face::Caption, isChecked() ? QFont::DemiBold : QFont::Normal));
    painter.setPen(ink);
    painter.drawText(QRectF(0, u(32), width(), u(16)), Qt::AlignHCenter | Qt::AlignVCenter,
                     accessibleName());
    if (m_badge > 0) {
        const QString text = QString::number(m_badge);
        painter.setFont(textFont(Face::Caption, QFont::DemiBold));
        const double height = u(15);
        const double w =
            std::max(height, painter.fontMetrics().horizontalAdvance(text) + uExact(7));
        const QRectF disc(at.right() - u(4), at.top() - u(5), w, height);
        drawBox(painter, disc, height / 2, t.accent, {});
        painter.setPen(t.onAccent);
        painter.drawText(disc, Qt::AlignCenter, text);
    }
}

void RailButton::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
        case Qt::Key_Down:
            focusNextChild();
            return;
        case Qt::Key_Up:
            focusPreviousChild();
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            click();
            return;
        default:
            QToolButton::keyPressEvent(event);
    }
}

Rail::Rail(QWidget* parent) : QToolBar(parent)
{
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Panels"));
    setMovable(false);
    setFloatable(false);
    setOrientation(Qt::Vertical);
    setContextMenuPolicy(Qt::PreventContextMenu);
    layout()->setContentsMargins(0, u(4), 1, u(4));
    layout()->setSpacing(0);
    auto* gap = new QWidget;
    gap->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_gap = addWidget(gap);
}

RailButton* Rail::addPanel(QAction* action)
{
    auto* button = new RailButton(action);
    insertWidget(m_gap, button);
    equalize();
    return button;
}

RailButton* Rail::addFoot(QAction* action)
{
    auto* button = new RailButton(action);
    addWidget(button);
    equalize();
    return button;
}

void Rail::equalize()
{
    // As wide as the longest name, so that no language is cut.
    int widest = 0;
    for (const RailButton* button : buttons()) {
        widest = std::max(widest, button->sizeHint().width());
    }
    for (RailButton* button : buttons()) {
        button->setFixedWidth(widest);
    }
}

QList<RailButton*> Rail::buttons() const
{
    return findChildren<RailButton*>();
}

RailButton* Rail::button(const QString& actionId) const
{
    return findChild<RailButton*>(QStringLiteral("rail.") + actionId);
}

void Rail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().window);
    const double x = layoutDirection() == Qt::RightToLeft ? 0 : width() - hairline(painter);
    drawRule(painter, {x, 0}, {x, static_cast<double>(height())}, theme().border);
}

}  // namespace marginalia
