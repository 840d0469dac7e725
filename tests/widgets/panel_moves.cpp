// SPDX-License-Identifier: GPL-3.0-or-later
// What changes of a panel when the focus or its data do.
#include "tests/widgets/panel_audit.h"
#include "tests/widgets/panel_parts.h"
#include "widgets/common/panes.h"

#include <QAbstractButton>
#include <QApplication>
#include <QPainter>
#include <QPointer>

namespace marginalia::test {

namespace {

/// With the frame that shows the focus, which is a child of the window.
QImage pictureAround(const QWidget* widget)
{
    QWidget* window = widget->window();
    const QRect place = placeIn(*window, widget).adjusted(-4, -4, 4, 4).intersected(window->rect());
    QImage out(place.size(), QImage::Format_ARGB32_Premultiplied);
    out.fill(Qt::transparent);
    QPainter painter(&out);
    window->render(&painter, QPoint(), QRegion(place),
                   QWidget::DrawWindowBackground | QWidget::DrawChildren);
    return out;
}

}  // namespace

QStringList ringlessWidgets(QWidget& root)
{
    QStringList out;
    QPointer<QWidget> before = QApplication::focusWidget();
    QList<QPointer<QWidget>> all;  // the focus may make a panel drop some
    for (QWidget* widget : controls(root)) {
        all << widget;
    }
    for (const QPointer<QWidget>& widget : std::as_const(all)) {
        if (widget == nullptr || !widget->isVisibleTo(&root) || !widget->isEnabled() ||
            (widget->focusPolicy() & Qt::TabFocus) == 0 || widget->focusProxy() != nullptr ||
            seenIn(root, widget).isEmpty()) {
            continue;
        }
        if (QWidget* now = QApplication::focusWidget()) {
            now->clearFocus();
        }
        QApplication::processEvents();
        if (widget == nullptr) {
            continue;
        }
        const QImage without = pictureAround(widget);
        widget->setFocus(Qt::TabFocusReason);
        QApplication::processEvents();
        if (widget != nullptr && pictureAround(widget) == without) {
            out << (widget->hasFocus() ? QStringLiteral("no ring: ")
                                       : QStringLiteral("takes no focus: ")) +
                       pathOf(widget) + QStringLiteral(": ") + spokenName(widget);
        }
    }
    if (before != nullptr) {
        before->setFocus(Qt::OtherFocusReason);
    }
    return out;
}

Places placesOf(QWidget& root)
{
    Places out;
    const auto stands = [](const QWidget* widget) {
        return (isControl(widget) && !isInner(widget)) ||
               qobject_cast<const Card*>(widget) != nullptr ||
               qobject_cast<const SideColumn*>(widget) != nullptr;
    };
    for (const QWidget* widget : visibleParts(root, stands)) {
        out.insert(widget, placeIn(root, widget));
    }
    return out;
}

QStringList movedWidgets(QWidget& root, const Places& before)
{
    QStringList out;
    const Places now = placesOf(root);
    for (auto it = now.cbegin(); it != now.cend(); ++it) {
        const auto old = before.constFind(it.key());
        // A button is as wide as its words, which are data at times ("Add 3 pairs").
        const bool byWords = qobject_cast<const QAbstractButton*>(it.key()) != nullptr;
        if (old == before.constEnd()) {
            continue;
        }
        const QRect was = byWords ? QRect(old->topLeft(), QSize(it->width(), old->height())) : *old;
        if (was != it.value()) {
            const auto words = [](const QRect& rect) {
                return QStringLiteral("%1,%2 %3x%4")
                    .arg(rect.x())
                    .arg(rect.y())
                    .arg(rect.width())
                    .arg(rect.height());
            };
            out << QStringLiteral("moved: %1 from %2 to %3")
                       .arg(pathOf(it.key()), words(was), words(it.value()));
        }
    }
    return out;
}

}  // namespace marginalia::test
