// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/train/run_setup.h"

#include <cstdint>
#include <optional>
#include <string>

namespace marginalia {

/// Bytes on the disk that a checkpoint of the run takes at most: weights, masters and moments.
std::int64_t checkpointBytes(const TrainLoop& loop);

/// Writes a checkpoint of everything that the next step depends on, and deletes old ones by the
/// run's rule; gives its folder. All ranks call it: rank 0 gets the others' state and writes what a
/// process alone would write; the others write nothing and give an empty name.
Result<std::string> saveRun(const std::string& runFolder, PreparedTraining& run, std::int64_t step,
                            std::optional<double> heldOutLoss);

}  // namespace marginalia
