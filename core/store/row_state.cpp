// SPDX-License-Identifier: Apache-2.0
#include "core/store/row_state.h"

namespace marginalia::store {

std::optional<RowState> loadState(Database& database, std::int64_t id)
{
    Rows row = database.query(
        "SELECT kind, import_id, hidden, verdict, source, event, flagged, desirable, flaws, "
        "words_a, words_b "
        "FROM label_state WHERE record_id=?",
        id);
    if (!row.next()) {
        return std::nullopt;
    }
    RowState out;
    out.id = id;
    out.kind = static_cast<RecordKind>(row->integer(0));
    out.importId = row->integer(1);
    out.hidden = row->integer(2);
    out.verdict = static_cast<Verdict>(row->integer(3));
    out.source = static_cast<LabelSource>(row->integer(4));
    out.event = row->integer(5);
    out.flagged = row->integer(6) != 0;
    out.desirable = static_cast<int>(row->integer(7));
    out.flaws = static_cast<int>(row->integer(8));
    out.wordsA = row->integer(9);
    out.wordsB = row->integer(10);
    return out;
}

void saveState(Database& database, const RowState& state, bool isNew)
{
    if (!isNew) {
        database.run(
            "UPDATE label_state SET hidden=?, verdict=?, source=?, event=?, flagged=? WHERE "
            "record_id=?",
            state.hidden, state.verdict, state.source, state.event, state.flagged ? 1 : 0,
            state.id);
        return;
    }
    database.run(
        "INSERT INTO label_state(record_id, kind, import_id, hidden, verdict, source, event, "
        "flagged, desirable, flaws, "
        "words_a, words_b) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)",
        state.id, state.kind, state.importId, state.hidden, state.verdict, state.source,
        state.event, state.flagged ? 1 : 0, state.desirable, state.flaws, state.wordsA,
        state.wordsB);
}

namespace {

/// "label" of a row as filters and counts name it.
const char* labelName(const RowState& state)
{
    if (state.verdict == Verdict::None && state.desirable >= 0) {
        return state.desirable == 1 ? "true" : "false";
    }
    return verdictName(state.verdict);
}

}  // namespace

void Tally::add(const RowState& state, int sign)
{
    if (state.hidden != 0) {
        return;
    }
    const auto count = [&](const std::string& name) { m_deltas[{state.importId, name}] += sign; };
    count(std::string("kind:") + kindName(state.kind));
    count(std::string("label:") + labelName(state));
    const bool strict = state.verdict == Verdict::A || state.verdict == Verdict::B;
    if ((state.verdict != Verdict::None && state.verdict != Verdict::Skip) ||
        (state.verdict == Verdict::None && state.desirable >= 0)) {
        count("labelled");
        if (state.source == LabelSource::Person) {
            count("by_person");
        }
    }
    if (state.flagged) {
        count("flagged");
    }
    if (strict && state.kind == RecordKind::Pair) {
        count("strict");
        const bool aWon = state.verdict == Verdict::A;
        if ((aWon ? state.wordsA : state.wordsB) > (aWon ? state.wordsB : state.wordsA)) {
            count("longer_wins");
        }
    }
    if ((state.flaws & FlawEqual) != 0) {
        count("equal");
    }
    if ((state.flaws & FlawEmpty) != 0) {
        count("empty");
    }
}

void Tally::write(Database& database)
{
    for (const auto& [key, delta] : m_deltas) {
        if (delta != 0) {
            database.run(
                "INSERT INTO tally(import_id, name, n) VALUES(?, ?, ?) "
                "ON CONFLICT(import_id, name) DO UPDATE SET n = n + excluded.n",
                key.first, key.second, delta);
        }
    }
    m_deltas.clear();
}

Counts Tally::read(Database& database)
{
    Counts out;
    const std::map<std::string, std::int64_t*> plain = {
        {"labelled", &out.labelled}, {"by_person", &out.byPerson},
        {"flagged", &out.flagged},   {"longer_wins", &out.longerWins},
        {"strict", &out.strict},     {"equal", &out.equal},
        {"empty", &out.empty}};
    Rows rows = database.query(
        "SELECT import_id, name, n FROM tally WHERE n > 0 AND import_id NOT IN (SELECT id FROM "
        "import WHERE undone_by <> 0)");
    while (rows.next()) {
        const std::string name = rows->text(1);
        const std::int64_t n = rows->integer(2);
        if (name.rfind("kind:", 0) == 0) {
            out.byKind[name.substr(5)] += n;
            out.byImport[rows->integer(0)] += n;
        } else if (name.rfind("label:", 0) == 0) {
            out.byLabel[name.substr(6)] += n;
        } else if (const auto field = plain.find(name); field != plain.end()) {
            *field->second += n;
        }
    }
    const auto kind = [&](const char* name) {
        return out.byKind.count(name) != 0 ? out.byKind.at(name) : 0;
    };
    out.pairs = kind("pair");
    out.unpaired = kind("unpaired");
    out.demos = kind("demo");
    out.steps = kind("steps");
    return out;
}

}  // namespace marginalia::store
