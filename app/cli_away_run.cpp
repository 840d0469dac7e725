// SPDX-License-Identifier: Apache-2.0
#include "app/cli_away.h"
#include "app/cli_control.h"
#include "app/cli_training.h"
#include "core/base/file.h"
#include "core/jobs/away/fetch.h"
#include "core/jobs/away/follow.h"
#include "core/jobs/away/run_there.h"

#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdio>

namespace marginalia::cli {

namespace {

constexpr int kLeft = 3;  ///< the person left, or the run was stopped

std::atomic<bool> g_leave{false};

void onLeave(int signal)
{
    g_leave = true;
    // Asked again, it ends at once.
    std::signal(signal, SIG_DFL);
}

bool staysHere()
{
    return !g_leave;
}

void watchForLeaving()
{
    std::signal(SIGINT, onLeave);
    std::signal(SIGTERM, onLeave);
}

/// How far a transfer is, a line a tenth.
std::function<void(const away::SendProgress&)> transferLines(bool quiet)
{
    return [quiet, last = std::int64_t{-1}](const away::SendProgress& progress) mutable {
        constexpr std::int64_t kWorthALine = 10000000;
        const std::int64_t tenth = progress.total > 0 ? 10 * progress.done / progress.total : 10;
        if (!quiet && progress.total > kWorthALine && tenth != last) {
            std::fprintf(stderr, "%s: %lld of %lld MB\n", progress.name.c_str(),
                         static_cast<long long>(progress.done / 1000000),
                         static_cast<long long>(progress.total / 1000000));
        }
        last = tenth;
    };
}

/// What comes from the target, a line a look.
class FollowLines {
public:
    FollowLines(std::string folder, bool quiet) : m_folder(std::move(folder)), m_quiet(quiet) {}

    void tell(const away::Note& note)
    {
        if (m_quiet) {
            return;
        }
        const std::string line = note.connected ? note.word : "not connected: " + note.problem;
        if (line != m_line && !(m_line.empty() && line == "running")) {
            std::fprintf(stderr, "%s: %s\n", note.target.name.c_str(), line.c_str());
        }
        m_line = line;
        if (!m_reader) {
            auto reader = RunReader::open(m_folder);
            m_reader = reader.ok() ? reader.take() : nullptr;
        }
        const auto news = m_reader ? m_reader->poll() : Result<RunReader::News>(RunReader::News());
        if (!news.ok()) {
            return;
        }
        for (auto each = news->lines.rbegin(); each != news->lines.rend(); ++each) {
            if (each->event.empty() && each->step >= 0) {
                tellStep(*each, news->health.status.total);
                return;
            }
        }
    }

private:
    static void tellStep(const MetricLine& line, std::int64_t total)
    {
        std::fprintf(stderr, "step %lld of %lld", static_cast<long long>(line.step),
                     static_cast<long long>(std::max(total, line.step)));
        for (const auto& [name, value] : line.values) {
            if (name == "loss" || name == "rewards/margins" || name == "rewards/accuracies") {
                std::fprintf(stderr, "  %s %.4f", name.c_str(), value);
            }
        }
        std::fputc('\n', stderr);
    }

