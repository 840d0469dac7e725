// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/shared_weights.h"
#include "core/train/checkpoint.h"
#include "core/train/run_setup.h"

#include <string>

/// A run whose weights lie in shares: what the optimizer has of them, and checkpoints. Their files
/// are those of one process, and no process holds more than its share and one tensor.
namespace marginalia {

/// What this rank keeps of the weights, as an optimizer's parameters by the names of their tensors.
NamedTensors keptTensors(const SharedWeights& shares);

/// saveRun() with weights in shares: a call of all ranks together. The folder on rank 0, which
/// writes tensor by tensor what the others hand out; empty elsewhere.
Result<std::string> saveShares(const std::string& runFolder, PreparedTraining& run,
                               const CheckpointState& state);

/// Puts weights and moments of a checkpoint back: all of them, or what this rank keeps. Corrupt: a
/// tensor is missing or has another shape.
Status restoreOptimizer(PreparedTraining& run, const NamedTensors& weights,
                        const NamedTensors& moments, std::int64_t steps);

}  // namespace marginalia
