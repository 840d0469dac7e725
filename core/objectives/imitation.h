// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

namespace marginalia {

/// -p lp of each token with p = e^lp detached: the gradient of likelihood, scaled by how likely the
/// token is already (objectives.md 4.3; Wu et al. 2025, 2508.05629).
LossOut dft(const RowBatch& batch);

struct AnchoredSftOptions {
    double lambda = 0.05;  ///< of the divergence
    bool plain = false;    ///< every token counts alike, instead of by its probability
};
/// DFT (or SFT) and lambda KL(reference || policy) over the whole vocabulary (objectives.md 4.4;
/// 2509.23753). Detached: the token's weight; the reference. Needs klFromOther.
LossOut anchoredSft(const RowBatch& batch, const AnchoredSftOptions& options);

struct EaftOptions {
    double alpha = 1;
    double normaliser = 3;  ///< about ln 20, nats
};
/// Likelihood weighted by (entropy of the likeliest tokens / normaliser)^alpha (objectives.md 4.5;
/// 2601.02151). Detached: the weight. Needs topEntropy.
LossOut eaft(const RowBatch& batch, const EaftOptions& options);

struct PoftOptions {
    double beta = 1;
    double gamma = 0;
};
/// -log sigmoid(beta (a - mean a of aligned models) + gamma) of each row, a = log-prob per token
/// (objectives.md 4.6; 2412.12865). The aligned models' numbers are constants of the data.
LossOut poft(const RowBatch& batch, const PoftOptions& options);

enum class ImplicitReward : std::uint8_t { Tv, Chi2, Hellinger, Js };
struct IrSftOptions {
    ImplicitReward divergence = ImplicitReward::Tv;
    bool byToken = true;
    double beta = 0.1;
};
/// -phi(beta log-ratio) by token or by row (objectives.md 4.7; 2507.00018, losses reconstructed
/// from Garg et al. 2021). Detached: the reference; the clamp at -0.5 of hellinger and js is
/// straight-through.
LossOut irSft(const RowBatch& batch, const IrSftOptions& options);

/// The sum that the vocabulary stage makes of each token's one-step rollouts (objectives.md 4.8;
/// 2509.26313). Detached: the proposal. Needs rollout.
LossOut otr(const RowBatch& batch);

/// Mean over rows of the rows' token means (objectives.md 4.10; 2509.22072). Detaches nothing;
/// which tensors train is the modifier module_selection.
LossOut locftBf(const RowBatch& batch);

}  // namespace marginalia
