// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `objectives [ID] [--json]`: the catalogue of training objectives and the presets.
int runObjectives(const Words& words);

}  // namespace marginalia::cli
