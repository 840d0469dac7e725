// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `control`: asks something of the worker of a run folder (control.jsonl).
Verb controlVerb();
int runControl(const Words& words);

}  // namespace marginalia::cli
