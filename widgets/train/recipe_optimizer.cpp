// SPDX-License-Identifier: GPL-3.0-or-later
// What the recipe says of how the optimizer holds its numbers: the same training in less memory.
#include "core/base/machine.h"
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/train/change_mark.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/target_choice.h"

#include <QComboBox>
#include <QGridLayout>
#include <QSignalBlocker>

namespace marginalia {

namespace {

QString placeText(const std::string& id)
{
    return id == "disk"      ? RecipeColumn::tr("On the disk")
           : id == "machine" ? RecipeColumn::tr("In the machine's memory")
                             : RecipeColumn::tr("In memory");
}

QString placeHelp(const std::string& id)
{
    if (id == "disk") {
        return RecipeColumn::tr(
            "They lie in a file of the run's folder: the same result, and every step waits for "
            "the disk.");
    }
    if (id == "machine") {
        return RecipeColumn::tr(
            "They lie beside the card, in the memory of its machine: the same result, and every "
            "step copies them to the card and back.");
    }
    return RecipeColumn::tr("They lie where the weights are.");
}

}  // namespace

void RecipeColumn::buildOptimizerFields(QGridLayout& grid)
{
    grid.addWidget(new TextLabel(tr("Memory of the optimizer"), Face::Small, &Theme::muted), 5, 0,
                   1, 2);
    buildOffload(grid);
    grid.addWidget(addSwitch(QStringLiteral("optimizer_state"), tr("8-bit moments"),
                             tr("A quarter of the memory that the optimizer takes; the result is "
                                "about the same.")),
                   7, 0, 1, 2);
    grid.addWidget(addSwitch(QStringLiteral("masters"), tr("bf16 without float32 copies"),
                             tr("Weights are trained in bf16 alone and rounded up or down at "
                                "random, so that small steps count on average.")),
                   8, 0, 1, 2);
}

void RecipeColumn::buildOffload(QGridLayout& grid)
{
    m_offload = new QComboBox;
    m_offload->setAccessibleName(tr("Where the optimizer's numbers lie"));
    m_offload->setObjectName(QStringLiteral("recipe.offload"));
    m_offload->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_offload->setMinimumContentsLength(8);
    connect(m_offload, &QComboBox::activated, this,
            [this] { chooseOffload(m_offload->currentData().toString().toStdString()); });
    m_offloadMark = new ChangeMark(m_offload, tr("Memory of the optimizer"), m_column->widget());
    connect(m_offloadMark, &QAbstractButton::clicked, this,
            [this] { chooseOffload(baseSpec().offload); });
    grid.addWidget(m_offload, 6, 0, 1, 2);
}

void RecipeColumn::chooseOffload(const std::string& place)
{
    m_spec.offload = place;
    changed();
}

std::optional<bool> RecipeColumn::computesOnCard() const
{
    if (m_spec.device != "auto") {
        return m_spec.device == "cuda";
    }
    return m_target->target() ? std::nullopt : std::optional(hasCardDriver());
}

void RecipeColumn::showOffload()
{
    const std::optional<bool> onCard = computesOnCard();
    const QSignalBlocker quiet(m_offload);
    m_offload->clear();
    for (const char* const place : {"none", "disk", "machine"}) {
        const bool isOther = place == std::string("machine") ? onCard == false : onCard == true;
        if (place == std::string("none") || !isOther || m_spec.offload == place) {
            m_offload->addItem(placeText(place), QString::fromLatin1(place));
            m_offload->setItemData(m_offload->count() - 1, placeHelp(place), Qt::ToolTipRole);
        }
    }
    m_offload->setCurrentIndex(m_offload->findData(QString::fromStdString(m_spec.offload)));
    m_offload->setToolTip(placeHelp(m_spec.offload));
}

void RecipeColumn::showOffloadChange(const RunSpec& base)
{
    m_offloadMark->setChanged(!m_readOnly && m_spec.offload != base.offload,
                              placeText(base.offload));
}

bool RecipeColumn::applyOptimizerField(const QString& key, bool on)
{
    if (key == QLatin1String("optimizer_state")) {
        m_spec.optimizer_state = on ? "int8" : "fp32";
    } else if (key == QLatin1String("masters")) {
        m_spec.masters = on ? "stochastic" : "fp32";
        m_spec.dtype = on ? "bf16" : m_base.dtype;
    } else {
        return false;
    }
    return true;
}

}  // namespace marginalia
