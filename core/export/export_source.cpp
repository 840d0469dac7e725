// SPDX-License-Identifier: Apache-2.0
#include "core/export/export_source.h"

#include "core/base/file.h"
#include "core/jobs/hub_cache.h"
#include "core/jobs/run_folder.h"
#include "core/model/adapter_base.h"
#include "core/model/adapter_config.h"
#include "core/text/gguf_header.h"

#include <filesystem>

namespace marginalia {

namespace {

namespace fs = std::filesystem;

/// The run that a checkpoint lies in; empty: it lies elsewhere.
std::string runOf(const fs::path& checkpoint)
{
    const fs::path run = fs::absolute(checkpoint).lexically_normal().parent_path().parent_path();
    return fileExists((run / "run.json").string()) ? run.string() : std::string();
}

/// The folder of the model under an adapter: as the person says, else as the adapter or its run do.
Result<std::string> baseOf(const std::string& adapter, const std::string& given)
{
    if (given.empty()) {
        auto found = adapterBaseFolder(adapter);
        if (!found.ok()) {
            Error error = found.error();
            error.todo = MG_TR("export", "Say where it is with --base.");
            return error;
        }
        return found;
    }
    MG_TRY(ModelPlace place, findModel(given));
    return std::move(place.folder);
}

Result<ExportSource> fromAdapter(const std::string& folder, const std::string& run,
                                 std::int64_t step, const std::string& base)
{
    MG_TRY(std::string model, baseOf(folder, base));
    return ExportSource{std::move(model), folder, run, step};
}

Result<ExportSource> fromRun(const std::string& run, const std::string& base)
{
    const std::vector<CheckpointInfo> checkpoints = listCheckpoints(run);
    if (checkpoints.empty()) {
        return failure(
            ErrorKind::NotFound,
            MG_TR("export", "The run has no checkpoint yet, so there is nothing to export."), run,
            MG_TR("export", "Let it run on, or save a checkpoint."));
    }
    const CheckpointInfo& last = checkpoints.back();
    return isAdapterFolder(last.folder) ? fromAdapter(last.folder, run, last.step, base)
                                        : ExportSource{last.folder, {}, run, last.step};
}

std::int64_t stepOf(const std::string& run, const fs::path& folder)
{
    std::error_code ignored;
    for (const CheckpointInfo& each : listCheckpoints(run)) {
        if (fs::equivalent(each.folder, folder, ignored)) {
            return each.step;
        }
    }
    return -1;
}

}  // namespace

Result<ExportSource> resolveExportSource(const std::string& named, const std::string& base)
{
    if (isHubName(named) && !fileExists(named) && !folderExists(named)) {
        MG_TRY(const ModelPlace place, findModel(named));
        return resolveExportSource(place.folder, base);
    }
    const std::string& given = named;
    const fs::path path = fs::path(given).lexically_normal();
    const auto has = [&](const char* name) { return fileExists((path / name).string()); };
    if (isGgufFile(given)) {
        return ExportSource{given, {}, {}, -1};
    }
    if (has("run.json")) {
        return fromRun(given, base);
    }
    if (isAdapterFolder(given)) {
        const std::string run = runOf(given);
        return fromAdapter(given, run, run.empty() ? -1 : stepOf(run, given), base);
    }
    if (has("config.json")) {
        const std::string run = runOf(given);
        return ExportSource{given, {}, run, run.empty() ? -1 : stepOf(run, given)};
    }
    if (has("model/config.json")) {
        return ExportSource{(path / "model").string(), {}, runOf(given), -1};
    }
    return failure(
        ErrorKind::NotFound, MG_TR("export", "There is no model at that place."), given,
        MG_TR("export", "Choose a model folder, a run, a checkpoint, an adapter or a GGUF file."));
}

}  // namespace marginalia
