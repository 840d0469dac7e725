// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `control`: asks something of the worker of a run folder (control.jsonl).
Verb controlVerb();
int runControl(const Words& words);

/// What `stop` asks for by its options --at-checkpoint and --cancel; empty: both are given.
std::string stopKind(const Options& options);

}  // namespace marginalia::cli
