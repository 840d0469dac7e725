// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `check`: what an objective, or each of the catalogue, would make of the labels of files or of a
/// project, and what is wrong with the settings of a run.
int runCheck(const Words& words);

}  // namespace marginalia::cli
