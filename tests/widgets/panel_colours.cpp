// SPDX-License-Identifier: GPL-3.0-or-later
// Contrast and colours of a panel as its picture shows them.
#include "tests/widgets/panel_audit.h"
#include "tests/widgets/panel_parts.h"
#include "widgets/common/labels.h"
#include "widgets/common/panes.h"
#include "widgets/common/style.h"
#include "widgets/common/theme.h"

#include <QComboBox>
#include <QLineEdit>

#include <algorithm>
#include <set>

namespace marginalia::test {

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

}  // namespace marginalia::test
