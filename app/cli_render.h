// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `render`: a conversation as the model sees it, and which tokens are trained.
int runRender(const Words& words);

}  // namespace marginalia::cli
