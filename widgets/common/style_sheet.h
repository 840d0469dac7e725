// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace marginalia {

struct Theme;

/// The one style sheet, filled from tokens: menus, tabs, table headers, tooltips, status bar.
/// Everything else is drawn by MarginaliaStyle or by the widget itself.
QString styleSheet(const Theme& theme);

}  // namespace marginalia
