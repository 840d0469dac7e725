// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"
#include "core/base/result.h"
#include "core/data/record.h"
#include "core/jobs/run_spec.h"
#include "core/store/types.h"

#include <vector>

namespace marginalia::cli {

/// What verbs take that train or say what a training would do: --preset, --spec, --model,
/// --objective, --name, --set and --term, laid over the defaults in this order. Problems go to
/// stderr.
Result<RunSpec> specFrom(const Options& options);

/// The records of the files that are named, with --format, --map and --limit; what was refused goes
/// to stderr.
Result<std::vector<Record>> recordsFrom(const Options& options);

/// --filter, as saved views keep it; everything without.
Result<Filter> filterFrom(const Options& options);

}  // namespace marginalia::cli
