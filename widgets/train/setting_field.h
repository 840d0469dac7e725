// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace marginalia {

class TextField;

/// A field for a number of a recipe: fixed width, help with its range, and a sentence when the
/// number does not lie in it. Its name in tests and keys is `recipe.` and the key.
TextField* settingField(const QString& key, const QString& label, const QString& help, double low,
                        double high, bool whole = false);

}  // namespace marginalia
