// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/rank_environment.h"
#include "core/jobs/run_folder.h"
#include "core/train/meters.h"

#include <functional>
#include <string>

namespace marginalia {

struct WorkerOptions {
    /// Nobody can answer: what would pause a run ends it instead.
    bool unattended = false;
    /// Of several that train together; a process alone without them. Followers of rank 0 may name
    /// no folder: they take its own.
    RankEnvironment ranks;
    /// For a run in the foreground: called after every step.
    std::function<void(std::int64_t step, std::int64_t total, const MetricValues& metrics)>
        progress;
};

/// Trains the run of a folder to its end, from the newest whole checkpoint when there is one
/// (design.md 2). Gives the exit code: 0 finished or stopped, 1 failed. What happened stands in the
/// folder; a folder that cannot be used, on stderr.
///
/// SIGTERM and SIGINT ask for a checkpoint at the next step and a stop; a second one ends the
/// process at once.
///
/// With several ranks all run this; what happened stands in the folder of rank 0. When one is lost
/// the others end too: exit.json names it, and the run goes on from its last checkpoint.
int runWorker(const std::string& runFolder, const WorkerOptions& options);

}  // namespace marginalia
