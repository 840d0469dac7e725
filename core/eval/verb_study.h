// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"

namespace marginalia {

/// `study`: objectives x seeds x what is varied, trained one after the other, with one table.
int runStudy(const cli::Words& words);

}  // namespace marginalia
