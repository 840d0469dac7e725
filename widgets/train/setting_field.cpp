// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/setting_field.h"

#include "widgets/common/fields.h"
#include "widgets/train/recipe_data.h"

#include <QCoreApplication>

#include <cmath>

namespace marginalia {
namespace {

/// Gives lupdate a context for the texts of this file.
class SettingTexts {
    Q_DECLARE_TR_FUNCTIONS(SettingField)
};

}  // namespace

TextField* settingField(const QString& key, const QString& label, const QString& help, double low,
                        double high, bool whole)
{
    auto* field = new TextField(label);
    field->setMono();
    field->edit()->setObjectName(QStringLiteral("recipe.") + key);
    field->setToolTip(
        SettingTexts::tr("%1\nFrom %2 to %3.").arg(help, settingText(low), settingText(high)));
    field->setCheck([low, high, whole, field](const QString& text) {
        double value = 0;
        if (!settingFromText(text, &value)) {
            return SettingTexts::tr("Not a number. Kept at %1.").arg(field->value());
        }
        if (whole && value != std::floor(value)) {
            return SettingTexts::tr("A whole number. Kept at %1.").arg(field->value());
        }
        if (value < low) {
            return SettingTexts::tr("At least %1. Kept at %2.")
                .arg(settingText(low), field->value());
        }
        if (value > high) {
            return SettingTexts::tr("At most %1. Kept at %2.")
                .arg(settingText(high), field->value());
        }
        return QString();
    });
    return field;
}

}  // namespace marginalia
