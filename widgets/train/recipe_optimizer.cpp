// SPDX-License-Identifier: GPL-3.0-or-later
// What the recipe says of how the optimizer holds its numbers: the same training in less memory.
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/train/recipe_column.h"

#include <QGridLayout>

namespace marginalia {

void RecipeColumn::buildOptimizerFields(QGridLayout& grid)
{
    grid.addWidget(new TextLabel(tr("Memory of the optimizer"), Face::Small, &Theme::muted), 5, 0,
                   1, 2);
    grid.addWidget(addSwitch(QStringLiteral("optimizer_state"), tr("8-bit moments"),
                             tr("A quarter of the memory that the optimizer takes; the result is "
                                "about the same.")),
                   6, 0);
    grid.addWidget(addSwitch(QStringLiteral("offload"), tr("On the disk"),
                             tr("They lie in a file of the run's folder: the same result, and "
                                "every step waits for the disk.")),
                   6, 1);
    grid.addWidget(addSwitch(QStringLiteral("masters"), tr("bf16 without float32 copies"),
                             tr("Weights are trained in bf16 alone and rounded up or down at "
                                "random, so that small steps count on average.")),
                   7, 0, 1, 2);
}

bool RecipeColumn::applyOptimizerField(const QString& key, bool on)
{
    if (key == QLatin1String("optimizer_state")) {
        m_spec.optimizer_state = on ? "int8" : "fp32";
    } else if (key == QLatin1String("offload")) {
        m_spec.offload = on ? "disk" : "none";
    } else if (key == QLatin1String("masters")) {
        m_spec.masters = on ? "stochastic" : "fp32";
        m_spec.dtype = on ? "bf16" : m_base.dtype;
    } else {
        return false;
    }
    return true;
}

}  // namespace marginalia
