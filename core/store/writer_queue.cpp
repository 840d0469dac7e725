// SPDX-License-Identifier: Apache-2.0
#include "core/store/writer_queue.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/store/recovery.h"
#include "core/store/schema.h"
#include "core/store/search_index.h"

#include <algorithm>
#include <future>

namespace marginalia::store {

namespace {

constexpr std::size_t kMostInBatch = 256;
constexpr double kImportMilliseconds = 20;
constexpr double kIndexMilliseconds = 200;
/// Pages of 8 KiB: under load the log is emptied only when it has grown.
constexpr std::int64_t kBusyWalPages = 2000;

}  // namespace

WriterQueue::WriterQueue(std::string databasePath, std::string journalPath, const Uid& project,
                         std::unique_ptr<Database> database, Journal journal)
    : m_databasePath(std::move(databasePath)),
      m_journalPath(std::move(journalPath)),
      m_project(project),
      m_database(std::move(database)),
      m_journal(std::move(journal))
{
    WriteContext context{*m_database, {}, 0, {}, {}, {}};
    loadChainHead(context, m_project);
    m_lastSeq = context.lastSeq;
    m_head = context.head;
    m_thread = std::thread([this] { run(); });
}

WriterQueue::~WriterQueue()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void WriterQueue::add(Lane lane, Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_pending;
        (lane == Lane::Now ? m_now : m_bulk).push_back(std::move(task));
        m_nowWaits = m_nowWaits || lane == Lane::Now;
    }
    m_wake.notify_one();
}

void WriterQueue::waitForRoom(std::size_t most)
{
    std::unique_lock lock(m_mutex);
    m_room.wait(lock, [&] { return m_bulk.size() < most; });
}

Status WriterQueue::flush()
{
    // A mark at the end of the bulk lane is reached only when everything of both lanes before it is
    // done.
    std::promise<void> reached;
    add(Lane::Bulk, {nullptr, [&](const Status&) { reached.set_value(); }});
    reached.get_future().wait();
    const std::lock_guard lock(m_mutex);
    std::optional<Error> first;
    first.swap(m_firstFailure);
    return first ? Status(*first) : Status();
}

void WriterQueue::onChange(std::function<void(const std::string&)> listener)
{
    const std::lock_guard lock(m_mutex);
    m_listeners.push_back(std::move(listener));
}

bool WriterQueue::hasWork() const
{
    return !m_now.empty() || !m_bulk.empty() || m_stopping ||
           (m_indexWaits && tuning().index && m_database);
}

void WriterQueue::run()
{
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return hasWork(); });
            if (m_stopping && m_now.empty() && m_bulk.empty()) {
                break;
            }
        }
        Batch batch;
        bool fromBulk = false;
        if (!takeBatch(batch, fromBulk)) {
            background();
            continue;
        }
        const Stopwatch watch;
        store(batch);
        if (fromBulk) {
            tuneImport(watch.milliseconds());
        }
        emptyLog();
    }
    if (m_database) {
        m_database->checkpoint();
    }
    m_database.reset();
}

bool WriterQueue::takeBatch(Batch& batch, bool& fromBulk)
{
    const std::lock_guard lock(m_mutex);
    while (!m_now.empty() && batch.tasks.size() < kMostInBatch) {
        batch.tasks.push_back(std::move(m_now.front()));
        m_now.pop_front();
    }
    m_nowWaits = !m_now.empty();
    if (batch.tasks.empty() && !m_bulk.empty()) {
        fromBulk = true;
        batch.tasks.push_back(std::move(m_bulk.front()));
        m_bulk.pop_front();
        m_room.notify_all();
    }
    return !batch.tasks.empty();
}

void WriterQueue::tuneImport(double milliseconds)
{
    // Small steps: one slow sync must not shrink the chunks at once.
    const std::size_t rows = m_importRows;
    const bool slow = milliseconds > kImportMilliseconds;
    m_importRows = std::clamp<std::size_t>(slow ? rows - rows / 8 : rows + rows / 8 + 1, 50, 2000);
}

