// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/style_sheet.h"

#include "widgets/common/theme.h"

#include <QHash>

namespace marginalia {

namespace {

/// $name is a colour token, ~n a length in u.
const char* const kSheet = R"(
QMenuBar { background: $window; spacing: 0; padding: 0 ~6px; border-bottom: 1px solid $border; }
QMenuBar::item { background: transparent; color: $text; margin: ~4px 0 0 0; padding: ~5px ~9px;
  border-radius: ~4px; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $selection; }
QMenuBar::item:disabled { color: $disabled; }
QMenu { background: $raised; border: 1px solid $border2; padding: ~4px; }
QMenu::item { padding: ~5px ~18px ~5px ~10px; border-radius: ~4px; color: $text; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::icon { padding-left: ~8px; }
QMenu::separator { height: 1px; background: $border; margin: ~4px ~6px; }
QToolTip { background: $raised; color: $text; border: 1px solid $border2; padding: ~5px ~7px; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; height: ~32px; padding: 0 ~12px;
  border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:hover:!selected { color: $text; }
QTabBar::tab:focus { color: $accent; }
QTabBar::tab:disabled { color: $disabled; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none;
  border-bottom: 1px solid $border; padding: 0 ~8px; height: ~28px; }
QHeaderView::section:hover { color: $text; }
QStatusBar { background: $window; border-top: 1px solid $border; color: $muted; }
QStatusBar::item { border: none; }
QDockWidget { color: $text; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
)";

QString filled(const char* sheet, const QHash<QString, QColor>& tokens)
{
    QString out;
    const QString text = QString::fromLatin1(sheet);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar mark = text[i];
        if (mark != QLatin1Char('$') && mark != QLatin1Char('~')) {
            out += mark;
            continue;
        }
        QString word;
        while (i + 1 < text.size() && text[i + 1].isLetterOrNumber() &&
               (mark == QLatin1Char('$') || text[i + 1].isDigit())) {
            word += text[++i];
        }
        out +=
            mark == QLatin1Char('$') ? tokens.value(word).name() : QString::number(u(word.toInt()));
    }
    return out;
}

}  // namespace

QString styleSheet(const Theme& t)
{
    return filled(kSheet, {{QStringLiteral("window"), t.window},
                           {QStringLiteral("surface"), t.surface},
                           {QStringLiteral("raised"), t.raised},
                           {QStringLiteral("hover"), t.hover},
                           {QStringLiteral("border"), t.border},
                           {QStringLiteral("border2"), t.border2},
                           {QStringLiteral("text"), t.text},
                           {QStringLiteral("muted"), t.muted},
                           {QStringLiteral("disabled"), t.disabled},
                           {QStringLiteral("accent"), t.accent},
                           {QStringLiteral("selection"), t.selection}});
}

}  // namespace marginalia
