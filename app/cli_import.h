// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `import FILE...`: data files into a project, with a report of what was taken and what was
/// refused.
int runImport(const Words& words);

/// `stats`: measures of a project's records.
int runStats(const Words& words);

}  // namespace marginalia::cli
