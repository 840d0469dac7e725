// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"

namespace marginalia {

/// `convert MODEL --to folder|adapter|merged|gguf --out PATH`: a model in a form that others read.
int runConvert(const cli::Words& words);

}  // namespace marginalia
