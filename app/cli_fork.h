// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `fork`: a run that goes on from another one's checkpoint.
Verb forkVerb();
int runFork(const Words& words);

}  // namespace marginalia::cli
