// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"

namespace marginalia {

/// `doctor [--json]`: what this machine has and can do; 1 when something that training needs is
/// missing.
int runDoctor(const cli::Words& words);

}  // namespace marginalia
