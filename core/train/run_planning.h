// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/run_plan.h"
#include "core/train/run_setup.h"

#include <cstdint>
#include <string>

namespace marginalia {

/// Whether what a run keeps between its steps is larger than the memory that is free, before
/// anything is loaded. Memory: it is, with the numbers and what would help.
Status checkStateFits(const RunSpec& spec, const ModelConfig& config,
                      const RunEnvironment& environment);

/// The plan of a run that is ready for its first step, by counting.
RunPlan planPrepared(const PreparedTraining& run);

/// The same with time and activations measured on small work of the run for about `seconds`, which
/// changes nothing that is trained. `others`: bytes of models that write or judge answers.
/// Of its steps those behind `from` count.
Result<RunPlan> planMeasured(PreparedTraining& run, double seconds, std::int64_t others = 0,
                             std::int64_t from = 0);

/// Of a run about to begin: measured where that is little beside the run itself, else counted.
Result<RunPlan> planAtStart(PreparedTraining& run);

/// Loads a run folder that has not begun and plans it. A run that writes its answers itself writes
/// its first round into the folder, so this is for copies. What does not fit at all is not loaded:
/// its plan is counted, not measured. As a fork that goes on behind the step `from` it takes the
/// time of the steps that remain.
Result<RunPlan> planRun(const std::string& runFolder, double seconds, std::int64_t from = 0);

/// What other models would say of the data, where only time and memory matter.
Status putStandIns(TrainData& data, RecordNumbers numbers, std::int64_t hidden);

}  // namespace marginalia
