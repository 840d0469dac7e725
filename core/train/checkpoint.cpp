// SPDX-License-Identifier: Apache-2.0
#include "core/train/checkpoint.h"

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/run_names.h"
#include "core/model/safetensors.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <set>

namespace marginalia {

namespace {

namespace fs = std::filesystem;

constexpr const char* kOptimizer = "/optimizer.safetensors";
constexpr int kVersion = 1;

Json toJson(const CheckpointState& state)
{
    Json out = {{"version", kVersion},
                {"step", state.step},
                {"optimizer_steps", state.optimizerSteps},
                {"num_tokens", state.numTokens},
                {"skipped_in_a_row", state.skippedInARow},
                {"data_digest", state.dataDigest},
                {"plan_digest", state.planDigest},
                {"environment", state.environment}};
    if (!state.objective.empty()) {
        out["objective"] = state.objective;
    }
    if (!state.changed.is_null()) {
        out["changed"] = state.changed;
    }
    out["held_out_loss"] = state.heldOutLoss ? Json(*state.heldOutLoss) : Json();
    return out;
}

Result<CheckpointState> stateFromJson(const Json& json, const std::string& path)
{
    for (const char* key : {"version", "step", "optimizer_steps", "num_tokens", "skipped_in_a_row",
                            "data_digest", "plan_digest", "environment", "held_out_loss"}) {
        if (!json.contains(key)) {
            return failure(ErrorKind::Corrupt,
                           {MG_TR("train", "The checkpoint lacks \"%1\"."), {key}}, path,
                           MG_TR("train", "Resume from an older checkpoint."));
        }
    }
    try {
        CheckpointState out;
        out.step = json.at("step").get<std::int64_t>();
        out.optimizerSteps = json.at("optimizer_steps").get<std::int64_t>();
        out.numTokens = json.at("num_tokens").get<double>();
        out.skippedInARow = json.at("skipped_in_a_row").get<std::int64_t>();
        out.dataDigest = json.at("data_digest").get<std::string>();
        out.planDigest = json.at("plan_digest").get<std::string>();
        out.environment = json.at("environment");
        if (json.contains("objective")) {
            out.objective = json.at("objective").get<std::map<std::string, std::vector<double>>>();
        }
        out.changed = json.value("changed", Json());
        if (!json.at("held_out_loss").is_null()) {
            out.heldOutLoss = json.at("held_out_loss").get<double>();
        }
        return out;
    } catch (const nlohmann::json::exception&) {
        return failure(ErrorKind::Corrupt,
                       MG_TR("train", "The checkpoint's state has a value of the wrong kind."),
                       path, MG_TR("train", "Resume from an older checkpoint."));
    }
}

std::vector<std::string> filesOf(const std::string& folder)
{
    std::vector<std::string> out;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
        if (entry.is_regular_file(error)) {
            out.push_back(fs::relative(entry.path(), folder, error).string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

Status writeManifest(const std::string& folder, const CheckpointState& state)
{
    Json files = Json::object();
    for (const std::string& name : filesOf(folder)) {
        const std::string path = folder + "/" + name;
        MG_CHECK(syncFile(path));
        MG_TRY(const std::int64_t size, fileSize(path));
        MG_TRY(const std::string digest, sha256OfFile(path));
        files[name] = {{"size", size}, {"sha256", digest}};
    }
    const Json manifest = {{"version", kVersion},
                           {"step", state.step},
                           {"resumable", true},
                           {"held_out_loss", state.heldOutLoss ? Json(*state.heldOutLoss) : Json()},
                           {"files", files}};
    return writeFileAtomically(folder + run_names::kManifest, manifest.dump(1) + "\n");
}

Error broken(const std::string& path, const char* what)
{
    return failure(ErrorKind::Corrupt, what, path,
                   MG_TR("train", "Resume from an older checkpoint."));
}

}  // namespace

Result<std::string> saveCheckpoint(
    const std::string& runFolder,
    const std::function<Status(const std::string& folder)>& writeModel,
    const NamedTensors& optimizer, const CheckpointState& state)
{
    return saveCheckpoint(
        runFolder, writeModel,
        [&](const std::string& path) { return writeSafetensors(path, optimizer); }, state);
}

Result<std::string> saveCheckpoint(
    const std::string& runFolder,
    const std::function<Status(const std::string& folder)>& writeModel,
    const std::function<Status(const std::string& path)>& writeOptimizer,
    const CheckpointState& state)
{
    char name[32];
    std::snprintf(name, sizeof name, "/step-%06lld", static_cast<long long>(state.step));
    const std::string folder = runFolder + run_names::kCheckpoints + name;
    const std::string partial = folder + ".partial";
    std::error_code error;
    fs::remove_all(partial, error);
    MG_CHECK(writeModel(partial));
    // A checkpoint may be the base of the next run; what makes it one is not part of a model.
    for (const char* own : {run_names::kState, kOptimizer, run_names::kManifest, "/pinned"}) {
        MG_CHECK(removeFile(partial + own));
    }
    MG_CHECK(writeOptimizer(partial + kOptimizer));
    MG_CHECK(writeFileAtomically(partial + run_names::kState, toJson(state).dump(1) + "\n"));
    MG_CHECK(writeManifest(partial, state));
    MG_CHECK(syncFolder(partial));
    MG_CHECK(verifyCheckpoint(partial));
    fs::remove_all(folder, error);
    MG_CHECK(renameFile(partial, folder));
    return folder;
}

Status verifyCheckpoint(const std::string& folder)
{
    MG_TRY(const Json manifest, run_names::readJsonObject(folder + run_names::kManifest));
    const Json files = manifest.value("files", Json());
    if (!files.is_object() || files.empty()) {
        return broken(folder, MG_TR("train", "The checkpoint's list of files is empty."));
    }
    for (const auto& [name, entry] : files.items()) {
        const std::string path = folder + "/" + name;
        if (name.empty() || name[0] == '/' || name.find("..") != std::string::npos ||
            !entry.is_object()) {
            return broken(
                folder, MG_TR("train", "The checkpoint's list of files names one outside of it."));
        }
        const auto size = fileSize(path);
        if (!size.ok() || *size != entry.value("size", std::int64_t{-1})) {
            return broken(path, MG_TR("train", "This file of the checkpoint is missing or cut."));
        }
        MG_TRY(const std::string digest, sha256OfFile(path));
        if (digest != entry.value("sha256", std::string())) {
            return broken(path, MG_TR("train", "This file of the checkpoint is damaged."));
        }
    }
    for (const std::string& name : filesOf(folder)) {
        if ("/" + name != run_names::kManifest && name != "pinned" && !files.contains(name)) {
            return broken(folder + "/" + name,
                          MG_TR("train", "This file does not belong to the checkpoint."));
        }
    }
    return {};
}

Result<LoadedCheckpoint> loadCheckpoint(const std::string& folder)
{
    MG_CHECK(verifyCheckpoint(folder));
    LoadedCheckpoint out;
    MG_TRY(const Json json, run_names::readJsonObject(folder + run_names::kState));
    MG_TRY(out.state, stateFromJson(json, folder + run_names::kState));
    MG_TRY(const auto file, SafetensorsFile::open(folder + kOptimizer));
    for (const std::string& name : file->names()) {
        MG_TRY(at::Tensor tensor, file->tensor(name));
        out.tensors.emplace_back(name, tensor);
    }
    return out;
}

Status rotateCheckpoints(const std::string& runFolder, std::int64_t keep)
{
    const std::vector<CheckpointInfo> all = listCheckpoints(runFolder);
    std::set<std::string> stay;
    std::string best;
    double bestLoss = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (static_cast<std::int64_t>(all.size() - i) <= std::max<std::int64_t>(keep, 1) ||
            !all[i].resumable || fileExists(all[i].folder + "/pinned")) {
            stay.insert(all[i].folder);
        }
        const auto manifest = run_names::readJsonObject(all[i].folder + run_names::kManifest);
        const double loss = manifest.ok() && manifest->contains("held_out_loss") &&
                                    (*manifest)["held_out_loss"].is_number()
                                ? (*manifest)["held_out_loss"].get<double>()
                                : std::numeric_limits<double>::infinity();
        if (loss < bestLoss) {
            bestLoss = loss;
            best = all[i].folder;
        }
    }
    stay.insert(best);
    for (const CheckpointInfo& each : all) {
        if (stay.contains(each.folder)) {
            continue;
        }
        // The manifest goes first: a deletion that is cut short leaves nothing that looks whole.
        MG_CHECK(removeFile(each.folder + run_names::kManifest));
        std::error_code error;
        fs::remove_all(each.folder, error);
        if (error) {
            return failure(
                ErrorKind::Io,
                {MG_TR("train", "An old checkpoint cannot be deleted: %1."), {error.message()}},
                each.folder);
        }
    }
    return {};
}

}  // namespace marginalia
