// SPDX-License-Identifier: Apache-2.0
#include "app/cli_training.h"

#include "app/cli_run_input.h"
#include "core/base/file.h"
#include "core/jobs/hub_cache.h"
#include "core/jobs/snapshot_project.h"

#include <cstdio>
#include <filesystem>

namespace marginalia::cli {

namespace {

/// Absolute, so that the run folder can be used from anywhere.
std::string absolute(const std::string& path)
{
    std::error_code error;
    const auto out = std::filesystem::weakly_canonical(path, error);
    return error ? path : out.string();
}

Result<PreparedRun> prepare(const Options& options, const RunSpec& spec)
{
    const std::string runs = absolute(options.value("out", "runs"));
    if (options.has("project")) {
        MG_TRY(const auto project, Project::open(options.value("project"), OpenMode::ReadOnly));
        MG_TRY(const auto reader, project->reader());
        MG_TRY(const Filter filter, filterFrom(options));
        return snapshotFromProject(*reader, filter, spec,
                                   options.has("out") ? runs : project->runsFolder());
    }
    MG_TRY(const std::vector<Record> records, recordsFrom(options));
    return snapshotFromRecords(records, spec, runs);
}

int failed(const Error& error)
{
    // Printed in pieces: g++ 12 warns falsely when it inlines Error::message() here.
    std::fprintf(stderr, "marginalia-cli train: %s%s%s %s\n", error.where.c_str(),
                 error.where.empty() ? "" : ": ", error.what.str().c_str(),
                 error.todo.str().c_str());
    return error.kind == ErrorKind::Parse || error.kind == ErrorKind::Corrupt ? 4 : 1;
}

}  // namespace

int runTrain(const Words& words)
{
    const Options options(words, {"json", "quiet", "prepare"},
                          {"spec", "preset", "set", "term", "model", "objective", "name", "init",
                           "out", "project", "filter", "format", "map", "limit"});
    if (!options.ok()) {
        return usageError("train", options.problem());
    }
    if (options.operands().empty() != options.has("project")) {
        return usageError("train", "data files or --project are needed, one of them.");
    }
    auto spec = specFrom(options);
    if (!spec.ok()) {
        return failed(spec.error());
    }
    const std::string init = options.value("init");
    if (!init.empty()) {
        spec->model = folderExists(init) ? init : folderOf(init);
    }
    if (!spec->model.empty()) {
        const auto place = findModel(spec->model);
        if (!place.ok()) {
            return failed(place.error());
        }
        // With its commit a name of the hub is as good as a folder, and the run keeps both.
        spec->model = place->commit.empty() ? absolute(place->folder)
                                            : place->repository + "@" + place->commit;
    }
    const auto run = prepare(options, *spec);
    if (!run.ok()) {
        return failed(run.error());
    }
    if (!init.empty()) {
        const Status patched = patchRunJson(run->folder, {{"from_scratch", true}});
        if (!patched.ok()) {
            return failed(patched.error());
        }
    }
    std::fprintf(stderr, "uses %lld of %lld labelled records, %lld held out\n",
                 static_cast<long long>(run->use.used), static_cast<long long>(run->use.labelled),
                 static_cast<long long>(run->heldOut));
    Words training = {run->folder};
    if (options.has("quiet")) {
        training.push_back("--quiet");
    }
    // Only now LibTorch is loaded: data that cannot be used is said at once.
    const int code = options.has("prepare") ? 0 : runTrainVerb("resume", training);
    if (options.has("json")) {
        Json checkpoints = Json::array();
        for (const CheckpointInfo& each : listCheckpoints(run->folder)) {
            checkpoints.push_back({{"step", each.step}, {"folder", each.folder}});
        }
        std::puts(Json({{"run", run->folder},
                        {"used", run->use.used},
                        {"checkpoints", checkpoints},
                        {"code", code}})
                      .dump()
                      .c_str());
    } else {
        std::puts(run->folder.c_str());
    }
    return code;
}

}  // namespace marginalia::cli
