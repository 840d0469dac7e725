// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/train/adamw.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace marginalia {

/// Begins the names of tensors that modifiers carry (core/train/step_rules.h).
inline constexpr const char* kRulePrefix = "rule.";

/// What a checkpoint is made of besides tensors: everything that the next step depends on. There is
/// no generator to keep: order and partners of the data are functions of seed and step.
struct CheckpointState {
    std::int64_t step = 0;
    std::int64_t optimizerSteps = 0;
    double numTokens = 0;
    std::int64_t skippedInARow = 0;
    std::string dataDigest;  ///< of data.bin
    std::string planDigest;  ///< of settings that the order of the data follows from
    Json environment;        ///< threads, processor path, device, dtype, versions
    std::optional<double> heldOutLoss;
    /// What the objective carries from step to step; empty for most, and in checkpoints of versions
    /// that had no such objective.
    std::map<std::string, std::vector<double>> objective;
    /// Settings that were changed while the run went on, as a patch of run.json's; null: none.
    Json changed;
};

/// checkpoints/step-000100/: what was trained, optimizer.safetensors, state.json, and manifest.json
/// last. Made beside as ".partial" and renamed; read back before it counts.
///
/// `writeModel` fills the folder it is given (which may not be there yet) with what transformers
/// or PEFT load: a model, its weights as the model's files hold them (bf16 of the masters, or
/// float32), or an adapter. `optimizer` has masters and moments.
Result<std::string> saveCheckpoint(
    const std::string& runFolder,
    const std::function<Status(const std::string& folder)>& writeModel,
    const NamedTensors& optimizer, const CheckpointState& state);

/// The same; `writeOptimizer` writes the file of masters and moments that it is given.
Result<std::string> saveCheckpoint(
    const std::string& runFolder,
    const std::function<Status(const std::string& folder)>& writeModel,
    const std::function<Status(const std::string& path)>& writeOptimizer,
    const CheckpointState& state);

/// Every file of the manifest with its size and SHA-256, and no other; the error says what is
/// wrong.
Status verifyCheckpoint(const std::string& folder);

struct LoadedCheckpoint {
    CheckpointState state;
    NamedTensors tensors;  ///< of optimizer.safetensors
};
/// A missing entry is an error, not a default.
Result<LoadedCheckpoint> loadCheckpoint(const std::string& folder);

/// Deletes old checkpoints beyond `keep`; the newest whole one, the best held-out one and pinned
/// ones (a file "pinned") stay. By manifest step, not by name or time.
Status rotateCheckpoints(const std::string& runFolder, std::int64_t keep);

}  // namespace marginalia
