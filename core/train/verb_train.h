// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"

namespace marginalia {

/// `train`: makes a run folder from a spec and data files or a project, and trains it in the
/// foreground.
int runTrain(const cli::Words& words);

}  // namespace marginalia
