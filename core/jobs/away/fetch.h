// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/away/note.h"
#include "core/jobs/away/upload.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace marginalia::away {

enum class FetchWhich { Newest, All };

/// Fetches whole checkpoints of a run into the run folder here: the newest one, all, or that of
/// `step`; those that are here already are passed over. Every file is checked against size and
/// SHA-256 of the manifest, and the folder appears whole or not at all; a file that was cut goes on
/// where it ended. Gives the folders that are here now, oldest first.
Result<std::vector<std::string>> fetchCheckpoints(const Ssh& ssh, const std::string& runFolder,
                                                  const Note& note, FetchWhich which,
                                                  std::optional<std::int64_t> step,
                                                  const Watcher& watcher);

}  // namespace marginalia::away
