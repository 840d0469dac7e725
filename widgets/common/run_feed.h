// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_folder.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace marginalia {

using RunNews = std::shared_ptr<const RunReader::News>;

/// One run as signals: everything from its beginning, then what comes, at most ten times a second.
///
/// GUI thread. The reading happens on the hub's thread. A finished run is read once and then
/// watched slowly.
class RunFeed : public QObject {
    Q_OBJECT

public:
    ~RunFeed() override;

    const QString& folder() const { return m_folder; }
    /// The state as last read.
    const RunHealth& health() const { return m_health; }

    /// Rows of one step, for "behind step n"; comes as rowsRead on the GUI thread.
    void askRows(qint64 step);
    /// Appends a request to control.jsonl ("pause", "resume", "stop", ...); comes as controlled.
    void control(const QString& kind, const Json& detail = {});

Q_SIGNALS:
    void arrived(const marginalia::RunNews& news);
    void healthChanged();
    void rowsRead(qint64 step, const std::vector<marginalia::RowRecord>& rows);
    void controlled(const QString& kind);
    /// The run cannot be read or asked; a sentence for an info bar.
    void failed(const QString& sentence);

private:
    friend class RunFeedHub;
    friend class RunFollower;
    explicit RunFeed(QString folder, QObject* follower);

    QString m_folder;
    RunHealth m_health;
    QObject* m_follower = nullptr;  ///< lives on the hub's thread
};

/// The one thread that reads run folders for the window.
class RunFeedHub : public QObject {
    Q_OBJECT

public:
    explicit RunFeedHub(QObject* parent = nullptr);
    ~RunFeedHub() override;

    /// Follows a run from its first line. The feed belongs to the caller and stops when it goes; it
    /// must go before the hub.
    std::unique_ptr<RunFeed> follow(const QString& folder);

private:
    QThread m_thread;
};

}  // namespace marginalia
Q_DECLARE_METATYPE(marginalia::RunNews)
