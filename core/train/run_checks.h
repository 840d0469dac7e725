// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/run_setup.h"

#include <string>

namespace marginalia {

/// Writes plan.json of a run or a fork that begins, and an event where less memory is free than the
/// run needs: its streams become shorter then, as far as that helps, on all ranks alike, and where
/// it does not help, blocks are computed again in the backward pass.
Status planMemory(RunWriter& writer, const std::string& runFolder, PreparedTraining& run);

/// Says in the run's events and log that streams became shorter since the last look, because memory
/// ran out. The run keeps to it, also when it is taken up again.
Status tellShorterStreams(RunWriter& writer, const std::string& runFolder, PreparedTraining& run,
                          std::int64_t step);

/// The same of blocks that are computed again since then.
Status tellRecomputing(RunWriter& writer, const std::string& runFolder, PreparedTraining& run,
                       std::int64_t step);

/// "Memory ran out; 312 MB are free."
std::string sayMemoryRanOut();

}  // namespace marginalia
