// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/setting_field.h"

#include "widgets/common/fields.h"
#include "widgets/common/theme.h"
#include "widgets/train/recipe_data.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGridLayout>
#include <QLineEdit>

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

void placeSettings(const std::vector<TextField*>& fields, QGridLayout& grid, double half)
{
    const QFontMetricsF metrics(textFont(Face::Small));
    std::vector<TextField*> wide;  // they wait until the line before them is full
    int cell = 0;
    const auto placeWide = [&] {
        for (TextField* field : wide) {
            grid.addWidget(field, cell / 2, 0, 1, 2, Qt::AlignTop);
            cell += 2;
        }
        wide.clear();
    };
    for (TextField* field : fields) {
        if (metrics.horizontalAdvance(field->edit()->accessibleName()) > uExact(half)) {
            wide.push_back(field);
        } else {
            grid.addWidget(field, cell / 2, cell % 2, Qt::AlignTop);
            ++cell;
        }
        if (cell % 2 == 0) {
            placeWide();
        }
    }
    cell += cell % 2;
    placeWide();
}

}  // namespace marginalia