    std::string m_folder;
    bool m_quiet;
    std::string m_line;
    std::unique_ptr<RunReader> m_reader;
};

Json checkpointsJson(const std::string& folder)
{
    Json out = Json::array();
    for (const CheckpointInfo& each : listCheckpoints(folder)) {
        out.push_back({{"step", each.step}, {"folder", each.folder}});
    }
    return out;
}

/// Says how a run stands, and gives the exit code for it.
int tellEnd(const std::string& folder, const Options& options, bool once)
{
    const RunHealth health = runHealth(folder);
    const std::string reason =
        health.exit ? health.exit->reason : std::string(runStateWord(health.state));
    const bool stopped = health.state == RunState::Stopped;
    const bool ended = health.exit.has_value();
    int code = health.state == RunState::Done || (once && !ended) ? 0 : stopped ? kLeft : 1;
    if (health.state == RunState::Lost) {
        code = 1;
        std::fprintf(stderr, "the worker is gone without an end: %s\n",
                     health.away ? health.away->problem.c_str() : "");
    } else if (ended && !health.exit->message.empty()) {
        std::fprintf(stderr, "%s\n", health.exit->message.c_str());
    }
    if (options.has("json")) {
        const auto note = away::readNote(folder);
        std::puts(Json({{"run", folder},
                        {"target", note.ok() ? note->target.name : ""},
                        {"there", note.ok() ? note->folder : ""},
                        {"state", runStateWord(health.state)},
                        {"reason", reason},
                        {"step", ended ? health.exit->step : health.status.step},
                        {"checkpoints", checkpointsJson(folder)},
                        {"code", code}})
                      .dump(-1, ' ', false, Json::error_handler_t::replace)
                      .c_str());
    } else {
        std::puts(folder.c_str());
    }
    return code;
}

int follow(const std::string& folder, const Options& options)
{
    FollowLines lines(folder, options.has("quiet"));
    away::FollowOptions how;
    how.goOn = staysHere;
    how.tell = [&](const away::Note& note) { lines.tell(note); };
    how.once = options.has("once");
    how.fetchNewest = !options.has("no-fetch");
    const auto end = away::followRun(folder, how);
    if (!end.ok() && end.error().kind == ErrorKind::Cancelled) {
        std::fprintf(stderr,
                     "the run goes on there; follow it with: marginalia-cli away attach %s\n",
                     folder.c_str());
        return kLeft;
    }
    return end.ok() ? tellEnd(folder, options, how.once) : awayFailed(end.error());
}

/// Sends and starts; without --detach follows.
int launchRun(const std::string& folder, const away::Target& target, const Options& options)
{
    const Status started = away::startAway(
        folder, target, {.goOn = staysHere, .tell = transferLines(options.has("quiet"))});
    if (!started.ok()) {
        const int code = awayFailed(started.error());
        std::fprintf(stderr, "go on with: marginalia-cli away train %s %s\n", target.name.c_str(),
                     folder.c_str());
        return code;
    }
    return options.has("detach") ? tellEnd(folder, options, true) : follow(folder, options);
}

}  // namespace

int awayTrain(const Words& words)
{
    if (words.empty() || words[0].rfind("--", 0) == 0) {
        return usageError("away", "train takes the target's name first.");
    }
    const Options options(Words(words.begin() + 1, words.end()),
                          {"json", "quiet", "detach", "no-fetch"}, trainValues());
    if (!options.ok()) {
        return usageError("away", options.problem());
    }
    const auto target = away::findTarget(words[0]);
    if (!target.ok()) {
        return awayFailed(target.error());
    }
    watchForLeaving();
    if (options.operands().size() == 1 && fileExists(options.operands()[0] + "/run.json")) {
        const auto folder = folderOperand(options);
        return launchRun(*folder, *target, options);
    }
    int code = 0;
    const auto run = makeRun("away", options, code);
    return run ? launchRun(run->folder, *target, options) : code;
}

int awayAttach(const Words& words)
{
    const Options options(words, {"json", "quiet", "once", "no-fetch"}, {});
    const auto folder = folderOperand(options);
    if (!folder.ok()) {
        return usageError("away", folder.error().what.str());
    }
    watchForLeaving();
    return follow(*folder, options);
}

int awayResume(const Words& words)
{
    const Options options(words, {"json", "quiet", "detach", "no-fetch"}, {});
    const auto folder = folderOperand(options);
    if (!folder.ok()) {
        return usageError("away", folder.error().what.str());
    }
    watchForLeaving();
    const auto note = away::readNote(*folder);
    if (!note.ok()) {
        return awayFailed(note.error());
    }
    if (note->state == away::Note::State::Running) {
        const Status asked = away::askAway(*folder, "resume");
        return asked.ok() ? 0 : awayFailed(asked.error());
    }
    return launchRun(*folder, away::targetOf(*note), options);
}

int awayFetch(const Words& words)
{
    const Options options(words, {"json", "quiet", "all"}, {"step"});
    const auto folder = folderOperand(options);
    if (!folder.ok()) {
        return usageError("away", folder.error().what.str());
    }
    std::optional<std::int64_t> step;
    if (options.has("step")) {
        const std::string text = options.value("step");
        std::int64_t number = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
        if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
            return usageError("away", "--step takes a whole number.");
        }
        step = number;
    }
    watchForLeaving();
    const auto note = away::readNote(*folder);
    if (!note.ok()) {
        return awayFailed(note.error());
    }
    const auto got = away::fetchCheckpoints(
        away::Ssh(away::targetOf(*note)), *folder, *note,
        options.has("all") ? away::FetchWhich::All : away::FetchWhich::Newest, step,
        {.goOn = staysHere, .tell = transferLines(options.has("quiet"))});
    if (!got.ok()) {
        return awayFailed(got.error());
    }
    for (const std::string& each : *got) {
        if (!options.has("json")) {
            std::puts(each.c_str());
        }
    }
    if (options.has("json")) {
        std::puts(Json({{"run", *folder}, {"fetched", *got}}).dump().c_str());
    } else if (got->empty()) {
        std::fprintf(stderr, "the run has no checkpoint yet\n");
    }
    return 0;
}

int awayAsk(const std::string& kind, const Words& words)
{
    const bool stops = kind == "stop";
    const Options options(words, stops ? Words{"at-checkpoint", "cancel"} : Words(), {});
    const auto folder = folderOperand(options);
    if (!folder.ok()) {
        return usageError("away", folder.error().what.str());
    }
    const std::string asks = stops ? stopKind(options) : kind;
    if (asks.empty()) {
        return usageError("away", "--at-checkpoint or --cancel, one of them.");
    }
    const Status asked = away::askAway(*folder, asks);
    return asked.ok() ? 0 : awayFailed(asked.error());
}

}  // namespace marginalia::cli
