// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/recipe_column.h"

#include "core/base/machine.h"
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/translated.h"
#include "widgets/train/budget_view.h"
#include "widgets/train/change_mark.h"
#include "widgets/train/objective_card.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QVBoxLayout>

#include <cmath>

namespace marginalia {
namespace {

constexpr int kNameWidth = 46;

QComboBox* comboBox(const QString& name, const QString& objectName)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setObjectName(objectName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    return box;
}

/// "Model  [box]      note": while the recipe is read-only the box gives way to its text.
QHBoxLayout* labelled(const QString& label, QComboBox* box, TextLabel* text, TextLabel* note)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    auto* name = new TextLabel(label, Face::Small, &Theme::muted);
    name->setMinimumWidth(u(kNameWidth));
    name->setBuddy(box);
    row->addWidget(name);
    row->addWidget(box, 1);
    text->hide();
    row->addWidget(text, 1);
    if (note != nullptr) {
        row->addWidget(note);
    }
    return row;
}

}  // namespace

RecipeColumn::RecipeColumn(QAction* start, QWidget* parent)
    : QWidget(parent), m_column(new SideColumn)
{
    setObjectName(QStringLiteral("train.recipe"));
    setAccessibleName(tr("Recipe"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_column, 1);
    buildRecipe();
    buildObjective();
    buildMethod();
    buildBudget();
    m_column->addFiller();
    buildFoot(start);
    // The recipe that is known to work on the starter; a run's own settings replace it.
    setSpec(runPresets().front().spec);
    setModels(startModels({}));
    setViews({});
}

void RecipeColumn::buildRecipe()
{
    QVBoxLayout* section = m_column->addSection();
    auto* title = new QHBoxLayout;
    title->setSpacing(u(8));
    title->addWidget(new TextLabel(tr("Recipe"), Face::Small, &Theme::text, QFont::DemiBold));
    m_tag = new Tag;
    m_tag->hide();
    title->addWidget(m_tag);
    title->addStretch(1);
    section->addLayout(title);
    m_model = comboBox(tr("Model"), QStringLiteral("recipe.model"));
    m_modelText = new ElidedLabel({}, Face::Small, &Theme::text);
    m_modelText->setFace(Face::Small, QFont::DemiBold);
    connect(m_model, &QComboBox::activated, this, &RecipeColumn::chooseModel);
    section->addLayout(labelled(tr("Model"), m_model, m_modelText, nullptr));
    m_modelNote = new TextLabel({}, Face::Caption, &Theme::muted);
    m_modelNote->setWordWrap(true);
    m_modelNote->setContentsMargins(u(kNameWidth + 8), 0, 0, 0);
    section->addWidget(m_modelNote);
    m_view = comboBox(tr("Data view"), QStringLiteral("recipe.view"));
    m_viewText = new ElidedLabel({}, Face::Small, &Theme::text);
    connect(m_view, &QComboBox::activated, this, [this] {
        m_facts = {};
        changed();
        Q_EMIT viewChanged();
    });
    m_viewNote = new TextLabel({}, Face::Small, &Theme::muted);
    section->addLayout(labelled(tr("Data"), m_view, m_viewText, m_viewNote));
}

void RecipeColumn::buildObjective()
{
    QVBoxLayout* section = m_column->addSection();
    auto* title = new SectionTitle(tr("Objective"));
    m_preset = comboBox(tr("Preset"), QStringLiteral("recipe.preset"));
    m_preset->setMinimumContentsLength(15);
    m_preset->addItem(tr("Own settings"));
    for (const RunPreset& preset : runPresets()) {
        m_preset->addItem(QCoreApplication::translate("presets", preset.title),
                          QString::fromStdString(preset.id));
        m_preset->setItemData(m_preset->count() - 1,
                              QCoreApplication::translate("presets", preset.sentence),
                              Qt::ToolTipRole);
    }
    connect(m_preset, &QComboBox::activated, this, &RecipeColumn::choosePreset);
    title->addRight(m_preset);
    section->addWidget(title);
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        addObjective(*section, info);
    }
}

