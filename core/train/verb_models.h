// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"

namespace marginalia {

/// `host`: serves a window on stdin and stdout (core/jobs/host_protocol.h).
int runHost(const cli::Words& words);

/// `sample --model M --prompt T ...`: lets a model write.
int runSample(const cli::Words& words);

/// `score --model M --prompt P --completion C ...`: log-probabilities of an answer, token by token.
int runScore(const cli::Words& words);

}  // namespace marginalia
