// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `diff`: what two runs do not have alike.
Verb diffVerb();
int runDiff(const Words& words);

}  // namespace marginalia::cli
