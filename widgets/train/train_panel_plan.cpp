// SPDX-License-Identifier: GPL-3.0-or-later
// What a recipe will need, measured on small work of it: asked for once, and then after each
// change.
#include "widgets/common/panel_context.h"
#include "widgets/train/plan_asker.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/target_choice.h"
#include "widgets/train/train_panel.h"

namespace marginalia {

void TrainPanel::buildPlanning()
{
    m_planner = new PlanAsker(this);
    connect(m_recipe, &RecipeColumn::measureAsked, this, [this] {
        m_measures = true;
        measure();
    });
    connect(m_recipe, &RecipeColumn::specChanged, this, &TrainPanel::measure);
    connect(m_recipe, &RecipeColumn::viewChanged, this, &TrainPanel::measure);
    connect(m_planner, &PlanAsker::planned, this, [this](const RunPlan& plan) {
        m_recipe->setPlan(plan);
        m_recipe->setMeasuring(false);
        showState();
    });
    connect(m_planner, &PlanAsker::failed, this,
            [this](const QString& why) { m_recipe->setMeasuring(false, why); });
}

void TrainPanel::measure()
{
    if (!m_measures) {
        return;
    }
    if (m_filling || !m_drafting || m_recipe->target().target()) {
        endMeasuring();  // another recipe
        return;
    }
    // A recipe that cannot start for another reason would not be measured either.
    if (m_recipe->spec().model.empty() || !checkRunSpec(m_recipe->spec()).empty()) {
        m_planner->forget();
        m_recipe->setMeasuring(false);
        return;
    }
    m_recipe->setMeasuring(true);
    PlanAsker::Question question{context().session.folder(), {}, m_recipe->spec()};
    if (m_fork) {
        question.run = QString::fromStdString(m_fork->run);
        question.from = m_fork->checkpoint.step;
    } else {
        question.filter = QString::fromStdString(m_recipe->filter().toText());
    }
    m_planner->ask(question);
}

void TrainPanel::endMeasuring()
{
    m_measures = false;
    m_planner->forget();
    m_recipe->setMeasuring(false);
}

}  // namespace marginalia
