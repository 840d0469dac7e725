// SPDX-License-Identifier: Apache-2.0
#include "core/store/label_log.h"

#include "core/base/clock.h"
#include "core/store/change_log.h"
#include "core/store/record_rows.h"

#include <cstring>

namespace marginalia::store {

namespace {

Blob blobOf(const Sha256Digest& digest)
{
    return {{reinterpret_cast<const char*>(digest.data()), digest.size()}};
}

void insertEvent(Database& database, const StoredEvent& event)
{
    database.run(
        "INSERT INTO label_event(seq, uuid, record_uid, annotator, kind, payload, at, prev_hash, "
        "hash) "
        "VALUES(?,?,?,?,?,?,?,?,?)",
        event.seq, event.uuid, event.record, event.annotator, event.kind, event.payload, event.at,
        blobOf(event.previous), blobOf(event.hash));
}

void chain(WriteContext& context, StoredEvent& event)
{
    event.seq = context.lastSeq + 1;
    event.previous = context.head;
    event.hash = hashOf(event);
    context.lastSeq = event.seq;
    context.head = event.hash;
}

void setVerdict(RowState& state, std::int64_t seq, Verdict verdict)
{
    state.verdict = verdict;
    state.source = LabelSource::Person;
    state.event = seq;
}

/// Newest event of a kind on a record that is not undone; 0: none.
std::int64_t newestInForce(Database& database, const Uid& record, const char* kind)
{
    return database
        .integer(
            "SELECT seq FROM label_event WHERE record_uid=? AND kind=? AND seq NOT IN (SELECT seq "
            "FROM undone_event) "
            "ORDER BY seq DESC LIMIT 1",
            record, kind)
        .value_or(0);
}

/// The label in force from the log: the newest verdict that is not undone, else what the file said.
void recompute(Database& database, Tally& tally, const Uid& record)
{
    const auto id = database.integer("SELECT id FROM record WHERE uid=?", record);
    if (!id) {
        return;
    }
    const bool imported = database.integer("SELECT origin FROM record WHERE id=?", *id) == 1;
    changeState(database, tally, *id, [&](RowState& state) {
        state.verdict = imported && state.kind == RecordKind::Pair ? Verdict::A : Verdict::None;
        state.source = imported || state.desirable >= 0 ? LabelSource::Import : LabelSource::None;
        state.event = 0;
        if (const std::int64_t seq = newestInForce(database, record, "verdict")) {
            const auto payload = database.text("SELECT payload FROM label_event WHERE seq=?", seq);
            setVerdict(state, seq, judgementOf(payload.value_or("")).value_or(Judgement{}).verdict);
        }
        state.flagged =
            newestInForce(database, record, "flag") > newestInForce(database, record, "unflag");
    });
}

void applyTurn(WriteContext& context, const StoredEvent& event)
{
    const auto target = eventByUuid(context.database, publicEvent(event).target);
    if (!target) {
        return;
    }
    const bool undo = event.kind == "undo";
    context.database.run(undo ? "INSERT OR IGNORE INTO undone_event(seq) VALUES(?)"
                              : "DELETE FROM undone_event WHERE seq=?",
                         target->seq);
    recompute(context.database, context.tally, target->record);
    markChange(context.database, target->uuid, undo ? ChangeState::Undone : ChangeState::Done);
}

void saveVoteRow(Database& database, const StoredEvent& event)
{
    database.run(
        "INSERT INTO vote(uid, seq, payload) VALUES(?,?,?) "
        "ON CONFLICT(uid) DO UPDATE SET seq=excluded.seq, payload=excluded.payload",
        event.record, event.seq, event.payload);
}

/// Projections and undo log of an event that is already in the table.
void apply(WriteContext& context, const StoredEvent& event)
{
    Database& database = context.database;
    if (event.kind == "undo" || event.kind == "redo") {
        applyTurn(context, event);
        return;
    }
    if (event.kind == "vote") {
        saveVoteRow(database, event);
        return;
    }
    const auto id = database.integer("SELECT id FROM record WHERE uid=?", event.record);
    Json forward = {{"record", id.value_or(0)}, {"uid", event.record.hex()}};
    if (event.kind == "verdict") {
        const Verdict verdict = judgementOf(event.payload).value_or(Judgement{}).verdict;
        forward["verdict"] = verdictName(verdict);
        if (id) {
            changeState(database, context.tally, *id,
                        [&](RowState& state) { setVerdict(state, event.seq, verdict); });
        }
        database.run("DELETE FROM draft WHERE record_uid=?", event.record);
    } else if (id && event.kind != "note") {
        changeState(database, context.tally, *id,
                    [&](RowState& state) { state.flagged = event.kind == "flag"; });
    }
    const std::string kind = event.kind == "verdict" ? "label" : event.kind;
    pushChange(database, kind, event.annotator, event.uuid, forward);
}

}  // namespace

void loadChainHead(WriteContext& context, const Uid& project)
{
    context.lastSeq = 0;
    context.head = chainBegin(project);
    Rows row =
        context.database.query("SELECT seq, hash FROM label_event ORDER BY seq DESC LIMIT 1");
    if (row.next()) {
        context.lastSeq = row->integer(0);
        const std::string_view hash = row->view(1);
        std::memcpy(context.head.data(), hash.data(), std::min(hash.size(), context.head.size()));
    }
}

StoredEvent appendEvent(WriteContext& context, const Uid& uuid, const Uid& record,
                        const std::string& annotator, LabelEventKind kind,
                        const std::string& payload)
{
    StoredEvent event;
    event.uuid = uuid;
    event.record = record;
    event.annotator = annotator;
    event.kind = eventKindName(kind);
    event.payload = payload;
    event.at = wallMilliseconds();
    chain(context, event);
    insertEvent(context.database, event);
    context.journalLines += journalLine(event);
    context.changed.insert("labels");
    apply(context, event);
    return event;
}

void insertChained(WriteContext& context, StoredEvent event)
{
    chain(context, event);
    insertEvent(context.database, event);
}

void replayEvent(WriteContext& context, StoredEvent event)
{
    chain(context, event);
    insertEvent(context.database, event);
    apply(context, event);
}

StoredEvent eventOfRow(const Statement& row)
{
    StoredEvent event;
    event.seq = row.integer(0);
    event.uuid = row.uid(1);
    event.record = row.uid(2);
    event.annotator = row.text(3);
    event.kind = row.text(4);
    event.payload = row.text(5);
    event.at = row.integer(6);
    const std::string_view previous = row.view(7);
    const std::string_view hash = row.view(8);
    std::memcpy(event.previous.data(), previous.data(),
                std::min(previous.size(), event.previous.size()));
    std::memcpy(event.hash.data(), hash.data(), std::min(hash.size(), event.hash.size()));
    return event;
}

std::optional<StoredEvent> eventByUuid(Database& database, const Uid& uuid)
{
    Rows row = database.query(
        std::string("SELECT ") + kEventColumns + " FROM label_event WHERE uuid=?", uuid);
    return row.next() ? std::optional(eventOfRow(*row.operator->())) : std::nullopt;
}

void rebuildProjections(Database& database)
{
    rebuildRecordStates(database);
    database.script("DELETE FROM undone_event; DELETE FROM vote;");
    std::set<Uid> records;
    Tally tally;
    std::int64_t last = 0;
    while (true) {
        // One event at a time: the statements below must not run inside an open scan of the table.
        std::optional<StoredEvent> event;
        {
            Rows row = database.query(std::string("SELECT ") + kEventColumns +
                                          " FROM label_event WHERE seq>? ORDER BY seq LIMIT 1",
                                      last);
            event = row.next() ? std::optional(eventOfRow(*row.operator->())) : std::nullopt;
        }
        if (!event) {
            break;
        }
        last = event->seq;
        if (event->kind == "vote") {
            saveVoteRow(database, *event);
        } else if (event->kind == "undo" || event->kind == "redo") {
            if (const auto target = eventByUuid(database, publicEvent(*event).target)) {
                database.run(event->kind == "undo"
                                 ? "INSERT OR IGNORE INTO undone_event(seq) VALUES(?)"
                                 : "DELETE FROM undone_event WHERE seq=?",
                             target->seq);
            }
        }
        records.insert(event->record);
    }
    for (const Uid& record : records) {
        recompute(database, tally, record);
    }
    tally.write(database);
}

}  // namespace marginalia::store
