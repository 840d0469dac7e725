// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"
#include "core/jobs/fork.h"

namespace marginalia::cli {

/// `fork`: a run that goes on from another one's checkpoint.
Verb forkVerb();
int runFork(const Words& words);

/// Where the run folder is forked as --at says: the newest checkpoint without it.
Result<ForkPoint> forkPointFrom(const std::string& runFolder, const Options& options);
/// The parent's settings with those of --spec, --set and --name laid over them; what is wrong with
/// them goes to stderr.
Result<RunSpec> forkSpec(const ForkPoint& point, const Options& options);

}  // namespace marginalia::cli
