// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_folder.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace marginalia {

/// Where a run can be forked: a checkpoint with everything that the next step depends on.
struct ForkPoint {
    std::string run;  ///< the parent's folder
    CheckpointInfo checkpoint;
    RunSpec spec;  ///< the settings in force there, with what was changed on the way
    std::string planDigest;
};

/// The newest resumable checkpoint that lies not behind `step`; without a step the newest of all.
/// NotFound says which ones there are.
Result<ForkPoint> forkPoint(const std::string& runFolder, std::optional<std::int64_t> step);

/// What keeps a fork from having these settings: those that the checkpoint or the frozen data
/// decide. Beside checkRunSpec(), which it does not repeat.
std::vector<SpecProblem> checkFork(const ForkPoint& point, const RunSpec& spec);

/// Makes a run folder below `runsFolder` that goes on from there with `spec`: the parent's data,
/// reference values, rounds and the checkpoint itself (linked where the file system can, so that
/// the parent may delete its own), run.json with {"parent": {"run", "step", ...}}. The worker
/// resumes it like any other. Nothing is left behind on failure.
Result<std::string> forkRun(const ForkPoint& point, const RunSpec& spec,
                            const std::string& runsFolder);

/// Which run a fork came from; "parent" of run.json.
struct RunParent {
    std::string run;  ///< name of its folder
    std::int64_t step = 0;
    std::string planDigest;  ///< of the checkpoint that it begins with
};
std::optional<RunParent> parentOf(const Json& runJson);

}  // namespace marginalia
