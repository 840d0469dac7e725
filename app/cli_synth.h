// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `synth`: writes a corpus of the starter world.
int runSynth(const Words& words);

}  // namespace marginalia::cli
