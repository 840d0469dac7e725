// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/panel_audit.h"

#include "widgets/common/labels.h"
#include "widgets/common/panes.h"
#include "widgets/common/style.h"
#include "widgets/common/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSlider>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QScrollBar>

#include <algorithm>
#include <set>

namespace marginalia::test {

namespace {

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

/// Parts that Qt itself makes inside a control are named and reached by the control.
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

QList<QWidget*> controls(QWidget& root)
{
    return visibleParts(root, [](const QWidget* w) { return isControl(w) && !isInner(w); });
}

QRect placeIn(const QWidget& root, const QWidget* widget)
{
    return {widget->mapTo(&root, QPoint()), widget->size()};
}

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

namespace {

/// The colour most pixels of a place have; invalid outside the picture.
QColor groundOf(const QImage& picture, const QRect& place)
{
    const QRect seen = place.intersected(picture.rect());
    QHash<QRgb, int> counts;
    for (int y = seen.top(); y <= seen.bottom(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        for (int x = seen.left(); x <= seen.right(); ++x) {
            ++counts[line[x]];
        }
    }
    const auto most = std::max_element(counts.cbegin(), counts.cend());
    return most == counts.cend() ? QColor() : QColor(most.key());
}

/// Some pixel of a place stands out from `ground` by at least `least`.
bool standsOut(const QImage& picture, const QRect& place, const QColor& ground, double least)
{
    const QRect seen = place.intersected(picture.rect());
    for (int y = seen.top(); y <= seen.bottom(); ++y) {
        for (int x = seen.left(); x <= seen.right(); ++x) {
            if (contrast(picture.pixelColor(x, y), ground) >= least) {
                return true;
            }
        }
    }
    return false;
}

/// What of a widget its scrolling ancestors leave to see.
QRect seenIn(const QWidget& root, const QWidget* widget)
{
    QRect out = placeIn(root, widget);
    for (const QWidget* parent = widget->parentWidget(); parent != nullptr && parent != &root;
         parent = parent->parentWidget()) {
        out = out.intersected(placeIn(root, parent));
    }
    return out;
}

}  // namespace

QStringList faintParts(QWidget& root, const QImage& picture)
{
    constexpr double kText = 4.5;
    constexpr double kLine = 3.0;
    QStringList out;
    for (QWidget* widget : visibleParts(root, [](const QWidget* w) { return w->isEnabled(); })) {
        const QRect seen = seenIn(root, widget);
        if (seen.width() < 8 || seen.height() < 8) {
            continue;
        }
        const auto* label = qobject_cast<QLabel*>(widget);
        if (label != nullptr && !label->text().isEmpty()) {
            const QColor ground = groundOf(picture, seen);
            const QColor ink = label->palette().color(QPalette::Active, QPalette::WindowText);
            if (ground.isValid() && contrast(ink, ground) < kText) {
                out << QStringLiteral("faint text: %1 %2 on %3: %4")
                           .arg(pathOf(widget), ink.name(), ground.name(), label->text());
            }
        }
        const bool field = !isInner(widget) && (qobject_cast<QComboBox*>(widget) != nullptr ||
                                                (qobject_cast<QLineEdit*>(widget) != nullptr &&
                                                 static_cast<QLineEdit*>(widget)->hasFrame()));
        if (field && seen == placeIn(root, widget)) {
            const QRect edge(seen.left(), seen.center().y(), 3, 1);
            const QColor ground = groundOf(picture, seen);
            if (!standsOut(picture, edge, ground, kLine)) {
                out << QStringLiteral("faint edge: ") + pathOf(widget);
            }
        }
    }
    return out;
}

namespace {

std::set<QRgb> tokensOf(const Theme& t)
{
    std::set<QRgb> out;
    for (const Token token :
         {&Theme::window,       &Theme::surface, &Theme::base,        &Theme::raised,
          &Theme::hover,        &Theme::key,     &Theme::border,      &Theme::border2,
          &Theme::field,        &Theme::text,    &Theme::muted,       &Theme::faint,
          &Theme::disabled,     &Theme::accent,  &Theme::accentSoft,  &Theme::onAccent,
          &Theme::selection,    &Theme::chosen,  &Theme::chosenSoft,  &Theme::rejected,
          &Theme::rejectedSoft, &Theme::warning, &Theme::warningSoft, &Theme::error,
          &Theme::errorSoft,    &Theme::match,   &Theme::grid,        &Theme::axis,
          &Theme::diffMark}) {
        out.insert((t.*token).rgb());
    }
    for (const QColor& run : t.runs) {
        out.insert(run.rgb());
    }
    // The ground of the application's mark is the same in both looks.
    out.insert(QColor(0x0B7066).rgb());
    return out;
}

/// Mixtures of two tokens that the design asks for: not in the table, but made of it.
QList<QColor> mixturesOf(const Theme& t)
{
    QList<QColor> out;
    for (int i = -100; i <= 100; ++i) {
        out << t.diverging(i / 100.0);
    }
    QList<QColor> lines = {t.chosen, t.rejected};
    lines.append(QList<QColor>(t.runs.begin(), t.runs.end()));
    for (const QColor& line : std::as_const(lines)) {
        out << mixed(t.base, line, 0.30);    // raw points under a smooth line
        out << mixed(t.surface, line, 0.5);  // sample of a run that is not shown
    }
    out << mixed(t.base, t.text, t.dark ? 0.20 : 0.14);  // band of percentiles
    out << mixed(t.base, t.text, 0.10);                  // band of a pause
    out << mixed(t.surface, t.border2, 0.9);             // bars of the pace
    out << mixed(t.base, t.hover, 0.3);                  // a box under the pointer
    return out;
}

bool isFlat(const QImage& picture, int x, int y)
{
    const QRgb here = picture.pixel(x, y);
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
            if (picture.pixel(x + dx, y + dy) != here) {
                return false;
            }
        }
    }
    return true;
}

bool isNearOneOf(const QList<QColor>& known, const QColor& colour)
{
    // Blending rounds differently from mixed().
    return std::any_of(known.begin(), known.end(), [&](const QColor& other) {
        return std::abs(colour.red() - other.red()) <= 2 &&
               std::abs(colour.green() - other.green()) <= 2 &&
               std::abs(colour.blue() - other.blue()) <= 2;
    });
}

}  // namespace

QStringList strangeColours(const QImage& picture)
{
    constexpr int kLeast = 24;  // pixels; less is a bend of a line, not an area
    const std::set<QRgb> tokens = tokensOf(theme());
    const QList<QColor> mixtures = mixturesOf(theme());
    QHash<QRgb, int> counts;
    QHash<QRgb, QPoint> places;
    for (int y = 1; y + 1 < picture.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        for (int x = 1; x + 1 < picture.width(); ++x) {
            const QRgb opaque = line[x] | 0xff000000U;
            if (tokens.count(opaque) == 0 && isFlat(picture, x, y)) {
                ++counts[opaque];
                places.insert(opaque, {x, y});
            }
        }
    }
    QStringList out;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() >= kLeast && !isNearOneOf(mixtures, QColor(it.key()))) {
            const QPoint at = places.value(it.key());
            out << QStringLiteral("strange colour: %1, %2 pixels, one at %3, %4")
                       .arg(QColor(it.key()).name())
                       .arg(it.value())
                       .arg(at.x())
                       .arg(at.y());
        }
    }
    return out;
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
