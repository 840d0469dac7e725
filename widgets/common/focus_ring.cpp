// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/focus_ring.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QFocusEvent>
#include <QFocusFrame>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTextEdit>

namespace marginalia {

bool isTextInput(const QWidget* widget)
{
    if (qobject_cast<const QLineEdit*>(widget) != nullptr ||
        qobject_cast<const QAbstractSpinBox*>(widget) != nullptr) {
        return true;
    }
    if (const auto* combo = qobject_cast<const QComboBox*>(widget)) {
        return combo->isEditable();
    }
    if (const auto* edit = qobject_cast<const QTextEdit*>(widget)) {
        return !edit->isReadOnly();
    }
    if (const auto* edit = qobject_cast<const QPlainTextEdit*>(widget)) {
        return !edit->isReadOnly();
    }
    return false;
}

namespace {

/// Widgets that show the focus themselves, or are too large for a ring to say anything.
bool drawsItself(const QWidget* widget)
{
    return isTextInput(widget) || qobject_cast<const QComboBox*>(widget) != nullptr ||
           qobject_cast<const QAbstractScrollArea*>(widget) != nullptr ||
           qobject_cast<const QMenu*>(widget) != nullptr ||
           qobject_cast<const QMenuBar*>(widget) != nullptr ||
           qobject_cast<const QTabBar*>(widget) != nullptr ||
           qobject_cast<const QMainWindow*>(widget) != nullptr ||
           widget->property("ownFocus").toBool() || widget->isWindow();
}

bool byKeyboard(Qt::FocusReason reason)
{
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
           reason == Qt::ShortcutFocusReason;
}

}  // namespace

FocusRing::FocusRing(QApplication& application) : QObject(&application)
{
    application.installEventFilter(this);
}

void FocusRing::install(QApplication& application)
{
    new FocusRing(application);  // owned by the application
}

void FocusRing::follow(QWidget* widget)
{
    if (widget == nullptr) {
        if (m_frame) {
            m_frame->setWidget(nullptr);
            m_frame->hide();
        }
        return;
    }
    // A frame dies with the window it was shown in, so it is made where it is needed.
    if (!m_frame) {
        m_frame = new QFocusFrame(widget);
        m_frame->setObjectName(QStringLiteral("focusFrame"));
    }
    m_frame->setWidget(widget);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn && watched->isWidgetType()) {
        auto* widget = static_cast<QWidget*>(watched);
        const bool show = byKeyboard(static_cast<QFocusEvent*>(event)->reason()) &&
                          !drawsItself(widget) && widget->focusProxy() == nullptr;
        follow(show ? widget : nullptr);
    } else if (event->type() == QEvent::FocusOut && m_frame && m_frame->widget() == watched) {
        follow(nullptr);
    }
    return false;
}

}  // namespace marginalia
