// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/panel_audit.h"

#include "tests/widgets/panel_parts.h"
#include "widgets/common/labels.h"
#include "widgets/common/style.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QProgressBar>

namespace marginalia::test {

namespace {

bool labelIsCut(const QLabel& label)
{
    if (qobject_cast<const ElidedLabel*>(&label) != nullptr || label.text().isEmpty() ||
        !label.pixmap().isNull()) {
        return false;
    }
    return label.wordWrap() ? label.heightForWidth(label.width()) > label.height() + 2
                            : label.fontMetrics().horizontalAdvance(label.text()) >
                                  label.contentsRect().width() + 2;
}

/// Beyond the edge of an area that does not scroll that way: nobody can ever see that part.
bool sticksOut(const QWidget* widget, const QWidget& root)
{
    for (QWidget* parent = widget->parentWidget(); parent != nullptr && parent != &root;
         parent = parent->parentWidget()) {
        const auto* area = qobject_cast<QAbstractScrollArea*>(parent->parentWidget());
        if (area == nullptr || area->viewport() != parent ||
            area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff) {
            continue;
        }
        const QRect place(widget->mapTo(parent, QPoint()), widget->size());
        if (place.left() < -1 || place.right() > parent->width() + 1) {
            return true;
        }
    }
    return false;
}

}  // namespace

QStringList cutTexts(QWidget& root)
{
    QStringList out;
    for (QWidget* widget : visibleParts(root, [](const QWidget*) { return true; })) {
        QString text;
        bool cut = false;
        if (const auto* label = qobject_cast<QLabel*>(widget)) {
            text = label->text();
            cut = labelIsCut(*label);
        } else if (const auto* button = qobject_cast<QAbstractButton*>(widget)) {
            text = button->text();
            cut = !text.isEmpty() && button->width() + 1 < button->minimumSizeHint().width();
        }
        if (cut && widget->toolTip().isEmpty()) {
            out << QStringLiteral("cut: ") + pathOf(widget) + QStringLiteral(": ") + text;
        } else if ((isControl(widget) || !text.isEmpty()) && sticksOut(widget, root)) {
            out << QStringLiteral("sticks out: ") + pathOf(widget) + QStringLiteral(": ") + text;
        }
    }
    return out;
}

QStringList namelessWidgets(QWidget& root)
{
    QStringList out;
    const auto named = [](const QWidget* widget) {
        return (isControl(widget) || qobject_cast<const QProgressBar*>(widget) != nullptr) &&
               !isInner(widget);
    };
    for (QWidget* widget : visibleParts(root, named)) {
        if (spokenName(widget).isEmpty()) {
            out << QStringLiteral("no name: ") + pathOf(widget);
        }
    }
    return out;
}

QStringList keylessWidgets(QWidget& root)
{
    QStringList out;
    for (QWidget* widget : controls(root)) {
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        // Of a group of choices one is a stop of Tab, arrows reach the others.
        const bool inGroup =
            button != nullptr && (button->group() != nullptr || button->autoExclusive());
        const bool byTab = (widget->focusPolicy() & Qt::TabFocus) != 0 ||
                           widget->focusProxy() != nullptr || inGroup;
        if (widget->isEnabled() && !byTab && !widget->property("keysElsewhere").toBool()) {
            out << QStringLiteral("no key: ") + pathOf(widget) + QStringLiteral(": ") +
                       spokenName(widget);
        }
    }
    return out;
}

int primaryButtons(QWidget& root)
{
    const auto primary = [](const QWidget* widget) {
        return qobject_cast<const QAbstractButton*>(widget) != nullptr &&
               buttonRole(widget) == ButtonRole::Primary;
    };
    return static_cast<int>(visibleParts(root, primary).size());
}

QStringList audit(QWidget& root, const QImage& picture)
{
    QStringList out = cutTexts(root) + namelessWidgets(root) + keylessWidgets(root) +
                      faintParts(root, picture) + strangeColours(picture);
    if (primaryButtons(root) > 1) {
        out << QStringLiteral("%1 primary buttons").arg(primaryButtons(root));
    }
    return out;
}

}  // namespace marginalia::test
