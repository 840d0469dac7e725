// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/budget.h"
#include "core/analysis/run_plan.h"
#include "widgets/common/panes.h"
#include "widgets/train/part_bar.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace marginalia {

class Button;

/// Memory of a run by part against what the machine has, its time, and what would make it fit.
class BudgetView : public QWidget {
    Q_OBJECT

public:
    explicit BudgetView(QWidget* parent = nullptr);

    /// Nothing is known yet, with the reason.
    void clear(const QString& why);
    void setBudget(const Budget& budget, std::int64_t machineBytes);
    /// Figures that small work of this recipe gave, in the place of the estimate.
    void setPlan(const RunPlan& plan);
    /// Changes that need less memory; the first three have buttons where the run does not fit.
    void setRemedies(const std::vector<Remedy>& remedies);
    /// Whether changes and a trial are offered: not while the recipe cannot be changed, and trials
    /// on this machine only.
    void setOffering(bool changes, bool measures);
    /// A trial is on its way, or why the last one came to nothing.
    void setMeasuring(bool measuring, const QString& problem = {});
    /// Megabytes that the worker reported; 0: none.
    void setMeasured(double megabytes);
    /// "Estimated 0.3 GB and 40 s." as it is shown.
    QString sentence() const;
    bool fits() const;
    /// The buttons of the changes, for the place where it says that the run cannot start; who shows
    /// that puts them into its layout.
    QWidget& remedies() { return *m_remedyBox; }

Q_SIGNALS:
    /// The person wants small work of this recipe to be measured.
    void measureAsked();
    void remedyChosen(const Remedy& remedy);

private:
    void showSentence();
    void showRemedies();
    QString measuredSentence() const;
    /// What is taken besides and what was measured: empty, or sentences behind a space.
    QString besides() const;
    QString estimatedSentence() const;

    PartBar* m_parts;
    TextLabel* m_sentence;
    QWidget* m_remedyBox;
    std::vector<Button*> m_remedyButtons;
    LinkLabel* m_measure;
    std::vector<Remedy> m_remedies;
    std::optional<RunPlan> m_plan;
    Budget m_budget;
    std::int64_t m_machine = 0;
    double m_measured = 0;
    bool m_known = false;
    bool m_changes = true;
    bool m_measures = true;
};

}  // namespace marginalia
