// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `run` and `resume`: a run folder that is trained by the library.
Verb runVerb();
Verb resumeVerb();

}  // namespace marginalia::cli
