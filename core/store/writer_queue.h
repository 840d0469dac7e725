// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"
#include "core/store/journal.h"
#include "core/store/label_log.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace marginalia::store {

/// Thrown by a task before it has written anything: only this task fails, the others of its batch
/// go on.
class Refusal : public StoreFailure {
public:
    using StoreFailure::StoreFailure;
};
[[noreturn]] inline void refuse(ErrorKind kind, Text what, const std::string& where = {},
                                Text todo = {})
{
    throw Refusal(failure(kind, std::move(what), where, std::move(todo)));
}

/// Something to be stored. Both functions run on the writer's thread. `work` may run a second time
/// after a failure, so it looks first whether its event is there already.
struct Task {
    std::function<void(WriteContext&)> work;  ///< empty: only a mark in the queue
    std::function<void(const Status&)> done;
};

enum class Lane : std::uint8_t {
    Now,  ///< labels and everything a person waits for
    Bulk  ///< imports
};

/// The one writing connection and its thread (reliability.md 2, 6, 8).
///
/// Takes everything of lane Now that waits into one transaction: journal appended and synced,
/// COMMIT, then `done`. After a failure what is on the disk is unknown: the connection is opened
/// anew, journal and table are reconciled, and the batch is acknowledged if it is there, else tried
/// once more.
class WriterQueue {
public:
    /// `database` and `journal` are open and reconciled.
    WriterQueue(std::string databasePath, std::string journalPath, const Uid& project,
                std::unique_ptr<Database> database, Journal journal);
    WriterQueue(const WriterQueue&) = delete;
    WriterQueue& operator=(const WriterQueue&) = delete;
    /// Stores what was asked, then ends.
    ~WriterQueue();

    void add(Lane lane, Task task);
    /// Waits until fewer than `most` tasks are in the bulk lane.
    void waitForRoom(std::size_t most);
    int pending() const { return m_pending.load(); }
    /// Blocks until everything asked before is done; the first failure since the last call.
    Status flush();
    void onChange(std::function<void(const std::string&)> listener);
    /// Rows an import should give in one task, so that it takes about 20 ms.
    std::size_t importRows() const { return m_importRows.load(); }

private:
    struct Batch {
        std::vector<Task> tasks;
        std::vector<Status> outcomes;
        std::string
            token;  ///< written with the batch: tells after a failed COMMIT whether it took place
        std::set<std::string> changed;
    };

    void run();
    bool takeBatch(Batch& batch, bool& fromBulk);
    void store(Batch& batch);
    Status attempt(Batch& batch);
    Status reopen();
    bool isStored(const Batch& batch);
    void acknowledge(Batch& batch, const Status& status);
    void notify(const std::set<std::string>& changed);
    bool hasWork() const;
    void background();
    void emptyLog();
    void tuneImport(double milliseconds);

    const std::string m_databasePath;
    const std::string m_journalPath;
    const Uid m_project;
    std::unique_ptr<Database> m_database;  // writer's thread only, like the next three
    Journal m_journal;
    std::int64_t m_lastSeq = 0;
    Sha256Digest m_head{};
    bool m_indexWaits = true;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;  // for the writer
    std::condition_variable m_room;  // for those who import
    std::deque<Task> m_now;
    std::deque<Task> m_bulk;
    bool m_stopping = false;
    std::optional<Error> m_firstFailure;
    std::vector<std::function<void(const std::string&)>> m_listeners;

    std::atomic<int> m_pending = 0;
    std::atomic<bool> m_nowWaits = false;
    std::atomic<std::size_t> m_importRows = 250;
    std::thread m_thread;
};

}  // namespace marginalia::store
