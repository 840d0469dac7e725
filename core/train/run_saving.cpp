// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_saving.h"

#include "core/train/checkpoint.h"
#include "core/train/run_adapter.h"
#include "core/train/shared_saving.h"

#include <c10/core/GradMode.h>

namespace marginalia {

namespace {

/// Masters, moments and what modifiers carry, on the processor.
NamedTensors tensorsOf(TrainLoop& loop)
{
    NamedTensors out = loop.optimizer().weights();
    for (const auto& entry : loop.optimizer().state()) {
        out.push_back(entry);
    }
    for (const auto& [name, tensor] : loop.ruleState()) {
        out.emplace_back(kRulePrefix + name, tensor);
    }
    for (auto& [name, tensor] : out) {
        tensor = tensor.cpu();
    }
    return out;
}

}  // namespace

std::int64_t checkpointBytes(const TrainLoop& loop)
{
    double bytes = 0;
    for (const auto& [name, tensor] : loop.trained()) {
        bytes += static_cast<double>(tensor.numel()) * 16;
    }
    for (const auto& [name, tensor] : loop.ruleState()) {
        bytes += static_cast<double>(tensor.nbytes());
    }
    return static_cast<std::int64_t>(bytes * 1.1) + (std::int64_t{1} << 20U);
}

Result<std::string> saveRun(const std::string& runFolder, PreparedTraining& run, std::int64_t step,
                            std::optional<double> heldOutLoss)
{
    const c10::NoGradGuard noGrad;
    TrainLoop& loop = *run.loop;
    CheckpointState state;
    state.step = step;
    state.optimizerSteps = loop.optimizer().steps();
    state.numTokens = loop.tokens();
    state.skippedInARow = run.skippedInARow;
    state.dataDigest = run.dataDigest;
    state.planDigest = run.planDigest;
    state.environment = run.environment.json;
    state.environment["pack_tokens"] = loop.packBudget();
    if (!run.ranks->alone()) {
        state.environment["ranks"] = run.ranks->size();
    }
    state.heldOutLoss = heldOutLoss;
    state.objective = loop.objectiveState();
    state.changed = changesOf(run.settings, run.spec);
    if (run.decoder->shares() != nullptr) {
        state.environment["sharding"] = "parameters";
        return saveShares(runFolder, run, state);
    }
    const auto writeModel = [&](const std::string& place) {
        return writeTrained(place, *run.decoder, run.spec.model, loop.headOfModel());
    };
    const NamedTensors tensors = tensorsOf(loop);
    if (!run.ranks->isFirst()) {
        return std::string();
    }
    MG_TRY(const std::string folder, saveCheckpoint(runFolder, writeModel, tensors, state));
    MG_CHECK(rotateCheckpoints(runFolder, run.spec.keep_checkpoints));
    return folder;
}

}  // namespace marginalia
