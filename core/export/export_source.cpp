// SPDX-License-Identifier: Apache-2.0
#include "core/export/export_source.h"

#include "core/base/file.h"
#include "core/jobs/run_folder.h"
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

Result<ExportSource> fromRun(const std::string& run)
{
    const std::vector<CheckpointInfo> checkpoints = listCheckpoints(run);
    if (checkpoints.empty()) {
        return failure(
            ErrorKind::NotFound,
            MG_TR("export", "The run has no checkpoint yet, so there is nothing to export."), run,
            MG_TR("export", "Let it run on, or save a checkpoint."));
    }
    return ExportSource{checkpoints.back().folder, {}, run, checkpoints.back().step};
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

Result<ExportSource> resolveExportSource(const std::string& given, const std::string& base)
{
    const fs::path path = fs::path(given).lexically_normal();
    const auto has = [&](const char* name) { return fileExists((path / name).string()); };
    if (isGgufFile(given)) {
        return ExportSource{given, {}, {}, -1};
    }
    if (has("run.json")) {
        return fromRun(given);
    }
    if (has("config.json")) {
        const std::string run = runOf(given);
        return ExportSource{given, {}, run, run.empty() ? -1 : stepOf(run, given)};
    }
    if (has("model/config.json")) {
        return ExportSource{(path / "model").string(), {}, runOf(given), -1};
    }
    static_cast<void>(base);
    return failure(
        ErrorKind::NotFound, MG_TR("export", "There is no model at that place."), given,
        MG_TR("export", "Choose a model folder, a run, a checkpoint, an adapter or a GGUF file."));
}

}  // namespace marginalia
