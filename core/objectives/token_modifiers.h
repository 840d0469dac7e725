// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

namespace marginalia {

struct TopEntropyOptions {
    double share = 0.2;     ///< of the step's tokens that stay
    bool keptOnly = false;  ///< divide by the tokens that stay
};
/// A loss of tokens on those alone whose entropy is in the top share of the step: at or above the
/// linearly interpolated quantile 1 - share (objectives.md 9.14; Wang et al. 2025, 2506.01939). The
/// others leave the sum; they stay in the divisor, or with `keptOnly` the unit's part of it is
/// divided by the kept ones instead. Detached: the entropies.
Objective onTopEntropy(Objective base, const TopEntropyOptions& options);

/// A loss minus `coefficient` times the entropy of every trained token (objectives.md 7.1). Asks
/// for the entropy with its gradient.
Objective withEntropyBonus(Objective base, double coefficient);

/// Puts on those of the modifiers that are about tokens, in their order; others are passed over.
Result<Objective> withTokenModifiers(Objective base, const std::vector<ModifierSpec>& modifiers);

/// The threshold of onTopEntropy over the trained tokens of the step, nats.
double entropyThreshold(const RowBatch& batch, double share);

}  // namespace marginalia
