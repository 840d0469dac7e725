// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"
#include "core/jobs/snapshot_project.h"

#include <optional>

namespace marginalia::cli {

/// `train`: makes a run folder from settings and data files or a project, and trains it in the
/// foreground.
Verb trainVerb();

/// The flags and values that say what is trained, for verbs that make a run as `train` does.
const std::vector<std::string>& trainValues();
/// Makes the run folder that `train` would train. What is wrong goes to stderr, said by `verb`, and
/// the exit code to `code`.
std::optional<PreparedRun> makeRun(const char* verb, const Options& options, int& code);

}  // namespace marginalia::cli
