// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

class QGridLayout;

namespace marginalia {

class TextField;

/// A field for a number of a recipe: fixed width, help with its range, and a sentence when the
/// number does not lie in it. Its name in tests and keys is `recipe.` and the key.
TextField* settingField(const QString& key, const QString& label, const QString& help, double low,
                        double high, bool whole = false);

/// Half a line of an objective's card where the recipe is narrowest, in u.
inline constexpr double kHalfOfCard = 96;

/// Fields in their order, two to a line of the empty `grid`. One whose name is wider than `half`,
/// in u, has a line of its own; the next that is not stands in the place it would have had.
void placeSettings(const std::vector<TextField*>& fields, QGridLayout& grid, double half);

}  // namespace marginalia
