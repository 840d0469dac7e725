// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/advantages.h"
#include "core/objectives/objective.h"

#include <cstdint>

namespace marginalia {

/// How a token's term is formed and how terms are averaged (objectives.md 7.1).
enum class GrpoLoss : std::uint8_t { Grpo, Bnpo, Dapo, DrGrpo, Cispo, Sapo, Luspo, Vespo };
enum class RatioLevel : std::uint8_t { Token, Sequence, SequenceToken };
enum class SamplerCorrection : std::uint8_t {
    None,
    TokenTruncate,
    TokenMask,
    SequenceTruncate,
    SequenceMask
};

struct GrpoOptions {
    GrpoLoss loss = GrpoLoss::Dapo;
    RatioLevel level = RatioLevel::Token;
    RewardScale scale = RewardScale::Group;
    SamplerCorrection correction = SamplerCorrection::None;
    double samplerCap = 3;
    double epsilon = 0.2;
    double epsilonHigh = 0.2;
    double delta = 0;  ///< cap of the ratio in the unclipped branch; 0: none
    double beta = 0;   ///< of the KL term
    bool unbiasedKl = true;
    double topEntropy = 1;          ///< share of tokens kept, those of the highest entropy
    double entropyCoefficient = 0;  ///< of the entropy bonus
    double offPolicyThreshold = 0;  ///< 0: no row is left out
    double longest = 512;           ///< completion length of dr_grpo's divisor
    double sapoPositive = 1;
    double sapoNegative = 1.05;
    double vespoKPositive = 2;
    double vespoLambdaPositive = 3;
    double vespoKNegative = 3;
    double vespoLambdaNegative = 2;
};

/// Group relative policy optimisation (Shao et al. 2024, eq. 3) and its relatives: DAPO (Yu et al.
/// 2025), Dr. GRPO (Liu et al. 2025), BNPO, CISPO (MiniMax 2025), SAPO, GSPO (Zheng et al. 2025),
/// LUSPO and VESPO; forms and reductions as in TRL 1.16.
///
/// Detached: advantages, old, sampler and reference log-probs, the weights of cispo and vespo, the
/// sequence ratio of `SequenceToken`, masks by entropy and off-policy rows. Not detached: the ratio
/// elsewhere, also where it multiplies the KL term. bnpo divides by the tokens of its own unit.
///
/// Row metrics: "advantages", "row_sum" (token terms of policy and KL).
LossOut grpo(const RowBatch& batch, const GrpoOptions& options);

struct GmpoOptions {
    RewardScale scale = RewardScale::Group;
    double epsilon = 0.4;
    double epsilonHigh = 0.4;
    double beta = 0;
};

/// Geometric mean policy optimisation (Zhao et al. 2025): -A exp(mean of the log-ratios, clipped in
/// the direction of A), plus beta times the row's mean k3. Detached: advantages, old and reference
/// log-probs.
LossOut gmpo(const RowBatch& batch, const GmpoOptions& options);

struct RlooOptions {
    double beta = 0.05;  ///< of the KL penalty in the reward
    double epsilon = 0.2;
    double epsilonHigh = 0.2;
    bool groupMean = false;
    bool normalise = false;
};

/// REINFORCE leave-one-out (Ahmadian et al. 2024, eq. 8) with the clipped ratio of whole answers,
/// as TRL's RLOOTrainer. Detached: advantages with the penalty in them, old and reference
/// log-probs.
LossOut rloo(const RowBatch& batch, const RlooOptions& options);

}  // namespace marginalia
