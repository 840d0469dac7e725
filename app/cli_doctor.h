// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `doctor [--json]`: the training library's report, or what can be told without it.
int runDoctor(const Words& words);

}  // namespace marginalia::cli
