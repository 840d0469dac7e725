// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

namespace marginalia {

/// SFT and lambda times the mean squared distance, per trained token, layer and component, between
/// hidden states and those of the same model made worse by one ascent step (objectives.md 4.9;
/// 2511.13052, constants reconstructed). Detached: `hidden`, not `hiddenAux`.
LossOut lfu(const RowBatch& batch, double lambda);

struct SoftqeOptions {
    double alpha = 0.5;  ///< of the distance to the teacher; the contrast has the rest
    double tau = 1;
};
/// Squared distance of a query's vector to the teacher's, and the contrast of its passage with the
/// unit's others (objectives.md 4.11; 2402.12663, weights reconstructed). Detached: the teacher.
LossOut softqe(const RowBatch& batch, const SoftqeOptions& options);

}  // namespace marginalia
