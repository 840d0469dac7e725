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

constexpr const char* kPairLabel = "pair_label:";

/// The rest of a name that begins so.
std::optional<std::string> after(const std::string& beginning, const std::string& name)
{
    return name.rfind(beginning, 0) == 0 ? std::optional(name.substr(beginning.size()))
                                         : std::nullopt;
}

/// Adds one number to the counts it belongs to.
void addTo(Counts& out, std::int64_t importId, const std::string& name, std::int64_t n)
{
    const std::map<std::string, std::int64_t*> plain = {
        {"labelled", &out.labelled}, {"by_person", &out.byPerson},
        {"flagged", &out.flagged},   {"flagged_pairs", &out.flaggedPairs},
        {"strict", &out.strict},     {"longer_wins", &out.longerWins},
        {"equal", &out.equal},       {"empty", &out.empty}};
    if (const auto kind = after("kind:", name)) {
        out.byKind[*kind] += n;
        out.byImport[importId] += n;
    } else if (const auto label = after("label:", name)) {
        out.byLabel[*label] += n;
    } else if (const auto pairLabel = after(kPairLabel, name)) {
        out.pairsByLabel[*pairLabel] += n;
    } else if (const auto field = plain.find(name); field != plain.end()) {
        *field->second += n;
    }
}

}  // namespace

void Tally::add(const RowState& state, int sign)
{
    if (state.hidden != 0) {
        return;
    }
    const auto count = [&](const std::string& name) { add(state.importId, name, sign); };
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
    if (state.kind == RecordKind::Pair) {
        addPair(state.importId, state.verdict, state.flagged, sign);
    }
    if ((state.flaws & FlawEqual) != 0) {
        count("equal");
    }
    if ((state.flaws & FlawEmpty) != 0) {
        count("empty");
    }
}

void Tally::addPair(std::int64_t importId, Verdict verdict, bool flagged, std::int64_t n)
{
    add(importId, std::string(kPairLabel) + verdictName(verdict), n);
    if (flagged) {
        add(importId, "flagged_pairs", n);
    }
}

void Tally::addPairs(Database& database)
{
    Rows rows = database.query(
        "SELECT import_id, verdict, flagged, count(*) FROM label_state WHERE hidden=0 AND kind=? "
        "GROUP BY import_id, verdict, flagged",
        RecordKind::Pair);
    while (rows.next()) {
        addPair(rows->integer(0), static_cast<Verdict>(rows->integer(1)), rows->integer(2) != 0,
                rows->integer(3));
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
    Rows rows = database.query(
        "SELECT import_id, name, n FROM tally WHERE n > 0 AND import_id NOT IN (SELECT id FROM "
        "import WHERE undone_by <> 0)");
    while (rows.next()) {
        addTo(out, rows->integer(0), rows->text(1), rows->integer(2));
    }
    const auto kind = [&](const char* name) {
        return out.byKind.count(name) != 0 ? out.byKind.at(name) : 0;
    };
    out.pairs = kind("pair");
    out.unpaired = kind("unpaired");
    out.demos = kind("demo");
    out.steps = kind("steps");
    out.groups = kind("group");
    out.prompts = kind("prompt");
    if (out.pairs > 0 && out.pairsByLabel.empty()) {
        // A project of version 1 that may only be read: counted from its rows.
        Tally pairs;
        pairs.addPairs(database);
        for (const auto& [key, n] : pairs.m_deltas) {
            if (out.byImport.count(key.first) != 0) {
                addTo(out, key.first, key.second, n);
            }
        }
    }
    return out;
}

}  // namespace marginalia::store
