// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/budget.h"
#include "widgets/common/panes.h"

#include <QWidget>

namespace marginalia {

/// Memory of a run by part against what the machine has, and its time.
class BudgetView : public QWidget {
    Q_OBJECT

public:
    explicit BudgetView(QWidget* parent = nullptr);

    /// Nothing is known yet, with the reason.
    void clear(const QString& why);
    void setBudget(const Budget& budget, std::int64_t machineBytes);
    /// Megabytes that the worker reported; 0: none.
    void setMeasured(double megabytes);
    /// "Estimated 0.3 GB and 40 s." as it is shown.
    QString sentence() const;
    bool fits() const;

private:
    void showSentence();

    class Bar;
    Bar* m_bar;
    std::vector<TextLabel*> m_parts;
    TextLabel* m_sentence;
    Budget m_budget;
    std::int64_t m_machine = 0;
    double m_measured = 0;
    bool m_known = false;
};

}  // namespace marginalia
