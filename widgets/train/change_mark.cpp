// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/change_mark.h"

#include "widgets/common/theme.h"

#include <QEvent>
#include <QPainter>

namespace marginalia {
namespace {

constexpr int kBar = 3;
constexpr int kHit = 8;  // wide enough for a mouse

}  // namespace

ChangeMark::ChangeMark(QWidget* target, const QString& name)
    : QAbstractButton(target->parentWidget()), m_target(target), m_name(name)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Restore %1").arg(name));
    hide();
    target->installEventFilter(this);
}

void ChangeMark::setChanged(bool changed, const QString& original)
{
    m_changed = changed;
    setToolTip(tr("Changed. Click to restore %1 to %2.").arg(m_name, original));
    setAccessibleDescription(toolTip());
    place();
}

void ChangeMark::place()
{
    if (m_target->parentWidget() != parentWidget()) {
        setParent(m_target->parentWidget());
    }
    if (parentWidget() == nullptr) {
        return;  // not laid out yet
    }
    const QRect target = m_target->geometry();
    setGeometry(target.left() - u(kHit), target.top(), u(kHit), target.height());
    setVisible(m_changed && m_target->isVisibleTo(m_target->parentWidget()));
    raise();
}

bool ChangeMark::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
        case QEvent::Move:
        case QEvent::Resize:
        case QEvent::ShowToParent:
        case QEvent::HideToParent:
        case QEvent::ParentChange:
            place();
            break;
        default:
            break;
    }
    return QAbstractButton::eventFilter(watched, event);
}

void ChangeMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect((width() - u(kBar)) / 2, 0, u(kBar), height()), theme().accent);
    if (hasFocus()) {
        painter.setPen(QPen(theme().accent, 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

}  // namespace marginalia
