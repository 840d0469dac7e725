// SPDX-License-Identifier: GPL-3.0-or-later
// What the settings of the run looked at and of the one beside it do not have alike.
#include "widgets/train/difference_view.h"
#include "widgets/train/mark_texts.h"
#include "widgets/train/train_panel.h"

#include <QLocale>

namespace marginalia {

/// The run that it is laid over; else the one it was forked from.
const RunFacts* TrainPanel::comparedRun() const
{
    for (const QString& folder : m_runs->overlays()) {
        const RunsModel::Row* row = m_runs->find(folder);
        if (row != nullptr && !row->selected) {
            return &row->facts;
        }
    }
    const RunsModel::Row* parent = m_runs->find(m_run->facts().parent);
    return parent != nullptr ? &parent->facts : nullptr;
}

void TrainPanel::showDifference()
{
    const RunFacts* other = m_run != nullptr ? comparedRun() : nullptr;
    m_difference->setVisible(other != nullptr);
    if (other == nullptr) {
        return;
    }
    const RunFacts& own = m_run->facts();
    const std::vector<SettingDifference> settings = settingsDifference(other->spec, own.spec);
    QStringList lead;
    const auto differs = [](const QString& one, const QString& two) {
        return !one.isEmpty() && !two.isEmpty() && one != two;
    };
    if (differs(own.dataDigest, other->dataDigest)) {
        lead << tr("It trains on other data.");
    }
    if (differs(own.modelDigest, other->modelDigest)) {
        lead << tr("Its start model has other weights.");
    }
    for (const KnobEvent& event : m_run->turned()) {
        lead << tr("Changed live: %1 from step %2 on.")
                    .arg(knobText(event.key, event.before, event.after),
                         QLocale().toString(qlonglong(event.step + 1)));
    }
    // Last, because the settings follow.
    lead << (settings.empty() ? tr("%1 has the settings of %2.") : tr("%1 differs from %2 in:"))
                .arg(own.label, other->label);
    m_difference->setDifference(lead.join(u' '), settings);
}

}  // namespace marginalia
