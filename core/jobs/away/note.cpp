// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/note.h"

#include "core/base/file.h"
#include "core/jobs/run_names.h"

namespace marginalia::away {

namespace {

constexpr const char* kNote = "/away.json";
constexpr const char* kFollowLock = "/away.lock";
constexpr const char* kSendLock = "/away.send.lock";
constexpr const char* kTryAtOnce = "/away.now";

constexpr std::pair<Note::State, const char*> kNoteStates[] = {
    {Note::State::Sending, "sending"},     {Note::State::Starting, "starting"},
    {Note::State::Running, "running"},     {Note::State::Ended, "ended"},
    {Note::State::Cancelled, "cancelled"}, {Note::State::Lost, "lost"},
};

const char* stateWord(Note::State state)
{
    for (const auto& [value, word] : kNoteStates) {
        if (value == state) {
            return word;
        }
    }
    return "lost";
}

}  // namespace

bool isAway(const std::string& runFolder)
{
    return fileExists(runFolder + kNote);
}

std::string followLock(const std::string& runFolder)
{
    return runFolder + kFollowLock;
}

std::string sendLock(const std::string& runFolder)
{
    return runFolder + kSendLock;
}

Status tryAtOnce(const std::string& runFolder)
{
    return writeFileAtomically(runFolder + kTryAtOnce, "");
}

bool takeTryAtOnce(const std::string& runFolder)
{
    const std::string path = runFolder + kTryAtOnce;
    return fileExists(path) && removeFile(path).ok();
}

Result<Note> readNote(const std::string& runFolder)
{
    const std::string path = runFolder + kNote;
    if (!fileExists(path)) {
        return failure(ErrorKind::NotFound, MG_TR("jobs", "This run does not train on a target."),
                       runFolder);
    }
    MG_TRY(const Json json, run_names::readJsonObject(path));
    Note out;
    MG_TRY(out.target, targetFromJson(json.value("target", Json()), path + ": target"));
    try {
        out.folder = json.at("folder").get<std::string>();
        out.start = json.at("start").get<std::int64_t>();
        out.connected = json.value("connected", false);
        out.word = json.value("word", std::string());
        out.problem = json.value("problem", std::string());
        out.sent = json.value("sent", std::int64_t{0});
        out.toSend = json.value("to_send", std::int64_t{0});
        const std::string word = json.at("state").get<std::string>();
        for (const auto& [value, text] : kNoteStates) {
            if (word == text) {
                out.state = value;
                return out;
            }
        }
    } catch (const Json::exception&) {
        // The same as a state that there is not.
    }
    return failure(ErrorKind::Corrupt, MG_TR("jobs", "The note about the target cannot be read."),
                   path);
}

Status writeNote(const std::string& runFolder, const Note& note)
{
    const Json json = {
        {"version", 1},          {"target", toJson(note.target)},  {"folder", note.folder},
        {"start", note.start},   {"state", stateWord(note.state)}, {"connected", note.connected},
        {"word", note.word},     {"problem", note.problem},        {"sent", note.sent},
        {"to_send", note.toSend}};
    return writeFileAtomically(runFolder + kNote,
                               json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace marginalia::away
