// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"
#include "core/base/result.h"
#include "core/data/record.h"
#include "core/jobs/run_spec.h"
#include "core/jobs/snapshot_project.h"
#include "core/store/types.h"

#include <string>
#include <vector>

namespace marginalia::cli {

/// What verbs take that train or say what a training would do: --preset, --spec, --model,
/// --objective, --name, --set and --term, laid over the defaults in this order. Problems go to
/// stderr.
Result<RunSpec> specFrom(const Options& options);

/// The records of the files that are named, with --format, --map and --limit; what was refused goes
/// to stderr.
Result<std::vector<Record>> recordsFrom(const Options& options);

/// Absolute, so that what holds it can be used from anywhere.
std::string absolutePath(const std::string& path);

/// The start model's folder in the place of its name; a name of the hub gets its commit, so that it
/// is as good as a folder. Without a model nothing happens.
Status settleModel(RunSpec& spec);

/// A run folder below `runsFolder` (empty: the project's own) with the records of --project and
/// --filter, or of the files that are named.
Result<PreparedRun> snapshotFrom(const Options& options, const RunSpec& spec,
                                 const std::string& runsFolder);

/// --filter, as saved views keep it; everything without.
Result<Filter> filterFrom(const Options& options);

}  // namespace marginalia::cli
