// SPDX-License-Identifier: Apache-2.0
#include "core/store/project_writer.h"

#include "core/base/clock.h"
#include "core/store/change_log.h"
#include "core/store/compare_rows.h"
#include "core/store/record_rows.h"

namespace marginalia::store {

namespace {

/// Bytes that are not UTF-8 would not survive the journal's JSON: U+FFFD in their place, as every
/// reader here does.
std::string cleaned(const std::string& text)
{
    return Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace))
        .get<std::string>();
}

/// The visible record of a uid; refuses otherwise.
RowState visibleRecord(Database& database, const Uid& uid)
{
    const auto id = database.integer("SELECT id FROM record WHERE uid=?", uid);
    const auto state = id ? loadState(database, *id) : std::nullopt;
    if (!state) {
        refuse(ErrorKind::NotFound, MG_TR("store", "There is no such record in this project."),
               uid.hex());
    }
    const bool gone =
        state->hidden != 0 ||
        database.integer("SELECT undone_by FROM import WHERE id=?", state->importId).value_or(0) !=
            0;
    if (gone) {
        refuse(ErrorKind::Invalid,
               Text(MG_TR("store", "Record #%1 has been left out."), {std::to_string(*id)}),
               uid.hex(), MG_TR("store", "Undo that first."));
    }
    return *state;
}

void checkAnnotator(const std::string& annotator)
{
    if (annotator.empty() || annotator.rfind("import:", 0) == 0) {
        refuse(ErrorKind::Invalid, MG_TR("store", "A label needs the name of a person."),
               "annotator", MG_TR("store", "Enter your name in the settings."));
    }
}

std::int64_t storeLabel(WriteContext& context, const ProjectWriter::LabelRequest& request)
{
    if (const auto seq =
            context.database.integer("SELECT seq FROM label_event WHERE uuid=?", request.event)) {
        return *seq;  // a retry of what is there already
    }
    checkAnnotator(request.annotator);
    const RowState state = visibleRecord(context.database, request.record);
    const Verdict verdict = request.judgement.verdict;
    if (verdict == Verdict::None || (state.kind != RecordKind::Pair && verdict != Verdict::Skip)) {
        refuse(ErrorKind::Invalid, MG_TR("store", "Only pairs can be judged this way."), "verdict");
    }
    Judgement judgement = request.judgement;
    judgement.why = cleaned(judgement.why);
    return appendEvent(context, request.event, request.record, cleaned(request.annotator),
                       LabelEventKind::Verdict, verdictPayload(judgement))
        .seq;
}

}  // namespace

void Writer::label(LabelRequest request, Done<std::int64_t> done)
{
    submit<std::int64_t>([request = std::move(request)](
                             WriteContext& context) { return storeLabel(context, request); },
                         std::move(done));
}

void Writer::flag(const Uid& record, const std::string& annotator, bool flagged,
                  Done<std::int64_t> done)
{
    submit<std::int64_t>(
        [=, event = Uid::random()](WriteContext& context) {
            if (const auto seq =
                    context.database.integer("SELECT seq FROM label_event WHERE uuid=?", event)) {
                return *seq;
            }
            checkAnnotator(annotator);
            visibleRecord(context.database, record);
            return appendEvent(context, event, record, cleaned(annotator),
                               flagged ? LabelEventKind::Flag : LabelEventKind::Unflag, "{}")
                .seq;
        },
        std::move(done));
}

void Writer::note(const Uid& record, const std::string& annotator, const std::string& text,
                  Done<std::int64_t> done)
{
    submit<std::int64_t>(
        [=, event = Uid::random()](WriteContext& context) {
            if (const auto seq =
                    context.database.integer("SELECT seq FROM label_event WHERE uuid=?", event)) {
                return *seq;
            }
            checkAnnotator(annotator);
            visibleRecord(context.database, record);
            const std::string payload = Json{{"text", cleaned(text)}}.dump();
            return appendEvent(context, event, record, cleaned(annotator), LabelEventKind::Note,
                               payload)
                .seq;
        },
        std::move(done));
}

void Writer::saveVote(StoredVote vote, const std::string& annotator, Done<bool> done)
{
    submit<bool>(
        [vote = std::move(vote), annotator, event = Uid::random()](WriteContext& context) {
            if (!context.database.integer("SELECT seq FROM label_event WHERE uuid=?", event)) {
                checkAnnotator(annotator);
                appendEvent(context, event, vote.uid, cleaned(annotator), LabelEventKind::Vote,
                            votePayload(vote));
                context.changed.insert("votes");
            }
            return true;
        },
        std::move(done));
}

void Writer::undo(bool labelsOnly, const std::string& annotator, Done<ChangeInfo> done)
{
    turn(true, labelsOnly, annotator, std::move(done));
}

