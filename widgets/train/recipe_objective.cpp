// SPDX-License-Identifier: GPL-3.0-or-later
// The recipe's objective: the usual cards, the one of the catalogue that was chosen, presets.
#include "widgets/common/buttons.h"
#include "widgets/train/change_mark.h"
#include "widgets/train/objective_card.h"
#include "widgets/train/other_models.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/recipe_parts.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace marginalia {
namespace {

// Those that most begin with: one of each kind of labels, and the best known without a reference.
constexpr const char* kUsual[] = {"dpo", "kto", "simpo", "orpo", "sft"};

}  // namespace

QComboBox* recipeBox(const QString& name, const QString& objectName)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setObjectName(objectName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    return box;
}

QHBoxLayout* recipeRow(const QString& label, QComboBox* box, TextLabel* text, TextLabel* note)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    auto* name = new TextLabel(label, Face::Small, &Theme::muted);
    name->setMinimumWidth(u(kRecipeNameWidth));
    name->setBuddy(box);
    row->addWidget(name);
    row->addWidget(box, 1);
    if (text != nullptr) {
        text->hide();
        row->addWidget(text, 1);
    }
    if (note != nullptr) {
        row->addWidget(note);
    }
    return row;
}

void RecipeColumn::buildObjective()
{
    QVBoxLayout* section = m_column->addSection();
    auto* title = new SectionTitle(tr("Objective"));
    auto* all = new LinkLabel(tr("All objectives…"));
    all->setObjectName(QStringLiteral("recipe.all_objectives"));
    all->setToolTip(tr("Every objective with its formula, what it needs and how it fails."));
    connect(all, &LinkLabel::activated, this, &RecipeColumn::objectivesAsked);
    title->addRight(all);
    section->addWidget(title);
    m_preset = recipeBox(tr("Preset"), QStringLiteral("recipe.preset"));
    m_preset->setMinimumContentsLength(15);
    m_preset->addItem(tr("Own settings"));
    for (const RunPreset& preset : runPresets()) {
        m_preset->addItem(QCoreApplication::translate("presets", preset.title),
                          QString::fromStdString(preset.id));
        m_preset->setItemData(m_preset->count() - 1,
                              QCoreApplication::translate("presets", preset.sentence),
                              Qt::ToolTipRole);
    }
    connect(m_preset, &QComboBox::activated, this,
            [this](int index) { takePreset(m_preset->itemData(index).toString().toStdString()); });
    m_presetText = new ElidedLabel({}, Face::Small, &Theme::text);
    section->addLayout(recipeRow(tr("Preset"), m_preset, m_presetText, nullptr));
    m_cardList = new QVBoxLayout;
    m_cardList->setSpacing(u(6));
    section->addLayout(m_cardList);
    for (const char* id : kUsual) {
        if (const ObjectiveInfo* info = findObjective(id)) {
            addObjective(*info, m_cardList->count());
        }
    }
}

ObjectiveCard* RecipeColumn::addObjective(const ObjectiveInfo& info, int place)
{
    auto* card = new ObjectiveCard(info);
    m_cardList->insertWidget(place, card);
    m_cards.push_back(card);
    connect(card, &ObjectiveCard::openAsked, this,
            [this, card] { takeObjective(card->info().id); });
    connect(card, &ObjectiveCard::parameterChanged, this, [this](const QString& key, double value) {
        m_spec.parameters[key.toStdString()] = value;
        changed();
    });
    connect(card, &ObjectiveCard::choiceChanged, this,
            [this](const QString& key, const QString& value) {
                m_spec.choices[key.toStdString()] = value.toStdString();
                changed();
            });
    connect(&card->others(), &OtherModels::changed, this, &RecipeColumn::setOther);
    connect(&card->others(), &OtherModels::modelAsked, this, &RecipeColumn::otherAsked);
    connect(card, &ObjectiveCard::termsChanged, this, [this](const std::vector<TermSpec>& terms) {
        m_spec.terms = terms;
        changed();
    });
    connect(card, &ObjectiveCard::modifiersChanged, this,
            [this](const std::vector<ModifierSpec>& modifiers) {
                m_spec.modifiers = modifiers;
                changed();
            });
    return card;
}

void RecipeColumn::setOther(const QString& key, const QString& value)
{
    std::string* setting = OtherModels::settingOf(m_spec, key);
    if (setting != nullptr && *setting != value.toStdString()) {
        *setting = value.toStdString();
        changed();
    }
}

bool RecipeColumn::isUsual(const std::string& id)
{
    return std::any_of(std::begin(kUsual), std::end(kUsual),
                       [&](const char* usual) { return id == usual; });
}

void RecipeColumn::addCardOf(const std::string& id)
{
    const ObjectiveInfo* info = findObjective(id);
    if (info == nullptr || card(id) != nullptr) {
        return;
    }
    ObjectiveCard* made = addObjective(*info, 0);
    made->setFacts(m_facts);
    made->setReadOnly(m_readOnly);
}

ObjectiveCard* RecipeColumn::card(const std::string& objective) const
{
    for (ObjectiveCard* card : m_cards) {
        if (card->info().id == objective) {
            return card;
        }
    }
    return nullptr;
}

void RecipeColumn::takePreset(const std::string& id)
{
    for (const RunPreset& preset : runPresets()) {
        if (preset.id == id) {
            RunSpec spec = preset.spec;
            spec.model = m_spec.model;
            for (const char* const key : OtherModels::kKeys) {
                *OtherModels::settingOf(spec, QString::fromLatin1(key)) =
                    *OtherModels::settingOf(m_spec, QString::fromLatin1(key));
            }
            setSpec(spec);
        }
    }
}

double RecipeColumn::usualRate(const std::string& objective, const std::string& method) const
{
    return defaultLearningRate(objective, method, m_shape ? scaleOf(*m_shape) : ModelScale::Usual);
}

bool RecipeColumn::hasUsualRate(const RunSpec& spec)
{
    const auto isOf = [&](ModelScale scale) {
        return spec.learning_rate == defaultLearningRate(spec.objective, spec.method, scale);
    };
    return isOf(ModelScale::Usual) || isOf(ModelScale::Small);
}

void RecipeColumn::followModel()
{
    if (!m_shape || !m_rateFollows) {
        return;
    }
    m_rateFollows = false;
    const double rate = usualRate(m_spec.objective, m_spec.method);
    if (!m_readOnly && hasUsualRate(m_spec) && m_spec.learning_rate != rate) {
        m_spec.learning_rate = rate;
        showSpec();
        changed();
    }
}

void RecipeColumn::takeObjective(const std::string& id)
{
    const RunSpec defaults = defaultRunSpec(id);
    // A learning rate that nobody chose follows the objective.
    if (hasUsualRate(m_spec)) {
        m_spec.learning_rate = usualRate(id, m_spec.method);
    }
    m_spec.objective = id;
    m_spec.parameters = defaults.parameters;
    m_spec.choices = defaults.choices;
    m_spec.terms = defaults.terms;
    m_spec.modifiers = defaults.modifiers;
    showSpec();
    changed();
}

RunSpec RecipeColumn::baseSpec() const
{
    RunSpec base = m_base;
    if (base.objective != m_spec.objective) {
        const RunSpec defaults = defaultRunSpec(m_spec.objective);
        base.parameters = defaults.parameters;
        base.choices = defaults.choices;
        base.terms = defaults.terms;
        base.modifiers = defaults.modifiers;
        if (hasUsualRate(m_base)) {
            base.learning_rate = usualRate(m_spec.objective, base.method);
        }
    }
    return base;
}

}  // namespace marginalia
