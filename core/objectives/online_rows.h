// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

#include <cstdint>

namespace marginalia {

enum class NftWeight : std::uint8_t { OneMinusQ, Sqrt, One };

struct NftOptions {
    double negativeWeight = 1;
    NftWeight weight = NftWeight::OneMinusQ;
    bool wholeAnswers = false;  ///< one ratio per answer
};

/// Negative-aware fine-tuning (Chen et al. 2025, eq. 11): right answers of a group are made
/// likelier, wrong ones through the policy that is left when the right ones are taken out. Rewards
/// are 0 or 1; a group that is all right or all wrong gives nothing.
///
/// Detached: old log-probs, success rates, the floor of 1 under the wrong rows' ratio
/// (straight-through). The sum over rows is divided by Objective::ownDenominator.
LossOut nft(const RowBatch& batch, const NftOptions& options);

/// A*-PO (Brantley et al. 2025, eq. 4): the log-ratio regresses on reward minus the optimal value,
/// which `beta1` estimates from the reference's rewards (RowValues::referenceRewards). Detached:
/// reference, rewards, V*. Row metric "v_star".
LossOut apoStar(const RowBatch& batch, double beta1, double beta2);

/// Generalised knowledge distillation (Agarwal et al. 2024): mean divergence of student and teacher
/// per token (TokenStatistics::jsd), whoever wrote the text. Detached: the teacher.
LossOut gkd(const RowBatch& batch);

struct MiniLlmOptions {
    double gamma = 0;
    bool lengthNorm = true;
    bool singleStep = true;
};

/// MiniLLM (Gu et al. 2024, eq. 3): reverse KL on the student's own samples, by policy gradient
/// with the discounted log-ratio to the teacher as advantage, plus the exact KL of each single
/// step. Detached: advantages, teacher.
LossOut miniLlm(const RowBatch& batch, const MiniLlmOptions& options);

}  // namespace marginalia
