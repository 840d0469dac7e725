// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"
#include "core/objectives/pair_scores.h"

namespace marginalia {

/// What all losses on single judged answers share. Rows of other roles add nothing.
struct UnpairedOptions {
    double beta = 0.1;
    double desirableWeight = 1;
    double undesirableWeight = 1;
    ScoreChanges changes;  ///< humanline only
};

struct KtoOptions : UnpairedOptions {
    bool allKlRows = true;  ///< false: mismatched rows without a trained token are left out of z0
    bool referencePoint = true;  ///< false: z0 = 0, which is APO-zero on single answers
};

/// Prospect-theoretic loss of judged answers (Ethayarajh et al. 2024; objectives.md 3.1) and
/// APO-zero (D'Oosterlinck et al. 2024; 3.2). Detached: the reference and z0, the mean log-ratio of
/// the unit's mismatched rows, not below 0.
LossOut kto(const RowBatch& batch, const KtoOptions& options);

struct BcoOptions : UnpairedOptions {
    enum class Shift : std::uint8_t { RunningMean, ClassMean, Fixed };
    Shift shift = Shift::RunningMean;
};

/// Binary classifier optimisation (Jung et al. 2024; objectives.md 3.3). state["mean"] and
/// state["count"] carry the shift; undesirable rows with a chance to be of a desirable prompt weigh
/// p / (1 - p) between 0.5 and 10. Detached: the reference, the shift, these weights.
LossOut bco(const RowBatch& batch, const BcoOptions& options, ObjectiveState& state);

/// Weight of undesirable rows for underlying-distribution matching (3.3): [N].
at::Tensor distributionWeights(const at::Tensor& pDesirable);

}  // namespace marginalia
