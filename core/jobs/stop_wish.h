// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_folder.h"

#include <cstdint>
#include <optional>

namespace marginalia {

/// Requests of control.jsonl by which a run ends later than at the next step: it goes on to its
/// next regular checkpoint and ends there, unless it is told to keep going before.
inline constexpr const char* kStopAtCheckpoint = "stop_at_checkpoint";
inline constexpr const char* kKeepGoing = "keep_going";

/// The step behind `step` at which a run with these settings writes a checkpoint by its plan; none
/// lies behind `total`, at which it ends. Checkpoints that a person asks for are not by plan.
std::int64_t nextCheckpoint(const RunSpec& spec, std::int64_t step, std::int64_t total);

/// Whether the run is to end at its next regular checkpoint, after one more line of its records. An
/// attempt that goes on knows nothing of what the one before it was asked.
bool stopWished(bool wished, const MetricLine& line);

}  // namespace marginalia
