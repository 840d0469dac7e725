// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"

namespace marginalia {

/// `bench first-run`: labels unseen pairs for the warm answer, trains the starter on them and
/// measures both models on unseen word problems. `bench starter`: the verifiers' scores of a model,
/// family by family.
int runBench(const cli::Words& words);

}  // namespace marginalia
