// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/rank_writer.h"
#include "core/train/run_worker.h"

#include <string>

namespace marginalia {

/// One attempt at a run, from loading to its end: what exit.json will say of it. The part of
/// runWorker() behind the opened folder; never throws.
RunExit attemptRun(const std::string& folder, const WorkerOptions& options, Ranks& ranks,
                   RankWriter& writer);

}  // namespace marginalia
