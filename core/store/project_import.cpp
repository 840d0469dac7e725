// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.h"
#include "core/store/change_log.h"
#include "core/store/project_writer.h"
#include "core/store/record_rows.h"

#include <algorithm>
#include <future>

namespace marginalia::store {

namespace {

/// Tasks of an import that may wait: enough to keep the writer busy, few enough to bound the
/// memory.
constexpr std::size_t kMostWaiting = 4;

Json countsOf(Database& database, std::int64_t importId)
{
    return parsedOr(database.text("SELECT counts FROM import WHERE id=?", importId).value_or("{}"),
                    Json::object());
}

std::optional<std::int64_t> changeOfImport(Database& database, std::int64_t importId)
{
    return database.integer(
        "SELECT id FROM change WHERE kind='import' AND json_extract(forward, '$.import')=?",
        importId);
}

/// Hides what an earlier, broken attempt at the same file left behind; there is nothing to undo in
/// it any more.
void abandonBroken(Database& database, const std::string& path)
{
    std::vector<std::int64_t> broken;
    {
        Rows rows = database.query(
            "SELECT id FROM import WHERE path=? AND complete=0 AND undone_by=0", path);
        while (rows.next()) {
            broken.push_back(rows->integer(0));
        }
    }
    for (const std::int64_t id : broken) {
        const auto change = changeOfImport(database, id);
        if (change) {
            database.run("UPDATE change SET state=? WHERE id=?", ChangeState::Dropped, *change);
        }
        database.run("UPDATE import SET undone_by=? WHERE id=?", change.value_or(-1), id);
    }
}

void storeChunk(WriteContext& context, std::int64_t importId, std::vector<PreparedRecord>& rows,
                std::int64_t nextByte)
{
    RecordInserter inserter(context.database);
    for (PreparedRecord& row : rows) {
        inserter.insert(row, context.tally);
    }
    Json counts = countsOf(context.database, importId);
    counts["records"] =
        counts.value("records", std::int64_t{0}) + static_cast<std::int64_t>(rows.size());
    context.database.run("UPDATE import SET counts=?, next_byte=? WHERE id=?", counts.dump(),
                         nextByte, importId);
    context.changed.insert("records");
}

bool finishImport(WriteContext& context, std::int64_t importId, const ReadEnd& end)
{
    Database& database = context.database;
    const auto path = database.text("SELECT path FROM import WHERE id=?", importId);
    if (!path) {
        refuse(ErrorKind::NotFound, MG_TR("store", "There is no such import."),
               std::to_string(importId));
    }
    Json counts = countsOf(database, importId);
    counts["refused"] = end.refused;
    counts["rows"] = end.rows;
    counts["codes"] = end.codes;
    database.run("UPDATE import SET complete=1, next_byte=0, sha256=?, counts=? WHERE id=?",
                 end.sha256, counts.dump(-1, ' ', false, Json::error_handler_t::replace), importId);
    const auto records = counts.value("records", std::int64_t{0});
    if (records > 0 && !changeOfImport(database, importId)) {
        pushChange(database, "import", "", std::nullopt,
                   {{"import", importId}, {"path", *path}, {"records", records}});
    }
    context.changed.insert("records");
    context.changed.insert("imports");
    return true;
}

/// End of the next slice: about `most` records, but never between records of one row of the file.
std::size_t endOfSlice(const std::vector<Record>& records, std::size_t at, std::size_t most)
{
    std::size_t end = std::min(records.size(), at + most);
    while (end > at && end < records.size() && records[end].source.byte >= 0 &&
           records[end].source.byte == records[end - 1].source.byte) {
        ++end;
    }
    return end;
}

/// Where reading goes on after rows[0 .. end): the next record's place, or what the caller says at
/// the end of its chunk.
std::int64_t placeAfter(const std::vector<Record>& records, std::size_t end, std::int64_t nextByte)
{
    return end == records.size() ? nextByte : std::max<std::int64_t>(records[end].source.byte, 0);
}

}  // namespace

template <class T>
Result<T> Writer::wait(std::function<T(WriteContext&)> work, Lane lane)
{
    std::promise<Result<T>> answer;
    submit<T>(
        std::move(work), [&](Result<T> result) { answer.set_value(std::move(result)); }, lane);
    return answer.get_future().get();
}

Result<std::int64_t> Writer::beginImport(const std::string& path, const std::string& format,
                                         const std::string& mapping)
{
    const auto filled = wait<bool>(
        [](WriteContext& context) {
            return context.database.integer("SELECT max(id) FROM record").has_value();
        },
        Lane::Bulk);
    if (filled.ok() && *filled) {
        m_backups.beforeImport();
    }
    return wait<std::int64_t>(
        [&](WriteContext& context) {
            abandonBroken(context.database, path);
            context.database.run("INSERT INTO import(path, format, mapping, at) VALUES(?,?,?,?)",
                                 path, format, mapping, wallMilliseconds());
            context.changed.insert("imports");
            return context.database.lastId();
        },
        Lane::Bulk);
}

Result<std::int64_t> Writer::continueImport(std::int64_t importId)
{
    return wait<std::int64_t>(
        [&](WriteContext& context) {
            const auto next = context.database.integer(
                "SELECT next_byte FROM import WHERE id=? AND complete=0 AND undone_by=0", importId);
            if (!next) {
                refuse(ErrorKind::NotFound,
                       MG_TR("store", "There is no such import to go on with."),
                       std::to_string(importId));
            }
            return *next;
        },
        Lane::Bulk);
}

Status Writer::importChunk(std::int64_t importId, std::vector<Record> records,
                           std::int64_t nextByte)
{
    std::size_t at = 0;
    do {
        const std::size_t end = endOfSlice(records, at, m_queue->importRows());
        // Here, on the reading thread: JSON, words and digests are the larger part of the work.
        auto rows = std::make_shared<std::vector<PreparedRecord>>();
        const Status made = guarded([&] {
            rows->reserve(end - at);
            for (std::size_t i = at; i < end; ++i) {
                rows->push_back(prepared(records[i], importId));
            }
        });
        MG_CHECK(made);
        m_queue->waitForRoom(kMostWaiting);
        {
            const std::lock_guard lock(m_importMutex);
            const auto broken = m_brokenImports.find(importId);
            if (broken != m_brokenImports.end()) {
                return broken->second;
            }
        }
        const std::int64_t place = placeAfter(records, end, nextByte);
        submit<bool>(
            [this, importId, rows, place](WriteContext& context) {
                {
                    // After a chunk that failed no later one may be stored: the offset would jump
                    // over rows.
                    const std::lock_guard lock(m_importMutex);
                    if (m_brokenImports.count(importId) != 0) {
                        throw Refusal(m_brokenImports.at(importId));
                    }
                }
                storeChunk(context, importId, *rows, place);
                return true;
            },
            [this, importId](const Result<bool>& result) {
                if (!result.ok()) {
                    const std::lock_guard lock(m_importMutex);
                    m_brokenImports.emplace(importId, result.error());
                }
            },
            Lane::Bulk);
        at = end;
    } while (at < records.size());
    return {};
}

Status Writer::endImport(std::int64_t importId, const ReadEnd& end)
{
    const auto result = wait<bool>(
        [&](WriteContext& context) {
            const std::lock_guard lock(m_importMutex);
            if (m_brokenImports.count(importId) != 0) {
                throw Refusal(m_brokenImports.at(importId));
            }
            return finishImport(context, importId, end);
        },
        Lane::Bulk);
    return result.ok() ? Status() : Status(result.error());
}

void Writer::addRecords(std::vector<Record> records, const std::string& changeKind,
                        Done<std::vector<RecordId>> done)
{
    auto rows = std::make_shared<std::vector<PreparedRecord>>();
    const Status made = guarded([&] {
        for (const Record& record : records) {
            rows->push_back(prepared(record, 0));
        }
    });
    submit<std::vector<RecordId>>(
        [rows, made, changeKind](WriteContext& context) {
            if (!made.ok()) {
                throw Refusal(made.error());
            }
            std::vector<RecordId> ids;
            RecordInserter inserter(context.database);
            for (PreparedRecord& row : *rows) {
                ids.push_back(RecordId{inserter.insert(row, context.tally)});
            }
            if (!ids.empty()) {
                pushChange(context.database, changeKind, "", std::nullopt,
                           {{"first", number(ids.front())},
                            {"last", number(ids.back())},
                            {"count", ids.size()}});
                context.changed.insert("records");
            }
            return ids;
        },
        std::move(done));
}

void Writer::leaveOut(std::vector<RecordId> ids, Done<std::int64_t> done)
{
    submit<std::int64_t>(
        [ids = std::move(ids)](WriteContext& context) {
            Json taken = Json::array();
            for (const RecordId id : ids) {
                const auto state = loadState(context.database, number(id));
                if (state && state->hidden == 0) {
                    taken.push_back(number(id));
                }
            }
            if (taken.empty()) {
                return std::int64_t{0};
            }
            const auto count = static_cast<std::int64_t>(taken.size());
            const std::int64_t change = pushChange(context.database, "delete", "", std::nullopt,
                                                   {{"count", count}, {"ids", taken}});
            for (const auto& id : taken) {
                hideRecord(context.database, context.tally, id.get<std::int64_t>(), change);
            }
            context.changed.insert("records");
            return count;
        },
        std::move(done));
}

}  // namespace marginalia::store
