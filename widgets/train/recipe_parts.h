// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QComboBox;
class QHBoxLayout;

namespace marginalia {

class TextLabel;

/// Width of the names before the boxes of the recipe.
inline constexpr int kRecipeNameWidth = 46;

QComboBox* recipeBox(const QString& name, const QString& objectName);

/// "Model  [box]      note": while the recipe is read-only the box gives way to its text.
QHBoxLayout* recipeRow(const QString& label, QComboBox* box, TextLabel* text, TextLabel* note);

}  // namespace marginalia
