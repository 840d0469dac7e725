// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"
#include "core/base/result.h"

namespace marginalia::cli {

/// `away`: targets, which are machines reached by ssh, and runs that train on them.
Verb awayVerb();

/// What `away` does with runs: `words` without the name of what is done.
int awayTrain(const Words& words);
int awayAttach(const Words& words);
int awayResume(const Words& words);
int awayFetch(const Words& words);
/// `kind`: stop, pause, save, sample.
int awayAsk(const std::string& kind, const Words& words);

/// Prints an error of `away`; gives the exit code.
int awayFailed(const Error& error);

}  // namespace marginalia::cli
