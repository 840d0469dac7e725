// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/panel.h"

#include "widgets/common/focus_ring.h"
#include "widgets/common/panel_context.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace marginalia {

Panel::Panel(QString id, const QString& title, PanelContext& context, QWidget* parent)
    : QWidget(parent), m_id(std::move(id)), m_context(context)
{
    setObjectName(QStringLiteral("panel.") + m_id);
    setAccessibleName(title);
    // A click on an empty place must not leave the focus elsewhere, or the panel's keys would be
    // dead.
    setFocusPolicy(Qt::ClickFocus);
    setProperty("ownFocus", true);
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_header = new PanelHeader(title);
    m_coach = new CoachStrip;
    m_coach->hide();
    m_infoBar = new InfoBar;
    m_busy = new BusyLine(this);
    m_layout->addWidget(m_header);
    m_layout->addWidget(m_coach);
    m_layout->addWidget(m_infoBar);
    connect(m_coach, &CoachStrip::closed, &context.tour, &Tour::stop);
    connect(&context.tour, &Tour::changed, this, [this] { m_context.tour.fill(*m_coach, m_id); });
    takeActions();
}

void Panel::setBody(QWidget* body)
{
    m_layout->addWidget(body, 1);
    m_busy->raise();
}

void Panel::takeActions()
{
    for (const ActionSpec& spec : m_context.actions.specs()) {
        if (m_context.actions.panelOf(spec.id) == m_id) {
            addAction(m_context.actions.action(spec.id));
        }
    }
}

void Panel::enter()
{
    m_inFront = true;
    qApp->installEventFilter(this);
    m_context.tour.fill(*m_coach, m_id);
    if (QWidget* first = firstFocus()) {
        first->setFocus(Qt::OtherFocusReason);
    } else {
        setFocus(Qt::OtherFocusReason);
    }
}

void Panel::leave()
{
    m_inFront = false;
    qApp->removeEventFilter(this);
}

void Panel::saveState(QSettings&) const {}

void Panel::restoreState(QSettings&) {}

bool Panel::perform(const QString&, const QVariantMap&)
{
    return false;
}

QAction* Panel::digitAction(const QKeyEvent& event) const
{
    const std::optional<int> digit = digitOf(event);
    if (!digit) {
        return nullptr;
    }
    // AltGr and Ctrl belong to the keyboard and to other keys.
    const Qt::KeyboardModifiers held =
        event.modifiers() & (Qt::ShiftModifier | Qt::AltModifier | Qt::ControlModifier);
    const QKeySequence wanted(QKeyCombination(held, Qt::Key(Qt::Key_0 + *digit)));
    for (QAction* action : actions()) {
        if (action->shortcuts().contains(wanted)) {
            return action;
        }
    }
    return nullptr;
}

bool Panel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) {
        return false;
    }
    auto* widget = qobject_cast<QWidget*>(watched);
    if (widget == nullptr || widget != QApplication::focusWidget() || isTextInput(widget) ||
        (widget != this && !isAncestorOf(widget))) {
        return false;
    }
    auto* key = static_cast<QKeyEvent*>(event);
    QAction* action = digitAction(*key);
    if (action == nullptr || !action->isEnabled()) {
        return false;
    }
    // The override keeps Qt's own shortcut, which goes by the letter, from firing a second time.
    event->accept();
    if (event->type() == QEvent::KeyPress && !key->isAutoRepeat()) {
        action->trigger();
    }
    return true;
}

void Panel::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter || event->isAutoRepeat() || m_coach->isHidden() || !m_coach->runAction()) {
        QWidget::keyPressEvent(event);
    }
}

void Panel::paintEvent(QPaintEvent*)
{
    // Two pixels over the body, so that nothing moves when they come and go.
    const int top = m_header->height() + (m_coach->isVisible() ? m_coach->height() : 0) +
                    (m_infoBar->isVisible() ? m_infoBar->height() : 0);
    m_busy->setGeometry(0, top, width(), m_busy->height());
    QPainter painter(this);
    painter.fillRect(rect(), theme().window);
}

}  // namespace marginalia