void RecipeColumn::addObjective(QVBoxLayout& section, const ObjectiveInfo& info)
{
    auto* card = new ObjectiveCard(info);
    section.addWidget(card);
    m_cards.push_back(card);
    connect(card, &ObjectiveCard::openAsked, this,
            [this, card] { openObjective(card->info().id); });
    connect(card, &ObjectiveCard::parameterChanged, this, [this](const QString& key, double value) {
        m_spec.parameters[key.toStdString()] = value;
        changed();
    });
    connect(card, &ObjectiveCard::choiceChanged, this,
            [this](const QString& key, const QString& value) {
                m_spec.choices[key.toStdString()] = value.toStdString();
                changed();
            });
    connect(card, &ObjectiveCard::termChanged, this, [this](double weight) {
        m_spec.terms.clear();
        if (weight > 0) {
            m_spec.terms = {{m_spec.objective, 1.0}, {"sft", weight}};
        }
        changed();
    });
}

TextField* RecipeColumn::addField(const QString& key, const QString& label, const QString& help,
                                  double low, double high, bool whole)
{
    auto* field = new TextField(label);
    field->setMono();
    field->edit()->setObjectName(QStringLiteral("recipe.") + key);
    field->setToolTip(tr("%1\nFrom %2 to %3.").arg(help, settingText(low), settingText(high)));
    field->setCheck([low, high, whole, field](const QString& text) {
        double value = 0;
        if (!settingFromText(text, &value)) {
            return tr("Not a number. Kept at %1.").arg(field->value());
        }
        if (whole && value != std::floor(value)) {
            return tr("A whole number. Kept at %1.").arg(field->value());
        }
        if (value < low) {
            return tr("At least %1. Kept at %2.").arg(settingText(low), field->value());
        }
        if (value > high) {
            return tr("At most %1. Kept at %2.").arg(settingText(high), field->value());
        }
        return QString();
    });
    connect(field, &TextField::applied, this, [this, key](const QString& text) {
        double value = 0;
        if (settingFromText(text, &value)) {
            applyField(key, value);
        }
    });
    m_fields.insert(key, field);
    auto* mark = new ChangeMark(field, label, m_column->widget());
    m_marks.insert(key, mark);
    connect(mark, &QAbstractButton::clicked, this, [this, key, field] {
        const double original = numberOf(m_base, key);
        field->setValue(settingText(original));
        applyField(key, original);
    });
    return field;
}

void RecipeColumn::setMoreOpen(bool open)
{
    m_more->setVisible(open);
    m_moreLink->setText(open ? tr("Fewer settings") : tr("More settings"));
}

void RecipeColumn::buildBudget()
{
    QVBoxLayout* section = m_column->addSection();
    m_budgetTitle = new SectionTitle(tr("Budget"));
    m_budgetTitle->setRight(tr("processor · %1").arg(sizeText(static_cast<double>(totalMemory()))));
    section->addWidget(m_budgetTitle);
    m_budget = new BudgetView;
    section->addWidget(m_budget);
}

void RecipeColumn::buildFoot(QAction* start)
{
    m_foot = new Pane(&Theme::surface, Qt::TopEdge);
    auto* layout = new QVBoxLayout(m_foot);
    layout->setContentsMargins(u(14), u(10), u(14), u(10));
    layout->setSpacing(u(6));
    auto* reasonRow = new QHBoxLayout;
    m_reason = new TextLabel({}, Face::Small, &Theme::muted);
    m_reason->setWordWrap(true);
    m_label = new LinkLabel(tr("Label"));
    m_label->hide();
    connect(m_label, &LinkLabel::activated, this, &RecipeColumn::labelAsked);
    reasonRow->addWidget(m_reason, 1);
    reasonRow->addWidget(m_label, 0, Qt::AlignTop);
    layout->addLayout(reasonRow);
    layout->addWidget(new Button(start, ButtonRole::Primary));
    static_cast<QVBoxLayout*>(this->layout())->addWidget(m_foot);
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

}  // namespace marginalia
