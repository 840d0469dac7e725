// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/recipe_column.h"

#include "core/base/machine.h"
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/translated.h"
#include "widgets/train/budget_view.h"
#include "widgets/train/objective_card.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QVBoxLayout>

#include <cmath>

namespace marginalia {
namespace {

QComboBox* comboBox(const QString& name, const QString& objectName)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setObjectName(objectName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    return box;
}

QHBoxLayout* labelled(const QString& label, QWidget* field)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    auto* text = new TextLabel(label, Face::Small, &Theme::muted);
    text->setMinimumWidth(u(52));
    text->setBuddy(field);
    row->addWidget(text);
    row->addWidget(field, 1);
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
    auto* title = new SectionTitle(tr("Recipe"));
    m_tag = new Tag;
    m_tag->hide();
    title->addRight(m_tag);
    section->addWidget(title);
    m_model = comboBox(tr("Model"), QStringLiteral("recipe.model"));
    connect(m_model, &QComboBox::activated, this, &RecipeColumn::chooseModel);
    section->addLayout(labelled(tr("Model"), m_model));
    m_modelNote = new TextLabel({}, Face::Caption, &Theme::muted);
    m_modelNote->setWordWrap(true);
    section->addWidget(m_modelNote);
    m_view = comboBox(tr("Data view"), QStringLiteral("recipe.view"));
    connect(m_view, &QComboBox::activated, this, [this] {
        m_facts = {};
        changed();
        Q_EMIT viewChanged();
    });
    section->addLayout(labelled(tr("Data"), m_view));
    m_viewNote = new TextLabel({}, Face::Caption, &Theme::muted);
    section->addWidget(m_viewNote);
}

void RecipeColumn::buildObjective()
{
    QVBoxLayout* section = m_column->addSection();
    section->addWidget(new SectionTitle(tr("Objective")));
    m_preset = comboBox(tr("Preset"), QStringLiteral("recipe.preset"));
    m_preset->addItem(tr("Own settings"));
    for (const RunPreset& preset : runPresets()) {
        m_preset->addItem(QCoreApplication::translate("presets", preset.title),
                          QString::fromStdString(preset.id));
        m_preset->setItemData(m_preset->count() - 1,
                              QCoreApplication::translate("presets", preset.sentence),
                              Qt::ToolTipRole);
    }
    connect(m_preset, &QComboBox::activated, this, &RecipeColumn::choosePreset);
    section->addLayout(labelled(tr("Preset"), m_preset));
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        auto* card = new ObjectiveCard(info);
        section->addWidget(card);
        m_cards.push_back(card);
        connect(card, &ObjectiveCard::openAsked, this,
                [this, card] { openObjective(card->info().id); });
        connect(card, &ObjectiveCard::parameterChanged, this,
                [this](const QString& key, double value) {
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
    return field;
}

void RecipeColumn::buildMethod()
{
    QVBoxLayout* section = m_column->addSection();
    section->addWidget(new SectionTitle(tr("Method"), tr("all weights")));
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    row->addWidget(addField(QStringLiteral("learning_rate"), tr("Learning rate"),
                            tr("Size of a step. Small models bear 1e-3, large ones 1e-6."), 1e-9, 1,
                            false));
    row->addWidget(addField(QStringLiteral("batch_size"), tr("Batch"),
                            tr("Pairs or answers that make one step."), 1, 4096, true));
    row->addWidget(addField(QStringLiteral("epochs"), tr("Epochs"),
                            tr("How often the data is gone through."), 0.01, 1000, false));
    section->addLayout(row);
    m_moreLink = new LinkLabel(tr("More settings"));
    section->addWidget(m_moreLink);
    m_more = new QWidget;
    auto* grid = new QGridLayout(m_more);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(u(8));
    grid->setVerticalSpacing(u(6));
    grid->addWidget(
        addField(QStringLiteral("warmup_ratio"), tr("Warm-up share"),
                 tr("Share of the steps in which the learning rate rises."), 0, 1, false),
        0, 0);
    grid->addWidget(
        addField(QStringLiteral("max_length"), tr("Longest, tokens"),
                 tr("Prompt and answer together; longer records are left out."), 8, 1e6, true),
        0, 1);
    grid->addWidget(addField(QStringLiteral("held_out_share"), tr("Held-out share"),
                             tr("Share of the prompts kept back to measure with."), 0, 0.9, false),
                    1, 0);
    grid->addWidget(addField(QStringLiteral("checkpoint_every"), tr("Checkpoint every"),
                             tr("Steps between checkpoints; 0: only at the end."), 0, 1e9, true),
                    1, 1);
    grid->addWidget(addField(QStringLiteral("max_grad_norm"), tr("Clip gradient at"),
                             tr("Longer gradients are shortened to this norm."), 0, 1e6, false),
                    2, 0);
    grid->addWidget(addField(QStringLiteral("seed"), tr("Seed"),
                             tr("Same seed, same order of the data."), 0, 4294967295.0, true),
                    2, 1);
    m_schedule = comboBox(tr("Schedule"), QStringLiteral("recipe.schedule"));
    m_schedule->addItem(tr("linear to zero"), QStringLiteral("linear"));
    m_schedule->addItem(tr("cosine"), QStringLiteral("cosine"));
    m_schedule->addItem(tr("constant"), QStringLiteral("constant"));
    connect(m_schedule, &QComboBox::activated, this, [this] {
        m_spec.schedule = m_schedule->currentData().toString().toStdString();
        changed();
    });
    grid->addWidget(new TextLabel(tr("Schedule of the learning rate"), Face::Small, &Theme::muted),
                    3, 0, 1, 2);
    grid->addWidget(m_schedule, 4, 0, 1, 2);
    m_more->hide();
    section->addWidget(m_more);
    connect(m_moreLink, &LinkLabel::activated, this, [this] {
        m_moreOpen = !m_moreOpen;
        m_more->setVisible(m_moreOpen);
        m_moreLink->setText(m_moreOpen ? tr("Fewer settings") : tr("More settings"));
    });
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
