// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/run_setup.h"
#include "core/train/train_data.h"

#include <functional>
#include <string>

namespace marginalia {

/// Fills TrainRow::alignedLogp where the records bring no such number: the mean over the models
/// that `spec.teacher` names (folders or hub names, commas between) of the answer's mean log-prob
/// per token, each under the model's own tokenizer and template (objectives.md 4.6).
///
/// The numbers are kept in `runFolder` with their digest in run.json, so that a resume reads them
/// and needs the models no more. `progress` gets the share done and returns false to stop. Ranks
/// score a share each, all call this together, and rank 0 keeps the numbers.
Status addAlignedScores(TrainData& data, SnapshotReader& snapshot, const RunSpec& spec,
                        const RunEnvironment& environment, const std::string& runFolder,
                        const std::function<bool(double share)>& progress, Ranks& ranks);

}  // namespace marginalia
