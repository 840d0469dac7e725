// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

namespace marginalia {

struct PpoOptions {
    double klCoefficient = 0.05;
    bool k3 = false;  ///< estimator of the penalty; else k1
    double gamma = 1;
    double lambda = 0.95;
    double clip = 0.2;
    double clipValue = 0.2;
    double valueWeight = 0.1;
    bool whiten = true;
};

/// Per-token rewards folded into advantages by generalised advantage estimation (Schulman et al.
/// 2016, eq. 16); [T], detached, 0 outside the mask.
struct Advantages {
    at::Tensor advantages;  ///< whitened where asked for: divisor n - 1, 1e-8 under the root
    at::Tensor returns;     ///< advantage plus old value, before whitening
};
/// `scores` [N] are added at each row's last trained token; the KL penalty at every token.
Advantages generalisedAdvantages(const RowBatch& batch, const at::Tensor& scores,
                                 const PpoOptions& options);

/// Proximal policy optimisation with a critic (Schulman et al. 2017, eq. 7; for language models
/// Ziegler et al. 2019, Huang et al. 2024). Terms "policy" and "value", both weighted means over
/// tokens. Row metrics "advantages" and "returns" are by token, [T].
///
/// Detached: rewards, advantages, returns, old values, old and reference log-probs.
LossOut ppo(const RowBatch& batch, const PpoOptions& options);

struct SelfRewardOptions {
    bool average = false;  ///< mean over tokens instead of the sum
    double clamp = 0;      ///< bound of the score's size; 0: none
    PpoOptions ppo;
};

/// Score of self-rewarding PPO (2510.21090): log-prob after supervised training minus before,
/// [N].
at::Tensor selfRewards(const RowBatch& batch, const SelfRewardOptions& options);

/// PPO on those scores. Without a critic's values there is nothing to train, and the one term
/// "score" is their mean.
LossOut selfRewardingPpo(const RowBatch& batch, const SelfRewardOptions& options);

struct CarftOptions {
    double tau = 0.2;
    double contrastWeight = 1;
    PpoOptions ppo;
};

/// CARFT (2508.15868): sampled chains of thought whose answer is right are drawn to the annotated
/// one, against the other samples of the unit; PPO's terms beside it where the rows bring values.
///
/// The similarity with the own annotation is capped at 0.9 in the numerator only; wrong rows stand
/// in the sum and give no term. Detached: the annotated embedding, and what PPO detaches.
LossOut carft(const RowBatch& batch, const CarftOptions& options);

}  // namespace marginalia
