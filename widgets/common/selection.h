// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>

namespace marginalia {

enum class RecordId : std::int64_t;

/// What is being looked at: record, run and step. Panels talk through it, not to each other.
class Selection : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    std::optional<RecordId> record() const { return m_record; }
    /// Folder of the run, absolute; empty: none.
    const QString& run() const { return m_run; }
    std::optional<qint64> step() const { return m_step; }

    void setRecord(std::optional<RecordId> record);
    /// Another run has no step chosen yet.
    void setRun(const QString& folder);
    void setStep(std::optional<qint64> step);

Q_SIGNALS:
    void recordChanged();
    void runChanged();
    void stepChanged();

private:
    std::optional<RecordId> m_record;
    QString m_run;
    std::optional<qint64> m_step;
};

}  // namespace marginalia
