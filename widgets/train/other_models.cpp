// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/other_models.h"

#include "core/jobs/catalog.h"
#include "widgets/common/fields.h"
#include "widgets/common/labels.h"

#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {
namespace {

bool hasReward(const ObjectiveInfo& info)
{
    return std::any_of(info.choices.begin(), info.choices.end(),
                       [](const ChoiceInfo& each) { return each.key == "reward"; });
}

/// Who gives the reward: "judge", "model", or a rule.
std::string rewardOf(const RunSpec& spec)
{
    const auto chosen = spec.choices.find("reward");
    return chosen != spec.choices.end() ? chosen->second : std::string();
}

}  // namespace

OtherModels::OtherModels(const ObjectiveInfo& info, QWidget* parent) : QWidget(parent)
{
    auto* list = new QVBoxLayout(this);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(u(6));
    if (info.needs.teacher) {
        addField(*list, QStringLiteral("teacher"), tr("Teacher"),
                 tr("The model to learn from: a folder or a name of the hub, with the tokenizer of "
                    "the model in training."),
                 true);
    }
    if (info.needs.baseModel) {
        addField(*list, QStringLiteral("base_model"), tr("Model before"),
                 tr("The start model as it was before its supervised training. What that training "
                    "made likelier is the reward."),
                 true);
    }
    if (hasReward(info)) {
        addField(*list, QStringLiteral("reward_model"), tr("Reward model"),
                 tr("A checkpoint of a reward model: it gives every answer a number."), true);
        addField(*list, QStringLiteral("judge"), tr("Judge"),
                 tr("A command of the shell. It reads one JSON line an answer, with prompt, "
                    "completion and reference, and writes one line with its reward."),
                 false);
    }
    setVisible(!m_fields.isEmpty());
}

void OtherModels::addField(QVBoxLayout& list, const QString& key, const QString& label,
                           const QString& help, bool model)
{
    auto* row = new QWidget;
    auto* column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(u(2));
    auto* field = new TextField(label);
    field->setObjectName(QStringLiteral("recipe.") + key);
    field->setMono();
    field->edit()->setToolTip(help);
    field->edit()->setAccessibleName(label);
    field->edit()->setAccessibleDescription(help);
    connect(field, &TextField::applied, this,
            [this, key](const QString& value) { Q_EMIT changed(key, value.trimmed()); });
    column->addWidget(field);
    if (model) {
        auto* choose = new LinkLabel(tr("Choose a model…"));
        connect(choose, &LinkLabel::activated, this, [this, key] { Q_EMIT modelAsked(key); });
        column->addWidget(choose);
        m_links.insert(key, choose);
    }
    list.addWidget(row);
    m_fields.insert(key, field);
    m_rows.insert(key, row);
}

std::string* OtherModels::settingOf(RunSpec& spec, const QString& key)
{
    return key == QLatin1String("teacher")        ? &spec.teacher
           : key == QLatin1String("base_model")   ? &spec.base_model
           : key == QLatin1String("reward_model") ? &spec.reward_model
           : key == QLatin1String("judge")        ? &spec.judge
                                                  : nullptr;
}

void OtherModels::setSpec(const RunSpec& spec)
{
    RunSpec copy = spec;
    const std::string reward = rewardOf(spec);
    for (auto field = m_fields.cbegin(); field != m_fields.cend(); ++field) {
        field.value()->setValue(QString::fromStdString(*settingOf(copy, field.key())));
        const bool ofReward =
            field.key() == QLatin1String("judge") || field.key() == QLatin1String("reward_model");
        const char* const giver = field.key() == QLatin1String("judge") ? "judge" : "model";
        m_rows.value(field.key())->setVisible(!ofReward || reward == giver);
    }
}

void OtherModels::setReadOnly(bool readOnly)
{
    for (TextField* field : m_fields) {
        field->setReadOnly(readOnly);
    }
    for (LinkLabel* link : m_links) {
        link->setVisible(!readOnly);
    }
}

}  // namespace marginalia
