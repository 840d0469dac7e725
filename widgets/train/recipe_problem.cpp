// SPDX-License-Identifier: GPL-3.0-or-later
// Why a recipe cannot be started, and what is settled already while it is that of a fork.
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/translated.h"
#include "widgets/train/budget_view.h"
#include "widgets/train/difference_view.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/target_choice.h"

#include <QComboBox>
#include <QLocale>

namespace marginalia {

QString RecipeColumn::problem() const
{
    const LabelUse* use = m_facts.useOf(m_spec);
    if (!m_fork && use == nullptr) {
        return tr("Counting labels…");
    }
    if (!m_fork && use->used < kFewestLabels) {
        return tr("Needs at least %1 labels; you have %2.")
            .arg(countText(kFewestLabels), countText(use->used));
    }
    if (m_spec.model.empty()) {
        return tr("Choose a model.");
    }
    if (!m_shapeProblem.isEmpty()) {
        return m_shapeProblem;
    }
    if (!m_shape) {
        return tr("Reading the model…");
    }
    if (!m_budget->fits()) {
        return m_budget->sentence();
    }
    std::vector<SpecProblem> problems = checkRunSpec(m_spec);
    if (m_fork && problems.empty()) {
        problems = checkFork(m_fork->point, m_spec);
    }
    if (problems.empty()) {
        return m_fork ? QString() : m_target->problem();
    }
    return translated(problems.front().what);
}

void RecipeColumn::showProblem()
{
    showUse();
    const QString why = problem();
    m_reason->setText(why);
    m_reason->setVisible(!why.isEmpty());
    const bool shortage = !m_budget->fits() && why == m_budget->sentence();
    m_reason->setColour(shortage ? &Theme::error : &Theme::muted);
    m_shortage->setVisible(shortage);
    m_budget->remedies().setVisible(shortage);
    const LabelUse* use = m_facts.useOf(m_spec);
    m_label->setVisible(!m_fork && use != nullptr && use->used < kFewestLabels);
}

void RecipeColumn::setFork(const std::optional<RecipeFork>& fork)
{
    m_fork = fork;
    m_planFor.reset();  // it was of other data, or of other steps
    m_forkRow->setVisible(fork.has_value());
    // It goes on from a checkpoint that lies here.
    m_target->setVisible(!fork.has_value());
    if (fork) {
        m_target->choose({});
    }
    if (fork) {
        const QLocale locale;
        const std::int64_t step = fork->point.checkpoint.step;
        const std::int64_t before = fork->wanted ? *fork->wanted - step : 0;
        const QString at = locale.toString(static_cast<qlonglong>(step));
        m_forkNote->setText(
            before > 0 ? tr("Fork of run %1 at step %2, %3 steps before the cursor.")
                             .arg(fork->label, at, locale.toString(static_cast<qlonglong>(before)))
                       : tr("Fork of run %1 at step %2.").arg(fork->label, at));
    }
    setReadOnly(m_readOnly, m_tag->text());
    showForkDifference();
    showProblem();
}

void RecipeColumn::showForkDifference()
{
    m_forkDifference->setVisible(m_fork.has_value());
    if (!m_fork) {
        return;
    }
    const std::vector<SettingDifference> settings = settingsDifference(m_fork->point.spec, m_spec);
    m_forkDifference->setDifference(settings.empty()
                                        ? tr("All settings are those of run %1.").arg(m_fork->label)
                                        : tr("Differs from run %1 in:").arg(m_fork->label),
                                    settings);
}

void RecipeColumn::settleFork()
{
    for (QComboBox* box : {m_model, m_view}) {
        box->hide();
    }
    m_modelText->show();
    m_viewText->setText(tr("that of run %1").arg(m_fork->label));
    m_viewText->show();
    for (const char* key : {"lora_r", "held_out_share"}) {
        m_fields.value(QString::fromLatin1(key))->setReadOnly(true);
    }
    m_targets->setReadOnly(true);
    const QString why = tr("Belongs to the checkpoint that the fork begins with.");
    for (const char* const method : {"full", "lora"}) {
        m_method->setSegmentEnabled(QString::fromLatin1(method), m_spec.method == method, why);
    }
    for (const char* const kind : {"dense", "int8", "nf4"}) {
        m_baseWeights->setSegmentEnabled(QString::fromLatin1(kind), m_spec.base_weights == kind,
                                         why);
    }
    m_switches.value(QStringLiteral("use_dora"))->setEnabled(false);
}

}  // namespace marginalia
