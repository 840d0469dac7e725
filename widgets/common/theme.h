// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include <array>
#include <cstdint>

class QWidget;

namespace marginalia {

/// The colour tokens of the window, light or dark. Painting code takes colours from here and from
/// nowhere else.
struct Theme {
    bool dark = false;
    QColor window, surface, base, raised;
    QColor hover, key;
    QColor border, border2, field;
    QColor text, muted, faint, disabled;
    QColor accent, accentSoft, onAccent;
    QColor selection;
    QColor chosen, chosenSoft, rejected, rejectedSoft;
    QColor warning, warningSoft, error, errorSoft;
    QColor match;
    QColor grid, axis;
    std::array<QColor, 6> runs;  ///< colours of runs and objectives, in order
    QColor diffMark;             ///< underline of differing words

    static Theme light();
    static Theme darkOne();

    QPalette palette() const;
    /// Rejected (-1) over base (0) to chosen (+1), weak enough that text on it stays readable.
    QColor diverging(double value) const;
};

/// A token by name: `&Theme::muted`. Widgets keep tokens, not colours, so that a change of theme
/// reaches them.
using Token = QColor Theme::*;

/// The theme in force. GUI thread only; changed by applyTheme().
const Theme& theme();

enum class ThemeChoice : std::uint8_t { System, Light, Dark };

/// Sets style, palette, fonts and style sheet of the application. `textScale` 1 is 13 px text.
/// May be called again at any time; every widget gets QEvent::StyleChange.
void applyTheme(ThemeChoice choice, double textScale = 1.0);
/// Whether the desktop itself is dark now.
bool systemIsDark();

/// A length of the design (at 13 px text) in the present text size.
int u(double length);
double uExact(double length);

/// Sizes of text: caption 11, small 12, body 13, reading 15, title 15 semibold, hero 24, number 26.
enum class Face : std::uint8_t { Caption, Small, Body, Reading, Title, Hero, Number };
QFont textFont(Face face, QFont::Weight weight = QFont::Normal);
/// Title and hero are semibold unless told otherwise.
QFont titleFont(Face face = Face::Title);
/// Fixed width, for tokens, formulas, setting names, key caps and numbers typed in fields.
QFont monoFont(double pixels = 12);

/// Strength 0..1 of `over` on `under`.
QColor mixed(const QColor& under, const QColor& over, double strength);
/// Contrast of two opaque colours after WCAG 2.1, 1 to 21.
double contrast(const QColor& left, const QColor& right);

}  // namespace marginalia
