// SPDX-License-Identifier: Apache-2.0
#include "core/store/change_log.h"

#include "core/base/clock.h"
#include "core/store/record_rows.h"

namespace marginalia::store {

std::int64_t pushChange(Database& database, const std::string& kind, const std::string& annotator,
                        const std::optional<Uid>& event, const Json& forward)
{
    database.run("UPDATE change SET state=? WHERE state=?", ChangeState::Dropped,
                 ChangeState::Undone);
    database.run(
        "INSERT INTO change(at, kind, annotator, event, forward, inverse, state) "
        "VALUES(?,?,?,?,?,'{}',?)",
        wallMilliseconds(), kind, annotator, event,
        forward.dump(-1, ' ', false, Json::error_handler_t::replace), ChangeState::Done);
    return database.lastId();
}

std::optional<ChangeRow> nextChange(Database& database, ChangeState state, bool labelsOnly,
                                    const std::string& annotator)
{
    // Redo takes what was undone last, which after an undo of labels only need not be the oldest.
    static const std::string columns =
        "SELECT id, kind, forward, at, event FROM change WHERE state=? ";
    const std::string order = state == ChangeState::Done ? "ORDER BY id DESC LIMIT 1"
                                                         : "ORDER BY undone_order DESC LIMIT 1";
    const auto take = [](Rows& row) -> std::optional<ChangeRow> {
        if (!row.next()) {
            return std::nullopt;
        }
        ChangeRow out;
        out.info = {row->integer(0), row->text(1), parsedOr(row->view(2), Json::object()),
                    row->integer(3)};
        if (!row->isNull(4)) {
            out.event = row->uid(4);
        }
        return out;
    };
    if (labelsOnly) {
        Rows row =
            database.query(columns + "AND kind='label' AND annotator=? " + order, state, annotator);
        return take(row);
    }
    Rows row = database.query(columns + order, state);
    return take(row);
}

namespace {

void setChangeState(Database& database, std::int64_t id, ChangeState state)
{
    if (state == ChangeState::Undone) {
        const std::int64_t last =
            database
                .integer("SELECT max(undone_order) FROM change WHERE state=?", ChangeState::Undone)
                .value_or(0);
        database.run("UPDATE change SET state=?, undone_order=? WHERE id=?", state, last + 1, id);
    } else {
        database.run("UPDATE change SET state=?, undone_order=0 WHERE id=?", state, id);
    }
}

}  // namespace

void markChange(Database& database, const Uid& event, ChangeState state)
{
    if (const auto id = database.integer("SELECT id FROM change WHERE event=?", event)) {
        setChangeState(database, *id, state);
    }
}

void hideRecord(Database& database, Tally& tally, std::int64_t id, std::int64_t change)
{
    database.run("UPDATE record SET deleted_by=? WHERE id=?", change, id);
    changeState(database, tally, id, [&](RowState& state) { state.hidden = change; });
}

void turnChange(Database& database, Tally& tally, const ChangeRow& change, ChangeState state)
{
    const bool undone = state == ChangeState::Undone;
    const Json& forward = change.info.detail;
    if (forward.contains("import")) {
        // One row for any number of records: queries leave out the records of undone imports.
        database.run("UPDATE import SET undone_by=? WHERE id=?", undone ? change.info.id : 0,
                     forward["import"].get<std::int64_t>());
    } else if (forward.contains("ids")) {
        for (const auto id : forward["ids"].get<std::vector<std::int64_t>>()) {
            hideRecord(database, tally, id, undone ? 0 : change.info.id);
        }
    } else if (forward.contains("first")) {
        for (auto id = forward["first"].get<std::int64_t>();
             id <= forward["last"].get<std::int64_t>(); ++id) {
            hideRecord(database, tally, id, undone ? change.info.id : 0);
        }
    }
    setChangeState(database, change.info.id, state);
}

}  // namespace marginalia::store
