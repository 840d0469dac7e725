// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"

namespace marginalia {

/// `convert FOLDER --dtype bf16|fp32 --out FOLDER`: the same model with weights of another type; of
/// an adapter, its base with the adapter folded in.
int runConvert(const cli::Words& words);

}  // namespace marginalia
