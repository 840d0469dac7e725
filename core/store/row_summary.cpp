// SPDX-License-Identifier: Apache-2.0
#include "core/store/row_summary.h"

#include "core/store/label_log.h"
#include "core/store/record_rows.h"
#include "core/store/stored_text.h"

namespace marginalia::store {

namespace {

constexpr size_t kShownBytes = 400;

EffectiveLabel effectiveLabel(Database& database, const RowState& state)
{
    EffectiveLabel out;
    out.verdict = state.verdict;
    out.flagged = state.flagged;
    if (state.source == LabelSource::Import) {
        out.annotator = "import:" + std::to_string(state.importId);
    } else if (state.source == LabelSource::Person) {
        Rows row =
            database.query("SELECT annotator, payload FROM label_event WHERE seq=?", state.event);
        if (row.next()) {
            out.annotator = row->text(0);
            Judgement judgement = judgementOf(row->text(1)).value_or(Judgement{});
            out.strength = judgement.strength;
            out.why = std::move(judgement.why);
        }
    }
    return out;
}

/// The beginning of the messages' text, as much as a cell of the table can show.
std::string shownText(std::string_view json)
{
    return cutText(storedText(json, kShownBytes + 1), kShownBytes);
}

std::string shownSteps(std::string_view json)
{
    std::string out;
    const Json steps = parsedOr(json, nullptr);
    if (steps.is_object()) {
        for (const std::string& step : steps.value("steps", std::vector<std::string>{})) {
            out += (out.empty() ? "" : "\n") + step;
        }
    }
    return cutText(std::move(out), kShownBytes);
}

void fillAnswers(RowSummary& row, const RowState& state, const Statement& columns)
{
    const bool bWon = state.verdict == Verdict::B;
    std::string a =
        state.kind == RecordKind::Steps ? shownSteps(columns.view(4)) : shownText(columns.view(2));
    std::string b = shownText(columns.view(3));
    row.chosen = bWon ? std::move(b) : std::move(a);
    row.rejected = bWon ? std::move(a) : std::move(b);
    row.chosenWords = bWon ? state.wordsB : state.wordsA;
    row.rejectedWords = bWon ? state.wordsA : state.wordsB;
    row.judged = bWon || state.verdict == Verdict::A;
    if (state.kind == RecordKind::Group) {
        const Json facts = parsedOr(columns.view(4), Json::object());
        const auto answers = facts.find("answers");
        row.answers =
            answers != facts.end() ? static_cast<std::int64_t>(answers->size()) : row.answers;
    }
}

}  // namespace

std::vector<RowSummary> readSummaries(Database& database, const std::vector<RecordId>& ids)
{
    std::vector<RowSummary> out;
    out.reserve(ids.size());
    for (const RecordId id : ids) {
        const auto state = loadState(database, number(id));
        if (!state) {
            continue;
        }
        Rows row = database.query(
            "SELECT uid, prompt, a, b, steps, line, split, codes FROM record WHERE id=?",
            number(id));
        if (!row.next()) {
            continue;
        }
        RowSummary summary;
        summary.id = id;
        summary.uid = row->uid(0);
        summary.kind = state->kind;
        summary.prompt = shownText(row->view(1));
        fillAnswers(summary, *state, *row.operator->());
        if (state->desirable >= 0) {
            summary.desirable = state->desirable == 1;
        }
        summary.label = effectiveLabel(database, *state);
        summary.importId = state->importId;
        summary.line = row->integer(5);
        summary.split = row->text(6);
        summary.codes = parsedOr(row->view(7), Json::array()).get<std::vector<std::string>>();
        summary.usable = state->flaws == 0;
        out.push_back(std::move(summary));
    }
    return out;
}

StoredRecord readRecord(Database& database, RecordId id)
{
    const auto state = loadState(database, number(id));
    Rows row =
        database.query(std::string("SELECT ") + kRecordColumns +
                           ", record.uid, coalesce(import.path, '') FROM record "
                           "LEFT JOIN import ON import.id=record.import_id WHERE record.id=?",
                       number(id));
    if (!state || !row.next()) {
        check(
            failure(ErrorKind::NotFound, Text(MG_TR("store", "Record #%1 is not in this project."),
                                              {std::to_string(number(id))})));
    }
    StoredRecord out;
    out.id = id;
    out.record = recordOf(*row.operator->(), 0);
    out.uid = row->uid(18);
    out.record.uid = out.uid;
    out.sourcePath = row->text(19);
    out.importId = state->importId;
    out.label = effectiveLabel(database, *state);
    out.usable = state->flaws == 0;
    return out;
}

std::vector<LabelEvent> readHistory(Database& database, const Uid& record)
{
    std::vector<LabelEvent> out;
    Rows imported = database.query(
        "SELECT record.import_id, coalesce(import.at, 0) FROM record LEFT JOIN import ON "
        "import.id=record.import_id "
        "WHERE record.uid=? AND record.kind=0 AND record.origin=1",
        record);
    if (imported.next()) {
        LabelEvent event;
        event.record = record;
        event.annotator = "import:" + std::to_string(imported->integer(0));
        event.judgement.verdict = Verdict::A;
        event.atMilliseconds = imported->integer(1);
        out.push_back(std::move(event));
    }
    Rows rows = database.query(std::string("SELECT ") + kEventColumns +
                                   " FROM label_event WHERE record_uid=? ORDER BY seq",
                               record);
    while (rows.next()) {
        out.push_back(publicEvent(eventOfRow(*rows.operator->())));
    }
    return out;
}

}  // namespace marginalia::store
