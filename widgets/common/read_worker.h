// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/project.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QString>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace marginalia {

/// Reads from the store off the GUI thread; the newest request of a channel wins.
///
/// A channel is a receiver and a name. A request replaces one of its channel that waits; one that
/// runs is interrupted, and its result dropped. Results come on the GUI thread, and not at all when
/// the receiver is gone. Two threads, so that a page of rows does not wait behind a search.
class ReadWorker : public QObject {
    Q_OBJECT

public:
    explicit ReadWorker(Project& project, QObject* parent = nullptr);
    ~ReadWorker() override;

    /// `work` runs on a reading thread with that thread's connection, `done` on the GUI thread.
    template <class T>
    void ask(QObject* receiver, const QString& channel,
             std::function<Result<T>(ProjectReader&)> work, std::function<void(Result<T>)> done)
    {
        enqueue(receiver, channel,
                [work = std::move(work), done = std::move(done)](ProjectReader& reader) {
                    auto result = std::make_shared<Result<T>>(work(reader));
                    return std::function<void()>([result, done] { done(std::move(*result)); });
                });
    }
    /// Nothing waits and nothing runs.
    bool isIdle() const;

private:
    using Work = std::function<std::function<void()>(ProjectReader&)>;
    struct Job {
        QObject* receiver = nullptr;  ///< identity only
        QString channel;
        QPointer<QObject> guard;
        quint64 ticket = 0;
        Work work;
    };

    void enqueue(QObject* receiver, const QString& channel, Work work);
    void serve();
    void deliver(const Job& job, const std::function<void()>& done);
    static QString keyOf(const Job& job);

    Project& m_project;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    QHash<QString, quint64> m_newest;  ///< by channel
    quint64 m_tickets = 0;
    QHash<QString, ProjectReader*> m_reading;  ///< channels at work and their connections
    int m_running = 0;
    bool m_ending = false;
    std::vector<std::thread> m_threads;
};

}  // namespace marginalia
