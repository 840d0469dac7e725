// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `train`: makes a run folder from settings and data files or a project, and trains it in the
/// foreground.
int runTrain(const Words& words);

}  // namespace marginalia::cli
