// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/run_there.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/jobs/away/scripts.h"
#include "core/jobs/away/shell_text.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/run_names.h"
#include "core/jobs/tail.h"

namespace marginalia::away {

namespace {

Error scriptProblem(const Note& note, const RemoteAnswer& answer, const char* what)
{
    if (answer.code == scripts::kNoFolder) {
        return failure(ErrorKind::NotFound,
                       MG_TR("jobs", "The run's folder is not there any more."),
                       note.target.name + ":" + note.folder,
                       MG_TR("jobs", "Start a new run; what was fetched is kept here."));
    }
    return failure(ErrorKind::Invalid, {what, {quotedForError(answer.errors)}},
                   note.target.name + ":" + note.folder);
}

/// Whether the last thing that was asked of a run is to stop.
bool stopAsked(const std::string& runFolder)
{
    bool out = false;
    Tail(runFolder + run_names::kControl).lines([&](const std::string& text) {
        const Json line = Json::parse(text, nullptr, false);
        out = line.is_object() && line.value("kind", Json()) == "stop";
    });
    return out;
}

/// The worker of an earlier start is gone: another may begin, unless one is at it.
Status beginAnew(const std::string& runFolder, Note& note)
{
    const std::string exit = runFolder + run_names::kExit;
    if (fileExists(exit)) {
        MG_CHECK(renameFile(exit, runFolder + "/exit-" + std::to_string(note.start) + ".json"));
    }
    MG_CHECK(removeFile(runFolder + run_names::kStatus));  // of the worker before
    note.start += 1;
    note.state = Note::State::Starting;
    note.problem.clear();
    return writeNote(runFolder, note);
}

/// Sends a run and says in its note how far that is. A "stop" that is asked meanwhile ends it: then
/// the run is cancelled, and nothing of it waits for a worker.
Status send(const Ssh& ssh, const std::string& runFolder, Note& note, const Watcher& watcher)
{
    constexpr double kBetweenNotes = 500;  // ms
    Stopwatch sinceNote;
    Watcher own;
    own.goOn = [&] { return !stopAsked(runFolder) && (!watcher.goOn || watcher.goOn()); };
    own.tell = [&](const SendProgress& progress) {
        if (sinceNote.milliseconds() >= kBetweenNotes) {
            sinceNote.restart();
            note.sent = progress.done;
            note.toSend = progress.total;
            // Only told: what cannot be written now is written by the next one.
            static_cast<void>(writeNote(runFolder, note));
        }
        if (watcher.tell) {
            watcher.tell(progress);
        }
    };
    auto folder = sendRun(ssh, runFolder, own);
    note.sent = 0;
    note.toSend = 0;
    if (folder.ok()) {
        note.folder = folder.take();
        return {};
    }
    if (stopAsked(runFolder)) {
        MG_CHECK(removeFile(runFolder + run_names::kControl));
        note.state = Note::State::Cancelled;
    }
    MG_CHECK(writeNote(runFolder, note));
    return folder.error();
}

Status launch(const Ssh& ssh, const std::string& runFolder, Note& note, const Watcher& watcher)
{
    const Target& target = ssh.target();
    const std::string command =
        "exec " + shellPath(target.program) + " run " + shellQuoted(note.folder);
    std::vector<std::string> words = {note.folder, std::to_string(note.start), target.launcher,
                                      target.program, command};
    words.insert(words.end(), target.sbatchOptions.begin(), target.sbatchOptions.end());
    MG_TRY(const RemoteAnswer answer,
           ssh.call({.script = scripts::start(), .words = words, .goOn = watcher.goOn}));
    if (answer.code != 0) {
        return scriptProblem(note, answer, MG_TR("jobs", "The worker cannot be started there: %1"));
    }
    // A worker that was quick is gone already; whoever follows the run sees with what end.
    note.word = answer.output.substr(std::min<std::size_t>(2, answer.output.size()));
    note.word.erase(note.word.find_last_not_of("\r\n") + 1);
    note.state = Note::State::Running;
    return writeNote(runFolder, note);
}

}  // namespace

Target targetOf(const Note& note)
{
    auto found = findTarget(note.target.name);
    return found.ok() ? found.take() : note.target;
}

Status startAway(const std::string& runFolder, const Target& target, const Watcher& watcher,
                 const std::string& program)
{
    MG_CHECK(checkTarget(target, target.name));
    // One at a time: a second one would send into the first one's files.
    MG_TRY(const FileLock lock, FileLock::take(sendLock(runFolder), "away"));
    Note note;
    note.target = target;
    if (isAway(runFolder)) {
        MG_TRY(note, readNote(runFolder));
        if (note.target.name != target.name) {
            return failure(ErrorKind::Invalid,
                           {MG_TR("jobs", "The run is on the target \"%1\" and stays there."),
                            {note.target.name}},
                           runFolder);
        }
        note.target = target;
    }
    const Ssh ssh(target, program);
    if (note.folder.empty()) {
        note.state = Note::State::Sending;
        MG_CHECK(writeNote(runFolder, note));
        MG_CHECK(send(ssh, runFolder, note, watcher));
    }
    if (note.state != Note::State::Starting) {
        MG_CHECK(beginAnew(runFolder, note));
    }
    return launch(ssh, runFolder, note, watcher);
}

Status sendControls(const Ssh& ssh, const std::string& runFolder, const Note& note,
                    const std::function<bool()>& goOn)
{
    std::string input;
    Tail(runFolder + run_names::kControl).lines([&](const std::string& text) {
        const Json line = Json::parse(text, nullptr, false);
        const std::string id = line.is_object() && line.contains("id") && line["id"].is_string()
                                   ? line["id"].get<std::string>()
                                   : std::string();
        // What names a line is searched for there as it is.
        if (!id.empty() && id.find_first_of(" \n\"\\") == std::string::npos) {
            input += id + " " + text + "\n";
        }
    });
    if (input.empty()) {
        return {};
    }
    std::size_t at = 0;
    const auto feed = [&](char* out, std::size_t room) -> Result<std::size_t> {
        const std::size_t count = input.copy(out, room, at);
        at += count;
        return count;
    };
    MG_TRY(
        const RemoteAnswer answer,
        ssh.call(
            {.script = scripts::control(), .words = {note.folder}, .input = feed, .goOn = goOn}));
    return answer.code == 0
               ? Status()
               : scriptProblem(note, answer, MG_TR("jobs", "The request cannot be sent: %1"));
}

Status askAway(const std::string& runFolder, const std::string& kind, const std::string& program)
{
    MG_TRY(Note note, readNote(runFolder));
    if (note.state == Note::State::Sending && FileLock::held(sendLock(runFolder))) {
        const auto asked = requestControl(runFolder, kind);  // whoever sends it sees it
        return asked.ok() ? Status() : Status(asked.error());
    }
    if (!note.mayRun()) {
        return failure(ErrorKind::Invalid, MG_TR("jobs", "No worker is at this run now."),
                       runFolder,
                       MG_TR("jobs", "Go on with it: marginalia-cli away resume RUNFOLDER."));
    }
    const Ssh ssh(targetOf(note), program);
    MG_TRY(const std::string id, requestControl(runFolder, kind));
    if (kind == "stop") {
        MG_TRY(const RemoteAnswer answer,
               ssh.call({.script = scripts::unqueue(), .words = {note.folder}}));
        if (answer.code != 0) {
            return scriptProblem(note, answer,
                                 MG_TR("jobs", "The job cannot be taken out of the queue: %1"));
        }
        if (answer.output == "queued\n") {
            note.state = Note::State::Cancelled;
            note.word = "gone";
            return writeNote(runFolder, note);
        }
    }
    return sendControls(ssh, runFolder, note);
}

}  // namespace marginalia::away