void Writer::redo(bool labelsOnly, const std::string& annotator, Done<ChangeInfo> done)
{
    turn(false, labelsOnly, annotator, std::move(done));
}

void Writer::turn(bool undoing, bool labelsOnly, const std::string& annotator,
                  Done<ChangeInfo> done)
{
    const auto work = [=, event = Uid::random()](WriteContext& context) {
        Database& database = context.database;
        const ChangeState from = undoing ? ChangeState::Done : ChangeState::Undone;
        const ChangeState to = undoing ? ChangeState::Undone : ChangeState::Done;
        if (const auto stored = eventByUuid(database, event)) {
            // Stored before a failure: what it did is the entry of its target.
            Rows row = database.query("SELECT id, kind, forward, at FROM change WHERE event=?",
                                      publicEvent(*stored).target);
            if (row.next()) {
                return ChangeInfo{row->integer(0), row->text(1),
                                  parsedOr(row->view(2), Json::object()), row->integer(3)};
            }
        }
        const auto change = nextChange(database, from, labelsOnly, annotator);
        if (!change) {
            refuse(ErrorKind::NotFound, undoing ? MG_TR("store", "There is nothing to undo.")
                                                : MG_TR("store", "There is nothing to redo."));
        }
        if (change->event) {
            const auto target = eventByUuid(database, *change->event);
            appendEvent(context, event, target ? target->record : Uid{},
                        annotator.empty() && target ? target->annotator : cleaned(annotator),
                        undoing ? LabelEventKind::Undo : LabelEventKind::Redo,
                        Json{{"target", change->event->hex()}}.dump());
        } else {
            turnChange(database, context.tally, *change, to);
            context.changed.insert("records");
        }
        return change->info;
    };
    submit<ChangeInfo>(work, std::move(done));
}

void Writer::saveDraft(const Uid& record, const std::string& text, Done<bool> done)
{
    submit<bool>(
        [=](WriteContext& context) {
            if (text.empty()) {
                context.database.run("DELETE FROM draft WHERE record_uid=?", record);
            } else {
                context.database.run(
                    "INSERT INTO draft(record_uid, text, at) VALUES(?,?,?) "
                    "ON CONFLICT(record_uid) DO UPDATE SET text=excluded.text, at=excluded.at",
                    record, text, wallMilliseconds());
            }
            return true;
        },
        std::move(done));
}

void Writer::saveView(SavedView view, Done<std::int64_t> done)
{
    submit<std::int64_t>(
        [view = std::move(view)](WriteContext& context) {
            context.changed.insert("views");
            if (view.id != 0) {
                context.database.run("UPDATE view SET name=?, filter=? WHERE id=?", view.name,
                                     view.filter.toText(), view.id);
                return view.id;
            }
            context.database.run("INSERT INTO view(name, filter) VALUES(?,?)", view.name,
                                 view.filter.toText());
            return context.database.lastId();
        },
        std::move(done));
}

void Writer::removeView(std::int64_t id, Done<bool> done)
{
    submit<bool>(
        [id](WriteContext& context) {
            context.database.run("DELETE FROM view WHERE id=?", id);
            context.changed.insert("views");
            return context.database.changes() > 0;
        },
        std::move(done));
}

void Writer::setSetting(const std::string& key, const std::string& value, Done<bool> done)
{
    submit<bool>(
        [=](WriteContext& context) {
            context.database.run(
                "INSERT INTO setting(key, value) VALUES(?,?) ON CONFLICT(key) DO UPDATE SET "
                "value=excluded.value",
                key, value);
            context.changed.insert("settings");
            return true;
        },
        std::move(done));
}

void Writer::savePrompt(StoredPrompt prompt, Done<std::int64_t> done)
{
    submit<std::int64_t>(
        [prompt = std::move(prompt)](WriteContext& context) {
            context.changed.insert("prompts");
            return writePrompt(context.database, prompt);
        },
        std::move(done));
}

void Writer::saveAnswer(StoredAnswer answer, Done<std::int64_t> done)
{
    submit<std::int64_t>(
        [answer = std::move(answer)](WriteContext& context) {
            if (!context.database.integer("SELECT id FROM prompt_set WHERE id=?",
                                          answer.promptId)) {
                refuse(ErrorKind::NotFound,
                       MG_TR("store", "There is no such prompt in this project."), "prompt");
            }
            context.changed.insert("answers");
            return writeAnswer(context.database, answer);
        },
        std::move(done));
}

void Writer::storeMargins(const std::string& runId,
                          std::vector<std::pair<RecordId, ProjectReader::Margin>> margins,
                          Done<bool> done)
{
    submit<bool>(
        [runId, margins = std::move(margins)](WriteContext& context) {
            writeMargins(context.database, runId, margins);
            context.changed.insert("margins");
            return true;
        },
        std::move(done), Lane::Bulk);
}

}  // namespace marginalia::store
