// SPDX-License-Identifier: Apache-2.0
#include "app/cli_training.h"

#include "app/cli_run_input.h"
#include "core/base/file.h"

#include <cstdio>

namespace marginalia::cli {

namespace {

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
    if (const Status settled = settleModel(*spec); !settled.ok()) {
        return failed(settled.error());
    }
    // Without --out a project's runs go where it has them.
    const bool elsewhere = options.has("out") || !options.has("project");
    const auto run =
        snapshotFrom(options, *spec, elsewhere ? absolutePath(options.value("out", "runs")) : "");
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
