// SPDX-License-Identifier: Apache-2.0
#include "app/cli_plan.h"

#include "app/cli_run_input.h"
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

/// Settings and data of a run, so that nothing is written to its own folder.
Result<std::string> copyOfRun(const std::string& run, const Scratch& scratch)
{
    for (const char* name : {run_names::kRunJson, run_names::kData, run_names::kDataIndex}) {
        std::error_code error;
        const std::string from = run + name;
        const std::string to = scratch.path() + name;
        // The data is only read; its settings are a copy of their own.
        if (name != run_names::kRunJson) {
            fs::create_hard_link(from, to, error);
        }
        if (name == run_names::kRunJson || error) {
            error.clear();
            fs::copy_file(from, to, error);
        }
        if (error) {
            return failure(ErrorKind::NotFound,
                           MG_TR("cli", "The run folder lacks a file that a plan needs."), from,
                           MG_TR("cli", "Name a folder that `train --prepare` has made."));
        }
    }
    return scratch.path();
}

Result<std::string> folderFor(const Options& options, const Scratch& scratch)
{
    if (options.has("run")) {
        return copyOfRun(options.value("run"), scratch);
    }
    MG_TRY(RunSpec spec, specFrom(options));
    MG_CHECK(settleModel(spec));
    MG_TRY(const PreparedRun run, snapshotFrom(options, spec, scratch.path()));
    return run.folder;
}

int runPlan(const Words& words)
{
    const Options options(words, {"json"},
                          {"run", "spec", "preset", "set", "term", "model", "objective", "project",
                           "filter", "format", "map", "limit"});
    if (!options.ok()) {
        return usageError("plan", options.problem());
    }
    const int sources = (options.operands().empty() ? 0 : 1) + (options.has("project") ? 1 : 0) +
                        (options.has("run") ? 1 : 0);
    if (sources != 1) {
        return usageError("plan", "data files, --project or --run is needed, one of them.");
    }
    const auto scratch = Scratch::make();
    const auto folder =
        scratch.ok() ? folderFor(options, *scratch) : Result<std::string>(scratch.error());
    if (!folder.ok()) {
        const std::string text = folder.error().message();
        std::fprintf(stderr, "marginalia-cli plan: %s\n", text.c_str());
        return folder.error().kind == ErrorKind::Parse || folder.error().kind == ErrorKind::Corrupt
                   ? 4
                   : 1;
    }
    Words planning = {*folder};
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
            "  --run FOLDER    settings and data of a run folder instead\n"
            "  --json          {\"memory\": {program, weights, optimizer, gradients, others, "
            "activations, head},\n"
            "                  total, available, machine (bytes), fits, shortage, fullest_stream "
            "(tokens), steps,\n"
            "                  step_seconds, reference_seconds, evaluation_seconds, "
            "total_seconds, calibrated,\n"
            "                  calibration_seconds, remedies: [{settings, what, total}]}\n"
            "Loads the model, takes some of the data through steps that change nothing for about "
            "two seconds, and\n"
            "reckons from them. Nothing is kept. Exits with 1 when the run does not fit."),
        runPlan};
}

}  // namespace marginalia::cli
