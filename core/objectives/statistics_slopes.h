// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/token_statistics.h"

#include <ATen/core/Tensor.h>

namespace marginalia {

/// What the loss changes by with each statistic of a chunk, [C]; undefined: nothing.
struct StatisticsUpstream {
    at::Tensor logps;
    TokenStatistics statistics;
};

/// d loss / d logits [C, V] of a chunk in closed form (the table of objectives.md 12.3).
at::Tensor slopeOfLogits(const at::Tensor& logits, const at::Tensor& other,
                         const at::Tensor& target, const StatisticsRequest& request,
                         const at::Tensor& samples, const StatisticsUpstream& upstream);

}  // namespace marginalia
