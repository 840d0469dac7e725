// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_folder.h"
#include "widgets/common/state_look.h"

#include <QAbstractTableModel>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace marginalia {

/// A piece of long work as the Jobs dock shows it.
struct Job {
    QString id;     ///< run folder, or "import:<n>"
    QString kind;   ///< "train", "import"
    QString title;  ///< "Training run 14"
    RunState state = RunState::Waiting;
    double done = 0;
    double total = 0;        ///< 0: not known
    QString amount;          ///< "588 of 773", "60,902 pairs"
    QString rate;            ///< "5.3 steps/s"; empty: not known
    double etaSeconds = -1;  ///< shown after 5 s and 3 %
    double memoryMb = 0;
    QString message;  ///< why it failed
    /// How it fares, where that is not its state: of a run that was heard of last a while ago.
    std::optional<StateLook> look = {};
    qint64 atMilliseconds = 0;
    std::function<void()> pause, resume, cancel, log;  ///< empty: cannot
};

bool isActive(RunState state);
StateLook stateLook(const Job& job);

/// All jobs, running ones first. One row a job; those that ended more than a day ago are left out.
class JobModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Title, State, Amount, Time, ColumnCount };
    enum Role { JobRole = Qt::UserRole };

    explicit JobModel(QObject* parent = nullptr);

    /// Adds a job or changes the one with the same id.
    void put(Job job);
    void remove(const QString& id);
    void clear();
    const Job* find(const QString& id) const;
    const Job* at(int row) const;
    int running() const;
    /// The running job that the status bar shows; null when none runs.
    const Job* front() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void runningChanged();
    void jobChanged(const QString& id);

private:
    std::vector<Job> m_jobs;
};

}  // namespace marginalia
