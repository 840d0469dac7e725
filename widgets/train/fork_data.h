// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/budget.h"
#include "core/jobs/fork.h"

#include <optional>
#include <string>

namespace marginalia {

/// What a fork goes on from, and the size of the data that it trains on.
struct ForkSource {
    ForkPoint point;
    DataSize size;
};

/// As forkPoint(), with the run's data counted and some of it read for its lengths. Not for the GUI
/// thread.
Result<ForkSource> readForkSource(const std::string& runFolder, std::optional<std::int64_t> step);

}  // namespace marginalia
