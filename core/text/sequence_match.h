// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace marginalia {

/// Pairs of equal items in increasing order on both sides: a longest common subsequence where the
/// two differ little, else what items that occur once on each side anchor. Work is bounded by about
/// (items x 500).
std::vector<std::pair<size_t, size_t>> matchSequences(const std::vector<int>& left,
                                                      const std::vector<int>& right);

}  // namespace marginalia
