// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/train/rank_words.h"

#include <optional>
#include <string>

namespace marginalia {

/// Why the ranks no longer work together, for people; `problem` is what the library said. Rank 0
/// finds out who is missing, because it tells the run folder: it waits for the others' words.
Error lossAsFirst(RankWords& words, int size, const std::string& problem);

/// The same for any other rank, by rank 0's last word and whether it went without one. Cancelled:
/// rank 0 ended the run.
Error lossAsOther(const std::optional<RankWords::Word>& first, bool firstLost, int size,
                  const std::string& problem);

}  // namespace marginalia
