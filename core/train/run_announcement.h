// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/run_setup.h"

namespace marginalia {

/// Writes the first event of an attempt: "start" of a run or a fork, with the check that policy and
/// reference are the same model there, or "resume" with what is not exact.
/// Of several ranks the first speaks.
Status announceRun(RunWriter& writer, PreparedTraining& run);

}  // namespace marginalia
