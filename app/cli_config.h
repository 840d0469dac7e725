// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `config import`: settings of TRL, LLaMA-Factory or axolotl as settings of ours, with a report.
int runConfig(const Words& words);

}  // namespace marginalia::cli
