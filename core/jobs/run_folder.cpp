// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/run_folder.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/jobs/hub_cache.h"
#include "core/jobs/run_names.h"

#include <algorithm>
#include <filesystem>

namespace marginalia {

namespace fs = std::filesystem;

namespace {

constexpr int kSchema = 1;

}  // namespace

Result<std::string> createRunFolder(const std::string& runsFolder, const RunSpec& given,
                                    const Json& extra)
{
    RunSpec spec = given;
    // A name of the hub may mean another commit tomorrow; what is not found the worker will say.
    const auto place = findModel(spec.model);
    if (place.ok()) {
        spec.model = place->folder;
    }
    const std::vector<SpecProblem> problems = checkRunSpec(spec);
    if (!problems.empty()) {
        return failure(ErrorKind::Invalid, problems[0].what, problems[0].field);
    }
    const std::string folder =
        runsFolder + "/" + utcName(wallMilliseconds()) + "-" + Uid::random().hex().substr(0, 6);
    MG_CHECK(makeFolders(folder + run_names::kCheckpoints));
    Json run = {{"schema", kSchema},
                {"program", std::string("marginalia ") + MARGINALIA_VERSION},
                {"created", run_names::wallSeconds()},
                {"settings", toJson(spec)},
                {"digests", Json::object()}};
    if (place.ok() && !place->commit.empty()) {
        run["model_source"] = {{"repository", place->repository}, {"commit", place->commit}};
    }
    for (const auto& [key, value] : extra.items()) {
        run[key] = value;
    }
    MG_CHECK(writeFileAtomically(folder + run_names::kRunJson, run.dump(1) + "\n"));
    return folder;
}

Result<Json> readRunJson(const std::string& runFolder)
{
    MG_TRY(Json run, run_names::readJsonObject(runFolder + run_names::kRunJson));
    if (run.value("schema", 0) != kSchema) {
        return failure(ErrorKind::Unsupported,
                       MG_TR("jobs", "The run was made by another version of Marginalia."),
                       runFolder + run_names::kRunJson,
                       MG_TR("jobs", "Open it with the version that made it."));
    }
    return run;
}

Status patchRunJson(const std::string& runFolder, const Json& patch)
{
    MG_TRY(Json run, readRunJson(runFolder));
    run.merge_patch(patch);
    return writeFileAtomically(runFolder + run_names::kRunJson, run.dump(1) + "\n");
}

Result<RunSpec> readRunSpec(const std::string& runFolder)
{
    MG_TRY(const Json run, readRunJson(runFolder));
    std::vector<SpecProblem> problems;
    return runSpecFromJson(run.value("settings", Json()), problems);
}

std::vector<CheckpointInfo> listCheckpoints(const std::string& runFolder)
{
    std::vector<CheckpointInfo> out;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(runFolder + run_names::kCheckpoints, error)) {
        const std::string path = entry.path().string();
        if (path.ends_with(".partial")) {
            continue;
        }
        const auto manifest = run_names::readJsonObject(path + run_names::kManifest);
        if (!manifest || !manifest->contains("step") || !(*manifest)["step"].is_number_integer()) {
            continue;
        }
        out.push_back(
            {(*manifest)["step"].get<std::int64_t>(), path, manifest->value("resumable", false)});
    }
    std::sort(out.begin(), out.end(), [](const CheckpointInfo& left, const CheckpointInfo& right) {
        return left.step < right.step;
    });
    return out;
}

std::vector<std::string> listRuns(const std::string& runsFolder)
{
    std::vector<std::string> out;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(runsFolder, error)) {
        if (fs::is_regular_file(entry.path().string() + run_names::kRunJson, error)) {
            out.push_back(entry.path().string());
        }
    }
    // The name begins with the UTC time.
    std::sort(out.rbegin(), out.rend());
    return out;
}

Result<std::string> requestControl(const std::string& runFolder, const std::string& kind,
                                   const Json& detail)
{
    const std::string id = Uid::random().hex();
    Json line = {{"id", id}, {"kind", kind}, {"time", run_names::wallSeconds()}};
    for (const auto& [key, value] : detail.items()) {
        line[key] = value;
    }
    MG_TRY(auto file, AppendFile::open(runFolder + run_names::kControl));
    MG_CHECK(file.append(line.dump() + "\n"));
    return id;
}

}  // namespace marginalia
