// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_folder.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace marginalia {

/// A run of the project as lists show it.
struct RunInfo {
    QString folder;
    QString name;
    QString objective;
    int number = 0;  ///< from 1, by age
    RunHealth health;
    bool operator==(const RunInfo& other) const;
};

/// Watches the runs/ folder on its own thread, once a second: which runs there are and how they
/// fare.
class RunMonitor : public QObject {
    Q_OBJECT

public:
    explicit RunMonitor(QString runsFolder, QObject* parent = nullptr);
    ~RunMonitor() override;

    /// Newest first, as last seen.
    const std::vector<RunInfo>& runs() const { return m_runs; }
    /// Looks at once, e.g. after a start.
    void lookNow();

Q_SIGNALS:
    void changed();

private:
    void watch();
    std::vector<RunInfo> look();

    QString m_folder;
    std::vector<RunInfo> m_runs;      ///< GUI thread
    QHash<QString, RunInfo> m_known;  ///< watching thread
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_ending = false;
    bool m_now = false;
    std::thread m_thread;
};

}  // namespace marginalia
