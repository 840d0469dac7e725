// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"

namespace marginalia::cli {

/// `inspect MODEL...`: what a model is, whether it loads, and what it needs.
int runInspect(const Words& words);

}  // namespace marginalia::cli
