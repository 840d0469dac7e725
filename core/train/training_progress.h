// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace marginalia {

/// Runs a folder's training in this process and prints progress on stderr: a line a second, and
/// what came out at the end. Gives the worker's exit code, or 3
/// when the run was stopped before its end.
int trainInForeground(const std::string& runFolder, bool quiet);

}  // namespace marginalia