void WriterQueue::store(Batch& batch)
{
    if (batch.tasks.size() == 1 && !batch.tasks[0].work) {
        batch.outcomes = {Status()};
        acknowledge(batch, {});
        return;
    }
    Status status = m_database ? Status() : reopen();
    if (status.ok()) {
        status = attempt(batch);
    }
    if (!status.ok() && m_database) {
        logLine(LogLevel::Warning, "store",
                "stored state unknown, opening again: " + status.error().message());
        const Status opened = reopen();
        if (opened.ok()) {
            status = isStored(batch) ? Status() : attempt(batch);
        }
    }
    if (!status.ok()) {
        m_database.reset();
        m_journal.close();
    }
    acknowledge(batch, status);
}

Status WriterQueue::attempt(Batch& batch)
{
    batch.token = Uid::random().hex();
    return guarded([&] {
        Database& database = *m_database;
        batch.outcomes.assign(batch.tasks.size(), Status());
        Transaction transaction(database);
        WriteContext context{database, {}, m_lastSeq, m_head, {}, {}};
        for (std::size_t i = 0; i < batch.tasks.size(); ++i) {
            try {
                if (batch.tasks[i].work) {
                    batch.tasks[i].work(context);
                }
            } catch (const Refusal& refusal) {
                batch.outcomes[i] = refusal.error();
            }
        }
        context.tally.write(database);
        setMeta(database, "batch", batch.token);
        if (!context.journalLines.empty()) {
            check(m_journal.append(context.journalLines));
        }
        transaction.commit();
        m_lastSeq = context.lastSeq;
        m_head = context.head;
        batch.changed = std::move(context.changed);
    });
}

Status WriterQueue::reopen()
{
    return guarded([this] {
        m_database.reset();
        m_database = Database::open(m_databasePath, Access::Write);
        try {
            reconcile(*m_database, m_journal, m_journalPath, m_project);
            WriteContext context{*m_database, {}, 0, {}, {}, {}};
            loadChainHead(context, m_project);
            m_lastSeq = context.lastSeq;
            m_head = context.head;
            m_indexWaits = true;
        } catch (...) {
            m_database.reset();
            throw;
        }
    });
}

bool WriterQueue::isStored(const Batch& batch)
{
    const auto token = guarded([&] { return metaText(*m_database, "batch"); });
    return token.ok() && *token == batch.token;
}

void WriterQueue::acknowledge(Batch& batch, const Status& status)
{
    if (status.ok()) {
        notify(batch.changed);
        m_indexWaits = m_indexWaits || batch.changed.count("records") != 0;
    } else {
        logLine(LogLevel::Error, "store", "not stored: " + status.error().message());
        const std::lock_guard lock(m_mutex);
        m_firstFailure = m_firstFailure ? m_firstFailure : std::optional(status.error());
    }
    for (std::size_t i = 0; i < batch.tasks.size(); ++i) {
        --m_pending;
        if (batch.tasks[i].done) {
            batch.tasks[i].done(status.ok() ? batch.outcomes[i] : status);
        }
    }
}

void WriterQueue::emptyLog()
{
    bool idle = false;
    {
        const std::lock_guard lock(m_mutex);
        idle = m_now.empty() && m_bulk.empty();
    }
    if (m_database && m_database->walPages() > (idle ? tuning().idleWalPages : kBusyWalPages)) {
        m_database->checkpoint();
    }
}

void WriterQueue::notify(const std::set<std::string>& changed)
{
    std::vector<std::function<void(const std::string&)>> listeners;
    {
        const std::lock_guard lock(m_mutex);
        listeners = m_listeners;
    }
    for (const std::string& what : changed) {
        for (const auto& listener : listeners) {
            listener(what);
        }
    }
}

void WriterQueue::background()
{
    const Status status = guarded([this] {
        Transaction transaction(*m_database);
        const std::int64_t added =
            indexSlice(*m_database, kIndexMilliseconds, [this] { return m_nowWaits.load(); });
        m_indexWaits = added > 0;
        if (added > 0) {
            transaction.commit();
        }
    });
    if (!status.ok()) {
        // Nothing that was acknowledged is concerned; the next request opens again and says so if
        // that fails.
        logLine(LogLevel::Warning, "store", "search index: " + status.error().message());
        m_indexWaits = false;
        m_database.reset();
        return;
    }
    if (m_indexWaits) {
        notify({"index"});
    }
    emptyLog();
}

}  // namespace marginalia::store
