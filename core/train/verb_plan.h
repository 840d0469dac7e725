// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"

namespace marginalia {

/// `plan RUNFOLDER`, behind `marginalia-cli plan`: what a run that has not begun will need.
int runPlan(const cli::Words& words);

}  // namespace marginalia
