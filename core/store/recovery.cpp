// SPDX-License-Identifier: Apache-2.0
#include "core/store/recovery.h"

#include "core/base/log.h"
#include "core/store/change_log.h"
#include "core/store/label_log.h"
#include "core/store/record_rows.h"
#include "core/store/schema.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <unordered_set>

namespace marginalia::store {

namespace {

constexpr const char* kAllEvents = " FROM label_event ORDER BY seq";

/// Events of the table in order, one a call.
class EventCursor {
public:
    explicit EventCursor(Database& database)
        : m_rows(database.handle(), std::string("SELECT ") + kEventColumns + kAllEvents)
    {
    }
    std::optional<StoredEvent> next()
    {
        return m_rows.step() ? std::optional(eventOfRow(m_rows)) : std::nullopt;
    }

private:
    Statement m_rows;
};

/// The common case, in one pass and without memory: the chain holds, and the journal is byte for
/// byte what the table would write.
bool agree(Database& database, const std::string& journalPath, const Uid& project)
{
    std::ifstream journal(journalPath, std::ios::binary);
    std::string line;
    if (!journal || !std::getline(journal, line) ||
        line != "marginalia labels 1 " + project.hex()) {
        return false;
    }
    EventCursor cursor(database);
    Sha256Digest head = chainBegin(project);
    std::int64_t seq = 0;
    std::int64_t bytes = static_cast<std::int64_t>(line.size()) + 1;
    while (const auto event = cursor.next()) {
        if (event->seq != ++seq || event->previous != head || hashOf(*event) != event->hash ||
            !std::getline(journal, line) || line + "\n" != journalLine(*event)) {
            return false;
        }
        head = event->hash;
        bytes += static_cast<std::int64_t>(line.size()) + 1;
    }
    // The size tells a torn last line and anything behind it.
    const auto size = fileSize(journalPath);
    return size.ok() && *size == bytes;
}

struct TableContent {
    std::vector<StoredEvent> events;  ///< those whose own hash is right
    bool whole = true;
    std::int64_t damaged = 0;
};

TableContent readTable(Database& database, const Uid& project)
{
    TableContent content;
    EventCursor cursor(database);
    Sha256Digest head = chainBegin(project);
    std::int64_t seq = 0;
    while (auto event = cursor.next()) {
        if (hashOf(*event) != event->hash) {
            content.whole = false;
            ++content.damaged;
            ++seq;
            continue;
        }
        content.whole = content.whole && event->seq == ++seq && event->previous == head;
        head = event->hash;
        content.events.push_back(std::move(*event));
    }
    return content;
}

/// Puts the union of both copies into the table, chained anew (an unbroken beginning keeps its
/// hashes).
void restoreTable(Database& database, const TableContent& table, const JournalContent& journal,
                  const Uid& project)
{
    std::vector<StoredEvent> events = journal.events;
    std::unordered_set<Uid> known;
    for (const StoredEvent& event : events) {
        known.insert(event.uuid);
    }
    for (const StoredEvent& event : table.events) {
        if (known.insert(event.uuid).second) {
            events.push_back(event);
        }
    }
    std::stable_sort(
        events.begin(), events.end(),
        [](const StoredEvent& left, const StoredEvent& right) { return left.seq < right.seq; });
    Transaction transaction(database);
    database.script(
        "DROP TRIGGER IF EXISTS label_event_update; DROP TRIGGER IF EXISTS label_event_delete; "
        "DELETE FROM "
        "label_event;");
    WriteContext context{database, {}, 0, chainBegin(project), {}, {}};
    for (StoredEvent& event : events) {
        insertChained(context, std::move(event));
    }
    database.script(eventTriggers());
    rebuildProjections(database);
    transaction.commit();
}

std::int64_t replayMissing(Database& database, const JournalContent& journal, const Uid& project)
{
    Transaction transaction(database);
    WriteContext context{database, {}, 0, {}, {}, {}};
    loadChainHead(context, project);
    std::int64_t replayed = 0;
    for (const StoredEvent& event : journal.events) {
        if (!database.integer("SELECT seq FROM label_event WHERE uuid=?", event.uuid)) {
            replayEvent(context, event);
            ++replayed;
        }
    }
    context.tally.write(database);
    transaction.commit();
    return replayed;
}

}  // namespace

Reconciled reconcile(Database& database, Journal& journal, const std::string& journalPath,
                     const Uid& project)
{
    Reconciled out;
    journal.close();
    if (!agree(database, journalPath, project)) {
        const auto read = journal.read();
        check(read.ok() ? Status() : Status(read.error()));
        JournalContent content = *read;
        if (!content.ours) {
            content.events.clear();  // another project's file: nothing in it is ours
        }
        const TableContent table = readTable(database, project);
        if (!table.whole) {
            restoreTable(database, table, content, project);
            out.restored = std::max<std::int64_t>(table.damaged, 1);
        } else {
            out.replayed = replayMissing(database, content, project);
        }
        EventCursor cursor(database);
        check(journal.rewrite([&] { return cursor.next(); }));
        out.journalRewritten = true;
        logLine(LogLevel::Info, "store",
                "journal and database reconciled: " + std::to_string(out.replayed) + " replayed, " +
                    std::to_string(out.restored) + " restored");
    }
    check(journal.open());
    return out;
}

void closeBrokenImports(Database& database)
{
    std::map<std::int64_t, Json> open;
    {
        Rows rows = database.query(
            "SELECT id, path, counts FROM import WHERE complete=0 AND undone_by=0 AND NOT EXISTS "
            "(SELECT 1 FROM change "
            "WHERE kind='import' AND json_extract(forward, '$.import')=import.id)");
        while (rows.next()) {
            open[rows->integer(0)] = {
                {"import", rows->integer(0)},
                {"path", rows->text(1)},
                {"records", parsedOr(rows->view(2), Json::object()).value("records", 0)}};
        }
    }
    if (open.empty()) {
        return;
    }
    Transaction transaction(database);
    for (const auto& [id, forward] : open) {
        pushChange(database, "import", "", std::nullopt, forward);
    }
    transaction.commit();
}

}  // namespace marginalia::store
