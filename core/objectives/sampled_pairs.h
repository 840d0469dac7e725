// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

namespace marginalia {

struct SampledPairOptions {
    double beta = 0.1;
    bool ipo = false;  ///< squared distance to 1 / (2 beta), on sums
    double alpha = 0;  ///< XPO's optimism
};

/// Online DPO (Guo et al. 2024): two samples of a prompt, the one with the higher reward is chosen
/// (ties: the first), then DPO or IPO on sums. Detached: reference sums, rewards.
/// Row metric "chosen": the number within its pair (0 or 1) of the row that was chosen.
LossOut onlineDpo(const RowBatch& batch, const SampledPairOptions& options);

/// XPO (Xie et al. 2024, algorithm 1): one sample of the policy, one of the reference; the pair's
/// loss plus alpha times the policy's log-prob of the reference's sample. Ties go to the policy.
LossOut xpo(const RowBatch& batch, const SampledPairOptions& options);

/// Nash-MD (Munos et al. 2024): beta times the KL part minus (P - 1/2) times the log-prob, where P
/// (RowValues::prob) is the chance that the sample beats one of the mixture. Detached: P and the
/// log-ratio in the KL part, which ignores the terms across tokens. Reference samples give nothing.
LossOut nashMd(const RowBatch& batch, double beta);

}  // namespace marginalia
