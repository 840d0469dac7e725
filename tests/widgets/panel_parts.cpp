// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/panel_parts.h"

#include "widgets/common/labels.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>

namespace marginalia::test {

bool isControl(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) != nullptr ||
           qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QPlainTextEdit*>(widget) != nullptr ||
           qobject_cast<const QComboBox*>(widget) != nullptr ||
           qobject_cast<const QAbstractItemView*>(widget) != nullptr ||
           (qobject_cast<const QAbstractSlider*>(widget) != nullptr &&
            qobject_cast<const QScrollBar*>(widget) == nullptr) ||
           qobject_cast<const LinkLabel*>(widget) != nullptr;
}

bool isInner(const QWidget* widget)
{
    const QWidget* parent = widget->parentWidget();
    return widget->objectName().startsWith(QLatin1String("qt_")) ||
           qobject_cast<const QComboBox*>(parent) != nullptr ||
           (parent != nullptr && (parent->inherits("QAbstractSpinBox") ||
                                  parent->inherits("QLineEdit") || parent->inherits("QTabBar"))) ||
           widget->inherits("QHeaderView") || widget->inherits("QTableCornerButton");
}

QString pathOf(const QWidget* widget)
{
    QStringList parts;
    for (const QWidget* w = widget; w != nullptr && parts.size() < 4; w = w->parentWidget()) {
        parts.prepend(QLatin1String(w->metaObject()->className()) + QLatin1Char(' ') +
                      w->objectName());
    }
    return parts.join(QStringLiteral(" > "));
}

QString spokenName(QWidget* widget)
{
    QAccessibleInterface* access = QAccessible::queryAccessibleInterface(widget);
    return access == nullptr ? widget->accessibleName() : access->text(QAccessible::Name);
}

QList<QWidget*> controls(QWidget& root)
{
    return visibleParts(root, [](const QWidget* w) { return isControl(w) && !isInner(w); });
}

QRect placeIn(const QWidget& root, const QWidget* widget)
{
    return {widget->mapTo(&root, QPoint()), widget->size()};
}

QRect seenIn(const QWidget& root, const QWidget* widget)
{
    QRect out = placeIn(root, widget);
    for (const QWidget* parent = widget->parentWidget(); parent != nullptr && parent != &root;
         parent = parent->parentWidget()) {
        out = out.intersected(placeIn(root, parent));
    }
    return out;
}

}  // namespace marginalia::test
