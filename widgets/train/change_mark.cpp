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

ChangeMark::ChangeMark(QWidget* target, const QString& name, QWidget* host)
    : QAbstractButton(host), m_target(target), m_name(name)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Restore %1").arg(name));
    hide();
}

void ChangeMark::setChanged(bool changed, const QString& original)
{
    m_changed = changed;
    setToolTip(tr("Changed. Click to restore %1 to %2.").arg(m_name, original));
    setAccessibleDescription(toolTip());
    // Anything between target and host may move the target; filters that are there stay single.
    for (QWidget* part = m_target; part != nullptr && part != parentWidget();
         part = part->parentWidget()) {
        part->installEventFilter(this);
    }
    place();
}

void ChangeMark::place()
{
    const bool shown = m_changed && !m_target.isNull() && parentWidget()->isAncestorOf(m_target) &&
                       m_target->isVisibleTo(parentWidget());
    setVisible(shown);
    if (shown) {
        const QPoint corner = m_target->mapTo(parentWidget(), QPoint(0, 0));
        setGeometry(corner.x() - u(kHit), corner.y(), u(kHit), m_target->height());
        raise();
    }
}

bool ChangeMark::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
        case QEvent::Move:
        case QEvent::Resize:
        case QEvent::ShowToParent:
        case QEvent::HideToParent:
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
