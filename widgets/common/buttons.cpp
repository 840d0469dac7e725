// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/buttons.h"

#include "widgets/common/actions.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint.h"
#include "widgets/common/style_parts.h"
#include "widgets/common/tool_tip.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionButton>

namespace marginalia {

namespace {

constexpr int kRingDelay = 300;  // ms; shorter work shows nothing
constexpr int kRingStep = 50;
// Beside a key cap: its distance to the edge and to the words, and of these to the other edge.
constexpr double kKeyEdge = 8;
constexpr double kKeyGap = 8;
constexpr double kTextEdge = 12;

}  // namespace

Button::Button(const QString& text, ButtonRole role, const QString& iconName, QWidget* parent)
    : QPushButton(text, parent)
{
    setButtonRole(*this, role);
    if (!iconName.isEmpty()) {
        setIcon(themeIcon(iconName));
    }
    setAutoDefault(false);
    connect(&m_ring, &QTimer::timeout, this, [this] {
        m_ring.setInterval(kRingStep);
        m_turn += 0.06;
        update();
    });
}

Button::Button(QAction* action, ButtonRole role, KeyPlace keys, QWidget* parent)
    : Button(QString(), role, {}, parent)
{
    setObjectName(action->objectName() + QStringLiteral(".button"));
    m_place = keys;
    takeFrom(*action);
    setCheckable(action->isCheckable());
    connect(action, &QAction::changed, this, [this, action] { takeFrom(*action); });
    connect(action, &QAction::toggled, this, &QAbstractButton::setChecked);
    connect(this, &QAbstractButton::clicked, action, [action] { action->trigger(); });
}

void Button::takeFrom(const QAction& action)
{
    setText(action.text());
    setIcon(action.icon());
    setEnabled(action.isEnabled());
    // A new button waits for its layout to show it; only a change of the action hides or shows it.
    if (property("actionHidden").toBool() == action.isVisible()) {
        setProperty("actionHidden", !action.isVisible());
        setVisible(action.isVisible());
    }
    setToolTip(toolTipOf(&action));
    setStatusTip(action.statusTip());
    setAccessibleName(plainActionText(&action));
    setAccessibleDescription(action.statusTip());
    setChecked(action.isChecked());
    m_key = m_place == KeyPlace::None ? QString() : keyText(&action);
    updateGeometry();
}

void Button::setKey(const QString& key, KeyPlace place)
{
    m_key = key;
    m_place = place;
    updateGeometry();
    update();
}

void Button::setBusy(bool busy)
{
    if (m_busy == busy) {
        return;
    }
    m_busy = busy;
    m_turn = 0;
    if (busy) {
        m_ring.start(kRingDelay);
    } else {
        m_ring.stop();
    }
    update();
}

QSize Button::sizeHint() const
{
    QSize out = QPushButton::sizeHint();
    if (!m_key.isEmpty()) {
        out.setWidth(contentWidth() + static_cast<int>(keyCapSize(m_key).width()) + u(kKeyEdge) +
                     u(kKeyGap) + u(kTextEdge));
    }
    return out;
}

int Button::contentWidth() const
{
    const int words = fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    return words + (icon().isNull() ? 0 : u(14) + u(6));
}

QSize Button::minimumSizeHint() const
{
    return sizeHint();
}

void Button::paintEvent(QPaintEvent* event)
{
    const bool ring = m_busy && m_turn > 0;
    if (m_key.isEmpty() && !ring) {
        QPushButton::paintEvent(event);
        return;
    }
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    drawing::buttonFrame(option, painter, this);
    if (ring) {
        option.icon = QIcon();
        const QRectF at(u(10), (height() - u(14)) / 2.0, u(14), u(14));
        drawBusyRing(painter, at,
                     buttonRole(this) == ButtonRole::Primary ? theme().onAccent : theme().accent,
                     m_turn);
        option.rect.setLeft(option.rect.left() + u(14));
    }
    if (!m_key.isEmpty()) {
        const QSizeF size = keyCapSize(m_key);
        const bool left = (m_place == KeyPlace::Left) != (layoutDirection() == Qt::RightToLeft);
        // Key and words stand together in the middle of a wider button.
        const double spare = std::max(0, width() - sizeHint().width()) / 2.0;
        const double x = left ? u(kKeyEdge) + spare : width() - u(kKeyEdge) - spare - size.width();
        drawKeyCap(painter, QRectF(QPointF(x, (height() - size.height()) / 2), size), m_key,
                   isEnabled());
        // The label keeps four clear on either side of its words.
        const int near = static_cast<int>(u(kKeyEdge) + spare + size.width()) + u(kKeyGap) - u(4);
        const int far = static_cast<int>(u(kTextEdge) + spare) - u(4);
        option.rect.adjust(left ? near : far, 0, left ? -far : -near, 0);
    }
    // Not through style(): the style sheet's style draws a lone label itself, icon and words
    // closer.
    drawing::buttonLabel(option, painter, this);
}

void Button::mousePressEvent(QMouseEvent* event)
{
    if (!m_busy) {
        QPushButton::mousePressEvent(event);
    }
}

void Button::keyPressEvent(QKeyEvent* event)
{
    if (m_busy) {
        event->ignore();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QPushButton::keyPressEvent(event);
}

QToolButton* iconButton(const QString& iconName, const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(themeIcon(iconName, &Theme::muted));
    button->setIconSize({u(16), u(16)});
    button->setToolTip(plainToolTip(name));
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QToolButton* iconButton(QAction* action, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setObjectName(action->objectName() + QStringLiteral(".button"));
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setIconSize({u(16), u(16)});
    button->setFocusPolicy(Qt::TabFocus);
    const auto follow = [button, action] {
        button->setAccessibleName(plainActionText(action));
        button->setToolTip(toolTipOf(action));
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    return button;
}

}  // namespace marginalia
