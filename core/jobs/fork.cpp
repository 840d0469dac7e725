// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/fork.h"

#include "core/base/file.h"
#include "core/jobs/combinations.h"
#include "core/jobs/knobs.h"
#include "core/jobs/rounds_file.h"
#include "core/jobs/run_names.h"

#include <cstdio>
#include <filesystem>

namespace marginalia {

namespace fs = std::filesystem;

namespace {

/// Settings that the checkpoint or the frozen data decide.
constexpr const char* kFixed[] = {
    "model",        "method",         "lora_r",  "lora_targets", "use_dora", "lora_modules_to_save",
    "base_weights", "held_out_share", "teacher", "base_model"};

/// Settings that reference values depend on, beside the start model.
constexpr const char* kOfReference[] = {"objective", "terms",     "modifiers",  "choices",
                                        "dtype",     "device",    "max_length", "too_long",
                                        "as_trl",    "whole_text"};

/// Numbers of an objective that rounds are laid out by.
constexpr const char* kOfRounds[] = {"steps_per_round", "reference_answers"};

double parameterIn(const RunSpec& spec, const std::string& key)
{
    if (const auto given = spec.parameters.find(key); given != spec.parameters.end()) {
        return given->second;
    }
    if (const ObjectiveInfo* info = findObjective(spec.objective)) {
        for (const ParameterInfo& each : info->parameters) {
            if (each.key == key) {
                return each.fallback;
            }
        }
    }
    return 0;
}

std::string stepList(const std::vector<CheckpointInfo>& checkpoints)
{
    std::string out;
    for (const CheckpointInfo& each : checkpoints) {
        if (each.resumable) {
            out += (out.empty() ? "" : ", ") + std::to_string(each.step);
        }
    }
    return out;
}

/// The same bytes under another name: linked, or copied where that cannot be.
Status carry(const std::string& from, const std::string& to)
{
    std::error_code error;
    fs::create_hard_link(from, to, error);
    if (!error) {
        return {};
    }
    fs::copy_file(from, to, error);
    if (error) {
        return failure(
            ErrorKind::Io,
            {MG_TR("jobs", "A file of the run cannot be carried over: %1."), {error.message()}},
            from);
    }
    return syncFile(to);
}

/// The checkpoint, whole or not at all.
Status carryCheckpoint(const CheckpointInfo& checkpoint, const std::string& folder)
{
    const std::string target = folder + run_names::kCheckpoints + "/" + nameOf(checkpoint.folder);
    const std::string partial = target + ".partial";
    std::error_code error;
    fs::recursive_directory_iterator entry(checkpoint.folder, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        const std::string path = entry->path().string();
        const std::string name = path.substr(checkpoint.folder.size());
        if (entry->is_regular_file(error) && name != "/pinned") {
            MG_CHECK(makeFolders(folderOf(partial + name)));
            MG_CHECK(carry(path, partial + name));
        }
    }
    // The parent deletes the manifest first when it makes room for newer checkpoints.
    if (error || !fileExists(partial + run_names::kManifest)) {
        return failure(ErrorKind::NotFound, MG_TR("jobs", "The checkpoint was deleted meanwhile."),
                       checkpoint.folder, MG_TR("jobs", "Fork from another one."));
    }
    MG_CHECK(syncFolder(partial));
    return renameFile(partial, target);
}

/// The rounds that had begun at the checkpoint: what was written is trained on as it is.
Status carryRounds(const ForkPoint& point, const std::string& folder)
{
    for (std::int64_t round = 1; hasRound(point.run, round); ++round) {
        MG_TRY(const RoundFile file, readRound(point.run, round));
        if (file.firstStep > point.checkpoint.step) {
            break;
        }
        char name[32];
        std::snprintf(name, sizeof name, "/%06lld", static_cast<long long>(round));
        MG_CHECK(makeFolders(folder + run_names::kRounds));
        for (const char* suffix : {".bin", ".idx"}) {
            const std::string path = std::string(run_names::kRounds) + name + suffix;
            MG_CHECK(carry(point.run + path, folder + path));
        }
    }
    return {};
}

bool sameReference(const RunSpec& left, const RunSpec& right)
{
    const Json before = toJson(left);
    const Json after = toJson(right);
    for (const char* key : kOfReference) {
        if (before[key] != after[key]) {
            return false;
        }
    }
    return true;
}

/// What the fork's run.json takes from its parent's.
Json inherited(Json run, const ForkPoint& point, const RunSpec& spec)
{
    for (const char* own : {"schema", "program", "created", "settings"}) {
        run.erase(own);
    }
    if (run.contains("digests") && !sameReference(point.spec, spec)) {
        run["digests"].erase("reference");
    }
    run["parent"] = {{"run", nameOf(point.run)},
                     {"step", point.checkpoint.step},
                     {"plan_digest", point.planDigest}};
    return run;
}

Status fill(const ForkPoint& point, const std::string& folder)
{
    MG_TRY(const Json run, readRunJson(folder));
    const bool reference = run.value("digests", Json::object()).contains("reference");
    for (const char* name :
         {run_names::kData, run_names::kDataIndex, run_names::kReference, "/aligned.bin"}) {
        const bool wanted = name != std::string(run_names::kReference) || reference;
        if (wanted && fileExists(point.run + name)) {
            MG_CHECK(carry(point.run + name, folder + name));
        }
    }
    MG_CHECK(carryRounds(point, folder));
    MG_CHECK(carryCheckpoint(point.checkpoint, folder));
    return syncFolder(folder);
}

}  // namespace

Result<ForkPoint> forkPoint(const std::string& runFolder, std::optional<std::int64_t> step)
{
    MG_TRY(const Json run, readRunJson(runFolder));
    const std::vector<CheckpointInfo> all = listCheckpoints(runFolder);
    ForkPoint out;
    out.run = runFolder;
    bool any = false;
    for (const CheckpointInfo& each : all) {
        if (each.resumable && each.step <= step.value_or(each.step)) {
            out.checkpoint = each;
            any = true;
        }
    }
    if (!any) {
        const std::string steps = stepList(all);
        if (steps.empty()) {
            return failure(ErrorKind::NotFound,
                           MG_TR("jobs",
                                 "The run has saved no checkpoint that training can go on "
                                 "from."),
                           runFolder, MG_TR("jobs", "Let it write one first: Checkpoint now."));
        }
        return failure(ErrorKind::NotFound,
                       {MG_TR("jobs", "No checkpoint lies before step %1; there are: %2."),
                        {std::to_string(*step), steps}},
                       runFolder);
    }
    const std::string path = out.checkpoint.folder + run_names::kState;
    MG_TRY(const Json state, run_names::readJsonObject(path));
    if (!state.contains("plan_digest") || !state["plan_digest"].is_string()) {
        return failure(ErrorKind::Corrupt, MG_TR("jobs", "The checkpoint's state is not whole."),
                       path, MG_TR("jobs", "Fork from another one."));
    }
    out.planDigest = state["plan_digest"].get<std::string>();
    Json settings = run.value("settings", Json::object());
    // A fork's first checkpoint is its parent's: what was changed before it stands in the settings.
    const auto parent = parentOf(run);
    const bool own =
        !parent || parent->step != out.checkpoint.step || parent->planDigest != out.planDigest;
    if (own && state.value("changed", Json()).is_object()) {
        settings.merge_patch(state["changed"]);
    }
    std::vector<SpecProblem> problems;
    MG_TRY(out.spec, runSpecFromJson(settings, problems));
    for (const KnobEvent& event : knobHistory(runFolder)) {
        if (event.step == out.checkpoint.step) {  // obeyed behind the checkpoint, before its step
            MG_TRY(out.spec, withKnobEvent(out.spec, event));
        }
    }
    return out;
}

std::vector<SpecProblem> checkFork(const ForkPoint& point, const RunSpec& spec)
{
    std::vector<SpecProblem> out;
    const Json before = toJson(point.spec);
    const Json after = toJson(spec);
    const auto stays = [&](const std::string& key, const std::string& value) {
        out.push_back({key,
                       {MG_TR("jobs",
                              "%1 belongs to what the fork begins with and stays %2: start a new "
                              "run to change it."),
                        {key, value}}});
    };
    for (const char* key : kFixed) {
        if (before[key] != after[key]) {
            stays(key, before[key].dump());
        }
    }
    if (needsOf(combinationOf(point.spec)).data == DataCode::Prompts) {
        for (const char* key : kOfRounds) {
            if (parameterIn(point.spec, key) != parameterIn(spec, key)) {
                stays(key, Json(parameterIn(point.spec, key)).dump());
            }
        }
    }
    if (spec.max_steps > 0 && spec.max_steps <= point.checkpoint.step) {
        out.push_back({"max_steps",
                       {MG_TR("jobs", "The fork begins behind step %1 and must end later."),
                        {std::to_string(point.checkpoint.step)}}});
    }
    return out;
}

Result<std::string> forkRun(const ForkPoint& point, const RunSpec& spec,
                            const std::string& runsFolder)
{
    const std::vector<SpecProblem> problems = checkFork(point, spec);
    if (!problems.empty()) {
        return failure(ErrorKind::Invalid, problems.front().what, problems.front().field);
    }
    MG_TRY(Json run, readRunJson(point.run));
    MG_TRY(const std::string folder,
           createRunFolder(runsFolder, spec, inherited(std::move(run), point, spec)));
    const Status filled = fill(point, folder);
    if (!filled.ok()) {
        std::error_code error;
        fs::remove_all(folder, error);
        return filled.error();
    }
    return folder;
}

std::optional<RunParent> parentOf(const Json& runJson)
{
    const Json parent = runJson.value("parent", Json());
    if (!parent.is_object() || !parent.contains("run") || !parent["run"].is_string() ||
        !parent.contains("step") || !parent["step"].is_number_integer()) {
        return std::nullopt;
    }
    RunParent out{parent["run"].get<std::string>(), parent["step"].get<std::int64_t>(), {}};
    if (parent.contains("plan_digest") && parent["plan_digest"].is_string()) {
        out.planDigest = parent["plan_digest"].get<std::string>();
    }
    return out;
}

}  // namespace marginalia
