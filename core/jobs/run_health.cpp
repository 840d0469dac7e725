// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/jobs/away/note.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/run_names.h"

namespace marginalia {

namespace {

constexpr std::int64_t kSilentMilliseconds = 15000;

constexpr std::pair<RunState, const char*> kWords[] = {
    {RunState::Waiting, "waiting"}, {RunState::Loading, "loading"}, {RunState::Caching, "caching"},
    {RunState::Running, "running"}, {RunState::Pausing, "pausing"}, {RunState::Paused, "paused"},
    {RunState::Writing, "writing"}, {RunState::Done, "done"},       {RunState::Stopped, "stopped"},
    {RunState::Failed, "failed"},   {RunState::Lost, "lost"},
};

std::optional<RunExit> readExit(const std::string& runFolder)
{
    const auto json = run_names::readJsonObject(runFolder + run_names::kExit);
    if (!json) {
        return std::nullopt;
    }
    RunExit out;
    out.reason = json->value("reason", std::string("failed"));
    out.code = json->value("code", 1);
    out.message = json->value("message", std::string());
    out.step = json->value("step", std::int64_t{0});
    return out;
}

RunStatus statusFromJson(const Json& json)
{
    RunStatus out;
    out.pid = json.value("pid", std::int64_t{0});
    out.startTime = json.value("start_time", std::uint64_t{0});
    out.bootId = json.value("boot_id", std::string());
    out.token = json.value("token", std::string());
    out.state = runStateFromWord(json.value("state", std::string())).value_or(RunState::Running);
    out.share = json.value("share", 0.0);
    out.step = json.value("step", std::int64_t{0});
    out.total = json.value("total", std::int64_t{0});
    out.etaSeconds = json.value("eta", -1.0);
    out.atMilliseconds = json.value("at", std::int64_t{0});
    out.memoryMb = json.value("memory_mb", 0.0);
    return out;
}

/// The lock is held, and by the worker that wrote this token.
bool lockHeldBy(const std::string& runFolder, const std::string& token)
{
    const std::string path = runFolder + run_names::kLock;
    const auto holder = readFile(path, 4096);
    return holder && !token.empty() && holder->find(token) != std::string::npos &&
           FileLock::held(path);
}

RunState stateOfExit(const RunExit& exit)
{
    if (exit.reason == "finished") {
        return RunState::Done;
    }
    return exit.reason == "stopped" ? RunState::Stopped : RunState::Failed;
}

/// Of a run on another machine: its process cannot be looked at, so what was heard counts.
RunHealth healthOfAway(const std::string& runFolder)
{
    RunHealth out;
    out.exit = readExit(runFolder);
    const auto note = away::readNote(runFolder);
    if (!note.ok()) {
        out.state = out.exit ? stateOfExit(*out.exit) : RunState::Lost;
        return out;
    }
    RunAway& line = out.away.emplace();
    line.target = note->target.name;
    line.host = note->target.host;
    line.followed = FileLock::held(away::followLock(runFolder));
    line.connected = line.followed && note->connected;
    line.queued = note->word == "queued";
    line.problem = note->problem;
    const auto status = run_names::readJsonObject(runFolder + run_names::kStatus);
    if (status) {
        out.status = statusFromJson(*status);
    }
    if (out.exit) {
        out.state = stateOfExit(*out.exit);
    } else if (note->state == away::Note::State::Cancelled) {
        out.state = RunState::Stopped;
    } else if (note->state == away::Note::State::Lost) {
        out.state = RunState::Lost;
    } else {
        out.state = status ? out.status.state : RunState::Waiting;
        out.attached = line.connected;
        const std::int64_t heard = status ? status->value("heard_ms", std::int64_t{0}) : 0;
        out.notResponding = status && line.connected && note->word == "running" &&
                            run_names::bootMilliseconds() - heard > kSilentMilliseconds;
    }
    return out;
}

}  // namespace

const char* runStateWord(RunState state)
{
    for (const auto& [value, word] : kWords) {
        if (value == state) {
            return word;
        }
    }
    return "lost";
}

std::optional<RunState> runStateFromWord(const std::string& word)
{
    for (const auto& [value, text] : kWords) {
        if (word == text) {
            return value;
        }
    }
    return std::nullopt;
}

RunHealth runHealth(const std::string& runFolder)
{
    if (away::isAway(runFolder)) {
        return healthOfAway(runFolder);
    }
    RunHealth out;
    const auto status = run_names::readJsonObject(runFolder + run_names::kStatus);
    std::int64_t silent = 0;
    if (status) {
        out.status = statusFromJson(*status);
        out.attached = out.status.pid > 0 && out.status.bootId == run_names::bootId() &&
                       run_names::processStartTime(out.status.pid) == out.status.startTime &&
                       lockHeldBy(runFolder, out.status.token);
        silent = run_names::bootMilliseconds() - status->value("boot_ms", std::int64_t{0});
    }
    out.exit = readExit(runFolder);
    if (out.attached) {
        out.state = out.status.state;
        out.notResponding = silent > kSilentMilliseconds;
    } else if (out.exit) {
        out.state = stateOfExit(*out.exit);
    } else {
        out.state = status ? RunState::Lost : RunState::Waiting;
    }
    return out;
}

}  // namespace marginalia
