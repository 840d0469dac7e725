// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/selection.h"

namespace marginalia {

void Selection::setRecord(std::optional<RecordId> record)
{
    if (m_record != record) {
        m_record = record;
        Q_EMIT recordChanged();
    }
}

void Selection::setRun(const QString& folder)
{
    if (m_run != folder) {
        m_run = folder;
        m_step.reset();
        Q_EMIT runChanged();
        Q_EMIT stepChanged();
    }
}

void Selection::setStep(std::optional<qint64> step)
{
    if (m_step != step) {
        m_step = step;
        Q_EMIT stepChanged();
    }
}

}  // namespace marginalia
