// SPDX-License-Identifier: Apache-2.0
#include "app/cli_away.h"

#include "core/base/json.h"
#include "core/jobs/away/doctor.h"
#include "core/jobs/away/target.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace marginalia::cli {

namespace {

constexpr const char* kAway = "away";

int listTargets(const Words& words)
{
    const Options options(words, {"json"}, {});
    if (!options.ok() || !options.operands().empty()) {
        return usageError(kAway, options.ok() ? "list takes no name." : options.problem());
    }
    const auto targets = away::readTargets();
    if (!targets.ok()) {
        return awayFailed(targets.error());
    }
    Json list = Json::array();
    for (const away::Target& target : *targets) {
        list.push_back(away::toJson(target));
        if (!options.has("json")) {
            std::printf("%-12s %s%s%s  %s  %s\n", target.name.c_str(), target.host.c_str(),
                        target.port != 0 ? ":" : "",
                        target.port != 0 ? std::to_string(target.port).c_str() : "",
                        target.folder.c_str(), target.launcher.c_str());
        }
    }
    if (options.has("json")) {
        std::puts(Json({{"targets", list}}).dump().c_str());
    } else if (list.empty()) {
        std::fprintf(stderr, "no targets in %s\n", away::targetsPath().c_str());
    }
    return 0;
}

/// A target as the options say; a wrong one is found when it is checked.
Result<away::Target> targetFrom(const Options& options)
{
    away::Target out;
    out.name = options.operands()[0];
    out.host = options.value("host");
    out.folder = options.value("folder", out.folder);
    out.program = options.value("program", out.program);
    out.launcher = options.value("launcher", out.launcher);
    out.sshConfig = options.value("ssh-config");
    out.sbatchOptions = options.values("sbatch-option");
    if (options.has("port")) {
        const std::string text = options.value("port");
        const char* const end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, out.port);
        if (read.ec != std::errc() || read.ptr != end || out.port < 1) {
            return failure(ErrorKind::Invalid, MG_TR("cli", "A port is a number from 1 to 65535."),
                           "--port " + quotedForError(text));
        }
    }
    for (const std::string& pair : options.values("remote-model")) {
        const std::size_t equals = pair.find('=');
        if (equals == std::string::npos) {
            return failure(ErrorKind::Invalid,
                           MG_TR("cli",
                                 "MODEL=FOLDER is needed: as it is named here, and its "
                                 "folder there."),
                           "--remote-model " + quotedForError(pair));
        }
        out.models[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    MG_CHECK(away::checkTarget(out, out.name));
    return out;
}

int addTarget(const Words& words)
{
    const Options options(words, {},
                          {"host", "port", "folder", "program", "launcher", "sbatch-option",
                           "ssh-config", "remote-model"});
    if (!options.ok() || options.operands().size() != 1) {
        return usageError(kAway, options.ok() ? "add takes one name." : options.problem());
    }
    auto target = targetFrom(options);
    if (!target.ok()) {
        return awayFailed(target.error());
    }
    auto all = away::readTargets();
    if (!all.ok()) {
        return awayFailed(all.error());
    }
    std::erase_if(*all, [&](const away::Target& each) { return each.name == target->name; });
    all->push_back(target.take());
    const Status written = away::writeTargets(*all);
    return written.ok() ? 0 : awayFailed(written.error());
}

int removeTarget(const Words& words)
{
    const Options options(words, {}, {});
    if (!options.ok() || options.operands().size() != 1) {
        return usageError(kAway, options.ok() ? "remove takes one name." : options.problem());
    }
    const auto found = away::findTarget(options.operands()[0]);
    if (!found.ok()) {
        return awayFailed(found.error());
    }
    auto all = away::readTargets();
    if (!all.ok()) {
        return awayFailed(all.error());
    }
    std::erase_if(*all, [&](const away::Target& each) { return each.name == found->name; });
    const Status written = away::writeTargets(*all);
    return written.ok() ? 0 : awayFailed(written.error());
}

/// A sentence so that the window can say it in the person's language.
Json textParts(const Text& text)
{
    return {{"pattern", text.pattern}, {"arguments", text.arguments}};
}

int examineTarget(const Words& words)
{
    const Options options(words, {"json"}, {});
    if (!options.ok() || options.operands().size() != 1) {
        return usageError(kAway, options.ok() ? "doctor takes one name." : options.problem());
    }
    auto target = away::findTarget(options.operands()[0]);
    if (!target.ok()) {
        return awayFailed(target.error());
    }
    const std::vector<away::Finding> findings =
        away::examine(away::Ssh(*target), MARGINALIA_VERSION);
    const bool fit = away::isFit(findings);
    Json lines = Json::array();
    for (const away::Finding& finding : findings) {
        const char* const verdict = away::verdictWord(finding.verdict);
        lines.push_back({{"id", finding.id},
                         {"verdict", verdict},
                         {"what", finding.what.str()},
                         {"todo", finding.todo.str()},
                         {"what_text", textParts(finding.what)},
                         {"todo_text", textParts(finding.todo)}});
        if (!options.has("json")) {
            std::printf("%-8s %-11s %s\n", verdict, finding.id.c_str(), finding.what.str().c_str());
            if (!finding.todo.empty()) {
                std::printf("%21s%s\n", "", finding.todo.str().c_str());
            }
        }
    }
    if (options.has("json")) {
        std::puts(
            Json({{"target", target->name}, {"ok", fit}, {"findings", lines}}).dump().c_str());
    }
    return fit ? 0 : 1;
}

}  // namespace

int awayFailed(const Error& error)
{
    // Printed in pieces: g++ 12 warns falsely when it inlines Error::message() here.
    std::fprintf(stderr, "marginalia-cli away: %s%s%s %s\n", error.where.c_str(),
                 error.where.empty() ? "" : ": ", error.what.str().c_str(),
                 error.todo.str().c_str());
    constexpr int kCancelled = 3;
    return error.kind == ErrorKind::Cancelled ? kCancelled : 1;
}

namespace {

/// `away`: targets, which are machines reached by ssh, and runs that train on them.
int runAway(const Words& words)
{
    const std::string what = words.empty() ? std::string() : words[0];
    const Words rest(words.empty() ? words.end() : words.begin() + 1, words.end());
    if (what == "list") {
        return listTargets(rest);
    }
    if (what == "add") {
        return addTarget(rest);
    }
    if (what == "remove") {
        return removeTarget(rest);
    }
    if (what == "doctor") {
        return examineTarget(rest);
    }
    if (what == "train") {
        return awayTrain(rest);
    }
    if (what == "attach") {
        return awayAttach(rest);
    }
    if (what == "resume") {
        return awayResume(rest);
    }
    if (what == "fetch") {
        return awayFetch(rest);
    }
    for (const char* kind : {"stop", "pause", "save", "sample"}) {
        if (what == kind) {
            return awayAsk(kind, rest);
        }
    }
    return usageError(kAway, what.empty()
                                 ? "say what to do: see help away."
                                 : "\"" + what +
                                       "\" is not among list, add, remove, "
                                       "doctor, train, attach, resume, fetch, stop, pause, "
                                       "save and sample.");
}

}  // namespace

Verb awayVerb()
{
    return {
        "away",
        "list | add NAME --host HOST | remove NAME | doctor NAME | train NAME ... | attach "
        "RUNFOLDER | ...",
        MG_TR("cli", "train on another machine that ssh reaches, and follow it from here"),
        MG_TR(
            "cli",
            "  list, remove NAME      the targets, which are in targets.json\n"
            "  add NAME --host HOST   HOST as ssh takes it; --port N, --ssh-config FILE\n"
            "     --folder DIR        to work in there (~/marginalia); --program PATH its "
            "marginalia-cli\n"
            "     --launcher plain|sbatch, --sbatch-option OPTION for every option of the job\n"
            "     --remote-model MODEL=DIR  a model that is not sent, because it lies there\n"
            "  doctor NAME            what is there and what is missing; --json; exits with 1 "
            "when "
            "runs cannot start\n"
            "  train NAME ...         what `train` takes: makes the run here, sends it with its "
            "models (what is\n"
            "                         there is not sent again), starts it detached, follows it; "
            "--detach only starts.\n"
            "                         train NAME RUNFOLDER sends one that was prepared, or goes "
            "on after a cut\n"
            "  attach RUNFOLDER       follow it again: records, log and samples grow here as they "
            "do there;\n"
            "                         connects again after a cut. --once: what is there now. At "
            "the end the newest\n"
            "                         checkpoint is fetched, unless --no-fetch\n"
            "  fetch RUNFOLDER        the newest checkpoint, --step N, --all; verified by size "
            "and "
            "digest\n"
            "  stop, pause, save, sample, resume RUNFOLDER   ask the worker there; resume also "
            "starts a run again\n"
            "                         that was stopped or lost, from its newest checkpoint there; "
            "stop takes\n"
            "                         --at-checkpoint and --cancel as control has them\n"
            "  --quiet, --json        as `train` has them: run, target, there, state, reason, "
            "step, checkpoints, code\n"
            "ssh is your own, with your configuration, keys and agent; it never asks. Ctrl+C "
            "leaves, and the run\n"
            "goes on there; exits with 3 then."),
        runAway};
}

}  // namespace marginalia::cli
