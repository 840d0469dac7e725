// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/fields.h"

#include <QMouseEvent>
#include <QSettings>

namespace marginalia {

class SplitterHandle : public QSplitterHandle {
public:
    SplitterHandle(Qt::Orientation orientation, Splitter* parent)
        : QSplitterHandle(orientation, parent)
    {
        setAttribute(Qt::WA_Hover);
    }

protected:
    void mouseDoubleClickEvent(QMouseEvent*) override
    {
        auto* owner = static_cast<Splitter*>(splitter());
        for (int i = 0; i < owner->count(); ++i) {
            if (owner->handle(i) == this) {
                owner->fold(i);
                return;
            }
        }
    }
};

Splitter::Splitter(Qt::Orientation orientation, const QString& name, QWidget* parent)
    : QSplitter(orientation, parent)
{
    setObjectName(name);
    setChildrenCollapsible(true);
    // The grip is 7 wide, the line inside it one pixel; the columns meet at the line.
    setHandleWidth(1);
}

QSplitterHandle* Splitter::createHandle()
{
    return new SplitterHandle(orientation(), this);
}

void Splitter::addSide(QWidget* widget, double width, double least)
{
    addWidget(widget);
    const int at = indexOf(widget);
    setStretchFactor(at, 0);
    setCollapsible(at, true);
    if (orientation() == Qt::Horizontal) {
        widget->setMinimumWidth(u(least));
        widget->setMaximumWidth(u(420));
    } else {
        widget->setMinimumHeight(u(least));
    }
    m_sides.insert(widget, u(width));
    QList<int> wanted;
    for (int i = 0; i < count(); ++i) {
        wanted << m_sides.value(this->widget(i), u(900));
    }
    setSizes(wanted);
}

void Splitter::addMiddle(QWidget* widget)
{
    addWidget(widget);
    const int at = indexOf(widget);
    setStretchFactor(at, 1);
    setCollapsible(at, false);
}

void Splitter::fold(int handle)
{
    // The handle lies before widget(handle); the side column is whichever neighbour is one.
    QWidget* before = widget(handle - 1);
    QWidget* after = widget(handle);
    QWidget* side = m_sides.contains(before) ? before : after;
    if (!m_sides.contains(side)) {
        return;
    }
    const int at = indexOf(side);
    QList<int> now = sizes();
    const int middle = side == before ? handle : handle - 1;
    if (now[at] > 0) {
        m_sides[side] = now[at];
        now[middle] += now[at];
        now[at] = 0;
    } else {
        now[at] = m_sides[side];
        now[middle] -= m_sides[side];
    }
    setSizes(now);
}

void Splitter::saveSizes(QSettings& settings) const
{
    settings.setValue(objectName() + QStringLiteral("/sizes"), saveState());
}

void Splitter::restoreSizes(QSettings& settings)
{
    const QByteArray kept = settings.value(objectName() + QStringLiteral("/sizes")).toByteArray();
    if (!kept.isEmpty()) {
        restoreState(kept);
    }
}

}  // namespace marginalia
