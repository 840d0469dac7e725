// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_folder.h"

#include <cstdint>
#include <string>

namespace marginalia {

/// Says in exit.json how attempt number `attempt` ended whose writer is gone; true: it was said
/// here.
///
/// Nothing is written while somebody holds the folder's lock (the writer lives, or the run goes on
/// already), where exit.json is there, and where a later attempt has begun. Whoever of several
/// comes first says it. Errors are the file system's: the folder cannot be reached or written to.
Result<bool> endForLostWriter(const std::string& runFolder, std::int64_t attempt,
                              const RunExit& exit);

}  // namespace marginalia
