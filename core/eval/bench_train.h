// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"

namespace marginalia {

/// `bench train --pairs FILE --model DIR ...`: speed and memory of training on given pairs, through
/// the loop that every run takes.
int runBenchTrain(const cli::Words& words);

/// `bench ways [--json]`: the fast ways that `bench train --without` switches off.
int runBenchWays(const cli::Words& words);

}  // namespace marginalia
