// SPDX-License-Identifier: Apache-2.0
#include "app/cli_plan.h"

#include "app/cli_fork.h"
#include "app/cli_run_input.h"
#include "core/base/file.h"
#include "core/jobs/run_names.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <unistd.h>

namespace marginalia::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kScratchName = "marginalia-plan-";

/// What planners left behind that were ended on their way.
void removeStale(const fs::path& top)
{
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(top, error)) {
        const std::string name = entry.path().filename().string();
        if (name.rfind(kScratchName, 0) != 0) {
            continue;
        }
        long pid = 0;
        const char* const begin = name.data() + std::char_traits<char>::length(kScratchName);
        const auto [end, problem] = std::from_chars(begin, name.data() + name.size(), pid);
        if (problem == std::errc() && pid > 0 && ::kill(static_cast<pid_t>(pid), 0) != 0 &&
            errno == ESRCH) {
            std::error_code ignored;
            fs::remove_all(entry.path(), ignored);
        }
    }
}

/// A folder for one plan, named by the process that makes it.
class Scratch {
public:
    static Result<Scratch> make()
    {
        std::error_code error;
        const fs::path top = fs::temp_directory_path(error);
        removeStale(top);
        std::string pattern =
            (top / (kScratchName + std::to_string(::getpid()) + "-XXXXXX")).string();
        if (error || ::mkdtemp(pattern.data()) == nullptr) {
            return failure(ErrorKind::Io,
                           MG_TR("cli", "There is no place for the plan's own files."), pattern,
                           MG_TR("cli", "Name a folder that can be written in TMPDIR."));
        }
        return Scratch(pattern);
    }
    Scratch(Scratch&& other) noexcept : m_path(std::move(other.m_path)) { other.m_path.clear(); }
    Scratch& operator=(Scratch&&) = delete;
    ~Scratch()
    {
        if (!m_path.empty()) {
            std::error_code ignored;
            fs::remove_all(m_path, ignored);
        }
    }
    const std::string& path() const { return m_path; }

private:
    explicit Scratch(std::string path) : m_path(std::move(path)) {}
    std::string m_path;
};

/// A folder that a plan may write to, and the step that the run goes on behind.
struct PlanFolder {
    std::string path;
    std::int64_t from = 0;
};

/// Settings and data of a run, so that nothing is written to its own folder. What a fork goes on
/// from stays where it is: a plan loads no checkpoint.
Result<PlanFolder> copyOfRun(const Options& options, const Scratch& scratch)
{
    const std::string run = options.value("run");
    PlanFolder out{scratch.path()};
    MG_TRY(Json json, readRunJson(run));
    if (const auto parent = parentOf(json)) {
        out.from = parent->step;
    }
    if (options.has("at")) {
        MG_TRY(const ForkPoint point, forkPointFrom(run, options));
        MG_TRY(const RunSpec spec, forkSpec(point, options));
        if (const auto problems = checkFork(point, spec); !problems.empty()) {
            return failure(ErrorKind::Invalid, problems.front().what, problems.front().field);
        }
        json["settings"] = toJson(spec);
        out.from = point.checkpoint.step;
    }
    json.erase("parent");
    MG_CHECK(writeFileAtomically(out.path + run_names::kRunJson, json.dump()));
    for (const char* name : {run_names::kData, run_names::kDataIndex}) {
        std::error_code error;
        const std::string from = run + name;
        const std::string to = out.path + name;
        fs::create_hard_link(from, to, error);
        if (error) {
            error.clear();
            fs::copy_file(from, to, error);
        }
        if (error) {
            return failure(ErrorKind::NotFound,
                           MG_TR("cli", "The run folder lacks a file that a plan needs."), from,
                           MG_TR("cli", "Name a folder that `train --prepare` has made."));
        }
    }
    return out;
}

Result<PlanFolder> folderFor(const Options& options, const Scratch& scratch)
{
    if (options.has("run")) {
        return copyOfRun(options, scratch);
    }
    MG_TRY(RunSpec spec, specFrom(options));
    MG_CHECK(settleModel(spec));
    MG_TRY(const PreparedRun run, snapshotFrom(options, spec, scratch.path()));
    return PlanFolder{run.folder};
}

int runPlan(const Words& words)
{
    const Options options(words, {"json"},
                          {"run", "at", "spec", "preset", "set", "term", "model", "objective",
                           "project", "filter", "format", "map", "limit"});
    if (!options.ok()) {
        return usageError("plan", options.problem());
    }
    const int sources = (options.operands().empty() ? 0 : 1) + (options.has("project") ? 1 : 0) +
                        (options.has("run") ? 1 : 0);
    if (sources != 1) {
        return usageError("plan", "data files, --project or --run is needed, one of them.");
    }
    if (options.has("at") && !options.has("run")) {
        return usageError("plan", "--at goes with --run.");
    }
    const auto scratch = Scratch::make();
    const auto folder =
        scratch.ok() ? folderFor(options, *scratch) : Result<PlanFolder>(scratch.error());
    if (!folder.ok()) {
        const std::string text = folder.error().message();
        std::fprintf(stderr, "marginalia-cli plan: %s\n", text.c_str());
        return folder.error().kind == ErrorKind::Parse || folder.error().kind == ErrorKind::Corrupt
                   ? 4
                   : 1;
    }
    Words planning = {folder->path, "--from", std::to_string(folder->from)};
    if (options.has("json")) {
        planning.push_back("--json");
    }
    return runTrainVerb("plan", planning);
}

}  // namespace

Verb planVerb()
{
    return {
        "plan", "(FILE... | --project DIR | --run RUNFOLDER) --model FOLDER [--set KEY=VALUE,...]",
        MG_TR("cli", "memory and time of a run before it is started, and what would make it fit"),
        MG_TR(
            "cli",
            "  FILE... or --project DIR, --filter, --format, --map, --limit, --model, --objective, "
            "--preset, --spec,\n"
            "                  --set, --term as `train` takes them\n"
            "  --run FOLDER    settings and data of a run folder instead; of a fork the steps "
            "that remain count\n"
            "  --at STEP       a fork of that run at the newest checkpoint that does not lie "
            "behind STEP, with --set\n"
            "                  and --spec as other settings than the run had there\n"
            "  --json          {\"memory\": {program, weights, optimizer, gradients, others, "
            "activations, head},\n"
            "                  total, available, machine (bytes), fits, shortage, fullest_stream "
            "(tokens), from_step, steps,\n"
            "                  step_seconds, reference_seconds, evaluation_seconds, "
            "total_seconds, calibrated,\n"
            "                  calibration_seconds, remedies: [{settings, what, total}]}\n"
            "Loads the model, takes some of the data through steps that change nothing for about "
            "two seconds, and\n"
            "reckons from them. Nothing is kept. Exits with 1 when the run does not fit."),
        runPlan};
}

}  // namespace marginalia::cli
