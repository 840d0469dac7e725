// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"

namespace marginalia {

/// `run RUNFOLDER`: the worker, detached by its parent; log.txt, low priority.
int runRun(const cli::Words& words);
/// `resume RUNFOLDER`: goes on from the newest whole checkpoint, in the foreground.
int runResume(const cli::Words& words);

}  // namespace marginalia
