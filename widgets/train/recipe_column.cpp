// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/recipe_column.h"

#include "core/base/machine.h"
#include "core/jobs/spec_settings.h"
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/translated.h"
#include "widgets/train/budget_view.h"
#include "widgets/train/change_mark.h"
#include "widgets/train/difference_view.h"
#include "widgets/train/objective_card.h"
#include "widgets/train/recipe_parts.h"
#include "widgets/train/setting_field.h"
#include "widgets/train/target_choice.h"

#include <QComboBox>
#include <QGridLayout>
#include <QVBoxLayout>

namespace marginalia {

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
    buildForkNote(*section);
    m_model = recipeBox(tr("Model"), QStringLiteral("recipe.model"));
    m_modelText = new ElidedLabel({}, Face::Small, &Theme::text);
    m_modelText->setFace(Face::Small, QFont::DemiBold);
    connect(m_model, &QComboBox::activated, this, &RecipeColumn::chooseModel);
    section->addLayout(recipeRow(tr("Model"), m_model, m_modelText, nullptr));
    m_modelNote = new TextLabel({}, Face::Caption, &Theme::muted);
    m_modelNote->setWordWrap(true);
    m_modelNote->setContentsMargins(u(kRecipeNameWidth + 8), 0, 0, 0);
    section->addWidget(m_modelNote);
    m_view = recipeBox(tr("Data view"), QStringLiteral("recipe.view"));
    m_viewText = new ElidedLabel({}, Face::Small, &Theme::text);
    connect(m_view, &QComboBox::activated, this, [this] {
        m_facts = {};
        changed();
        Q_EMIT viewChanged();
    });
    m_viewNote = new TextLabel({}, Face::Small, &Theme::muted);
    section->addLayout(recipeRow(tr("Data"), m_view, m_viewText, m_viewNote));
}

void RecipeColumn::buildForkNote(QVBoxLayout& section)
{
    m_forkRow = new QWidget;
    auto* row = new QHBoxLayout(m_forkRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(u(6));
    row->addWidget(new IconLabel(QStringLiteral("fork"), &Theme::muted, 14), 0, Qt::AlignTop);
    m_forkNote = new TextLabel({}, Face::Small, &Theme::muted);
    m_forkNote->setObjectName(QStringLiteral("recipe.fork"));
    m_forkNote->setWordWrap(true);
    row->addWidget(m_forkNote, 1);
    auto* drop = new LinkLabel(tr("Cancel"));
    drop->setToolTip(tr("Back to a run of its own."));
    connect(drop, &LinkLabel::activated, this, &RecipeColumn::forkDropped);
    row->addWidget(drop, 0, Qt::AlignTop);
    m_forkRow->hide();
    section.addWidget(m_forkRow);
    m_forkDifference = new DifferenceView;
    m_forkDifference->setObjectName(QStringLiteral("recipe.difference"));
    m_forkDifference->hide();
    section.addWidget(m_forkDifference);
}

TextField* RecipeColumn::addField(const QString& key, const QString& label, const QString& help,
                                  double low, double high, bool whole)
{
    TextField* field = settingField(key, label, help, low, high, whole);
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
    connect(m_budget, &BudgetView::measureAsked, this, &RecipeColumn::measureAsked);
    connect(m_budget, &BudgetView::remedyChosen, this, &RecipeColumn::takeRemedy);
}

void RecipeColumn::setPlan(const RunPlan& plan)
{
    RunPlan own = plan;
    own.remedies = possible(plan.remedies);
    m_budget->setPlan(own);
    m_planFor = {m_spec, usedRecords()};
    showProblem();
}

std::optional<std::int64_t> RecipeColumn::usedRecords() const
{
    const LabelUse* use = m_facts.useOf(m_spec);
    return use != nullptr ? std::optional<std::int64_t>(use->used) : std::nullopt;
}

void RecipeColumn::setMeasuring(bool measuring, const QString& problem)
{
    m_budget->setMeasuring(measuring, problem);
}

std::optional<RunSpec> RecipeColumn::withRemedy(const Remedy& remedy) const
{
    Json json = toJson(m_spec);
    if (remedy.settings.front().first == "method") {
        json.erase("learning_rate");  // an adapter takes larger steps
    }
    std::vector<SpecProblem> problems;
    if (!laySettings(json, remedy.settings).ok()) {
        return {};
    }
    auto spec = specOverDefaults(json, problems);
    const bool valid = spec.ok() && problems.empty() &&
                       checkRunSpec(*spec).size() <= checkRunSpec(m_spec).size() &&
                       (!m_fork || checkFork(m_fork->point, *spec).empty());
    return valid ? std::optional<RunSpec>(spec.take()) : std::nullopt;
}

std::vector<Remedy> RecipeColumn::possible(const std::vector<Remedy>& remedies) const
{
    std::vector<Remedy> out;
    for (const Remedy& remedy : remedies) {
        if (withRemedy(remedy)) {
            out.push_back(remedy);
        }
    }
    return out;
}

void RecipeColumn::takeRemedy(const Remedy& remedy)
{
    if (const std::optional<RunSpec> spec = withRemedy(remedy)) {
        m_spec = *spec;
        showSpec();
        changed();
    }
}

void RecipeColumn::takeTarget()
{
    const auto target = m_target->target();
    m_budgetTitle->setRight(
        target ? tr("on %1").arg(QString::fromStdString(target->name))
               : tr("processor · %1").arg(sizeText(static_cast<double>(totalMemory()))));
    m_planFor.reset();
    showOffload();
    m_budget->setOffering(!m_readOnly, !m_readOnly && !target);
    showBudget();
    showProblem();
    Q_EMIT specChanged();
}

void RecipeColumn::buildFoot(QAction* start)
{
    m_foot = new Pane(&Theme::surface, Qt::TopEdge);
    auto* layout = new QVBoxLayout(m_foot);
    layout->setContentsMargins(u(14), u(10), u(14), u(10));
    layout->setSpacing(u(6));
    m_target = new TargetChoice;
    layout->addWidget(m_target);
    connect(m_target, &TargetChoice::changed, this, &RecipeColumn::takeTarget);
    auto* reasonRow = new QHBoxLayout;
    m_reason = new TextLabel({}, Face::Small, &Theme::muted);
    m_reason->setWordWrap(true);
    m_label = new LinkLabel(tr("Label"));
    m_label->hide();
    connect(m_label, &LinkLabel::activated, this, &RecipeColumn::labelAsked);
    reasonRow->setSpacing(u(6));
    m_shortage = new IconLabel(QStringLiteral("error"), &Theme::error, 14);
    m_shortage->hide();
    reasonRow->addWidget(m_shortage, 0, Qt::AlignTop);
    reasonRow->addWidget(m_reason, 1);
    reasonRow->addWidget(m_label, 0, Qt::AlignTop);
    layout->addLayout(reasonRow);
    // Beside the sentence that says what is short, and in sight however far the column is scrolled.
    layout->addWidget(&m_budget->remedies());
    layout->addWidget(new Button(start, ButtonRole::Primary));
    static_cast<QVBoxLayout*>(this->layout())->addWidget(m_foot);
}

}  // namespace marginalia
