// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_origin.h"

#include "core/base/sha256.h"
#include "core/train/run_sharing.h"

namespace marginalia {

std::string planDigestOf(const RunSpec& spec, const std::string& dataDigest, const TextTools& tools)
{
    Json settings = toJson(spec);
    for (const char* free :
         {"name", "device", "threads", "pack_tokens", "checkpoint_every", "keep_checkpoints",
          "sample_every", "sample_prompts", "eval_every", "sharding", "offload", "recompute"}) {
        settings.erase(free);
    }
    if (spec.method == "full") {  // as in runs from before there were adapters
        for (const char* adapter :
             {"method", "lora_r", "lora_alpha", "lora_dropout", "lora_targets",
              "lora_modules_to_save", "use_rslora", "use_dora"}) {
            settings.erase(adapter);
        }
    }
    if (spec.modifiers.empty()) {  // as in runs from before there were modifiers
        settings.erase("modifiers");
    }
    const RunSpec usual;  // nor other ways to hold the optimizer's numbers
    for (const auto& [key, isUsual] :
         {std::pair("optimizer_state", spec.optimizer_state == usual.optimizer_state),
          std::pair("masters", spec.masters == usual.masters)}) {
        if (isUsual) {
            settings.erase(key);
        }
    }
    if (spec.judge.empty()) {  // nor rounds
        settings.erase("judge");
    }
    if (spec.reward_model.empty()) {
        settings.erase("reward_model");
    }
    for (const char* other : {"teacher", "base_model"}) {
        if (settings[other] == "") {  // nor models beside the one in training
            settings.erase(other);
        }
    }
    return sha256Hex(settings.dump() + dataDigest + tools.tokenizer->digest() +
                     (tools.chatTemplate ? tools.chatTemplate->digest() : std::string()));
}

Result<RunOrigin> runOrigin(const std::string& runFolder, const Json& run,
                            const std::string& dataDigest, const std::string& planDigest,
                            std::vector<std::string>& notes, Ranks& ranks)
{
    RunOrigin out;
    MG_TRY(out.checkpoint, newestCheckpoint(runFolder, ranks, out.folder, notes));
    const std::optional<RunParent> parent = parentOf(run);
    if (!out.checkpoint) {
        if (parent) {
            return failure(ErrorKind::Corrupt,
                           MG_TR("train", "The checkpoint that the fork begins with is damaged."),
                           runFolder, MG_TR("train", "Fork the run again."));
        }
        return out;
    }
    const CheckpointState& state = out.checkpoint->state;
    if (parent && parent->step == state.step && parent->planDigest == state.planDigest) {
        out.parent = parent;
    }
    if (state.dataDigest != dataDigest || (!out.parent && state.planDigest != planDigest)) {
        return failure(
            ErrorKind::Invalid,
            MG_TR("train",
                  "The checkpoint belongs to other data, settings, tokenizer or template."),
            out.folder, MG_TR("train", "Undo the change, or start a new run."));
    }
    return out;
}

Result<RunSpec> withChanges(const RunSpec& settings, const Json& changed)
{
    if (!changed.is_object()) {
        return settings;
    }
    Json json = toJson(settings);
    json.merge_patch(changed);
    std::vector<SpecProblem> problems;
    return runSpecFromJson(json, problems);
}

Json changesOf(const RunSpec& settings, const RunSpec& now)
{
    const Json before = toJson(settings);
    const Json after = toJson(now);
    Json out;
    for (const auto& [key, value] : after.items()) {
        if (value != before[key]) {
            out[key] = value;
        }
    }
    return out;
}

}  // namespace marginalia
