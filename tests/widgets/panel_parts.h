// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRect>
#include <QString>
#include <QWidget>

namespace marginalia::test {

/// What the checks of panel_audit.h look at.

/// A person acts on it: buttons, fields, lists, sliders, links.
bool isControl(const QWidget* widget);
/// Parts that Qt itself makes inside a control are named and reached by the control.
bool isInner(const QWidget* widget);
/// Class and object name of a widget and of up to three around it.
QString pathOf(const QWidget* widget);
/// The name that assistive technology is given.
QString spokenName(QWidget* widget);
QRect placeIn(const QWidget& root, const QWidget* widget);
/// What of a widget its scrolling ancestors leave to see.
QRect seenIn(const QWidget& root, const QWidget* widget);

/// The visible widgets below `root` for which `keep` holds.
template <class Keep>
QList<QWidget*> visibleParts(QWidget& root, Keep keep)
{
    QList<QWidget*> out;
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        if (widget->isVisibleTo(&root) && widget->width() > 0 && widget->height() > 0 &&
            keep(widget)) {
            out << widget;
        }
    }
    return out;
}
/// Of those the controls that are no part of another.
QList<QWidget*> controls(QWidget& root);

}  // namespace marginalia::test
