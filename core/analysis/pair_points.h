// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/loss_curves.h"
#include "core/base/uid.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

/// A pair as a run last met it.
struct RunPair {
    Uid uid;
    std::uint32_t snapshotIndex = 0;
    std::int64_t step = 0;
    PairPoint point;
};

/// The last visit of the run's pairs, from rows.bin, in the order of their first visit; more than
/// `most` are thinned evenly. Empty when the run trains on no pairs. Reads the file once: not for
/// the GUI thread.
std::vector<RunPair> pairsOfRun(const std::string& runFolder, std::size_t most);

}  // namespace marginalia
