// SPDX-License-Identifier: Apache-2.0
#include "app/cli_fork.h"

#include "core/base/file.h"
#include "core/jobs/run_names.h"
#include "core/jobs/spec_settings.h"

#include <charconv>
#include <cstdio>
#include <filesystem>

namespace marginalia::cli {

namespace {

int forkFailed(const Error& error)
{
    std::fprintf(stderr, "marginalia-cli fork: %s%s%s %s\n", error.where.c_str(),
                 error.where.empty() ? "" : ": ", error.what.str().c_str(),
                 error.todo.str().c_str());
    return 1;
}

Result<std::optional<std::int64_t>> stepFrom(const Options& options)
{
    if (!options.has("at")) {
        return std::optional<std::int64_t>();
    }
    const std::string text = options.value("at");
    std::int64_t step = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), step);
    if (problem != std::errc() || end != text.data() + text.size() || step < 0) {
        return failure(ErrorKind::Invalid, MG_TR("cli", "--at takes a step."));
    }
    return std::optional<std::int64_t>(step);
}

Result<std::string> makeFork(const ForkPoint& point, const Options& options)
{
    MG_TRY(const RunSpec spec, forkSpec(point, options));
    const std::string runs = options.has("out") ? options.value("out") : folderOf(point.run);
    return forkRun(point, spec, runs);
}

/// As it stands in run.json and as others name it, whatever is typed.
std::string cleanPath(const std::string& path)
{
    std::error_code error;
    std::string out = std::filesystem::weakly_canonical(path, error).string();
    return error || out.empty() ? path : out;
}

}  // namespace

Result<ForkPoint> forkPointFrom(const std::string& runFolder, const Options& options)
{
    MG_TRY(const auto step, stepFrom(options));
    return forkPoint(runFolder, step);
}

Result<RunSpec> forkSpec(const ForkPoint& point, const Options& options)
{
    Json json = toJson(point.spec);
    if (options.has("spec")) {
        MG_TRY(json, run_names::readJsonObject(options.value("spec")));
    }
    json["name"] = options.value("name");
    for (const std::string& text : options.values("set")) {
        MG_TRY(const auto settings, settingsFromText(text));
        MG_CHECK(laySettings(json, settings));
    }
    std::vector<SpecProblem> problems;
    auto spec = runSpecFromJson(json, problems);
    for (const SpecProblem& problem : problems) {
        std::fprintf(stderr, "%s: %s\n", problem.field.c_str(), problem.what.str().c_str());
    }
    return spec;
}

Verb forkVerb()
{
    return {"fork",
            "RUNFOLDER [--at STEP] [--set KEY=VALUE,...] [--name TEXT] [--out DIR] [--prepare] "
            "[--quiet] [--json]",
            MG_TR("cli", "go on from a checkpoint of a run in a run of its own"),
            MG_TR("cli",
                  "  --at STEP         the newest checkpoint that does not lie behind STEP; the "
                  "newest of all without it\n"
                  "  --set KEY=VALUE   other settings than the run had there, as train takes them; "
                  "model, method, data\n"
                  "                    and the adapter's shape stay\n"
                  "  --name TEXT       what the new run is called\n"
                  "  --out DIR         where its folder is made; beside the other unless given\n"
                  "  --prepare         make the folder only; --quiet no progress\n"
                  "  --json            one object at the end: run, parent, step, checkpoints, "
                  "code\n"
                  "With the same settings it does the same steps, bit for bit on the processor. "
                  "Prints the run's folder.\n"
                  "Ctrl+C: checkpoint at the next step, then stop; exits with 3."),
            runFork};
}

int runFork(const Words& words)
{
    const Options options(words, {"prepare", "quiet", "json"}, {"at", "set", "name", "out"});
    if (!options.ok() || options.operands().size() != 1) {
        return usageError("fork", options.ok() ? "one run folder is needed." : options.problem());
    }
    const auto step = stepFrom(options);
    if (!step.ok()) {
        return usageError("fork", step.error().what.str());
    }
    const auto point = forkPoint(cleanPath(options.operands()[0]), *step);
    if (!point.ok()) {
        return forkFailed(point.error());
    }
    const auto folder = makeFork(*point, options);
    if (!folder.ok()) {
        return forkFailed(folder.error());
    }
    std::fprintf(stderr, "forked from step %lld\n", static_cast<long long>(point->checkpoint.step));
    Words training = {*folder};
    if (options.has("quiet")) {
        training.push_back("--quiet");
    }
    const int code = options.has("prepare") ? 0 : runTrainVerb("resume", training);
    if (options.has("json")) {
        Json checkpoints = Json::array();
        for (const CheckpointInfo& each : listCheckpoints(*folder)) {
            checkpoints.push_back({{"step", each.step}, {"folder", each.folder}});
        }
        const Json json = {{"run", *folder},
                           {"parent", point->run},
                           {"step", point->checkpoint.step},
                           {"checkpoints", checkpoints},
                           {"code", code}};
        std::puts(json.dump().c_str());
    } else {
        std::puts(folder->c_str());
    }
    return code;
}

}  // namespace marginalia::cli
