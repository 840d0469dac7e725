// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/rank_environment.h"

#include <string>

namespace marginalia {

/// Runs a folder's training in this process and prints progress on stderr: a line a second, and
/// what came out at the end. Gives the worker's exit code, or 3
/// when the run was stopped before its end. Of several ranks rank 0 prints.
int trainInForeground(const std::string& runFolder, bool quiet, const RankEnvironment& ranks = {});

}  // namespace marginalia
