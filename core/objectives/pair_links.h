// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

namespace marginalia {

/// Numbers of a loss by the letters of objectives.md 2; each link reads its own.
struct LinkNumbers {
    double beta = 0.1;
    double gamma = 0;    ///< asked-for margin of all pairs, inside the sigmoid
    double delta = 1;    ///< slic: asked-for margin; bco_pair: the shift, detached
    double lambda = 1;   ///< weight of a second part
    double kappa = 1;    ///< asft_abs: weight of the likelihood
    double tau = 1;      ///< discopop: width of the blend
    double tie = 0;      ///< logistic: half-width of the band in which answers tie, nats of u
    double epsilon = 0;  ///< share of wrong labels that a link itself assumes
};

/// What a link sees of the P pairs of a unit: [P] each.
struct PairView {
    at::Tensor chosen;    ///< score
    at::Tensor rejected;  ///< score
    LinkNumbers n;
    at::Tensor margin;      ///< asked-for margin of each pair, nats; or undefined
    at::Tensor tied;        ///< [P] bool, judged equally good; or undefined
    at::Tensor chosenProb;  ///< chance to beat the policy; undefined: hard labels
    at::Tensor rejectedProb;
    at::Tensor pairEpsilon;    ///< share of wrong labels, by pair; or undefined
    at::Tensor target;         ///< slic: log-prob sum of the answer to imitate
    at::Tensor chosenAverage;  ///< asft_abs: S / n of the chosen answer
};

/// Unreduced loss of each pair. `sign` -1 gives the loss of the pair the wrong way round: u becomes
/// -u (objectives.md 1); links that judge each answer by itself ignore it and take no noise model.
using PairLink = at::Tensor (*)(const PairView& pairs, double sign);

namespace links {

at::Tensor logistic(const PairView& pairs, double sign);  ///< -log s(u), u = beta d - gamma - m
at::Tensor hinge(const PairView& pairs, double sign);     ///< max(0, 1 - beta d)
at::Tensor squared(const PairView& pairs, double sign);   ///< (d - 1/(2 beta))^2
at::Tensor discopop(const PairView& pairs, double sign);  ///< -log s(u)(1-s(u/tau)) + e^-u s(u/tau)
at::Tensor exo(const PairView& pairs, double sign);       ///< KL(s(u) || 1 - epsilon)
at::Tensor nca(const PairView& pairs, double sign);
at::Tensor bco(const PairView& pairs, double sign);
at::Tensor sppoHard(const PairView& pairs, double sign);
at::Tensor sppo(const PairView& pairs, double sign);
at::Tensor apoZero(const PairView& pairs, double sign);
at::Tensor apoDown(const PairView& pairs, double sign);
at::Tensor calDpo(const PairView& pairs, double sign);
at::Tensor dpop(const PairView& pairs, double sign);
at::Tensor slic(const PairView& pairs, double sign);
at::Tensor asftAbsolute(const PairView& pairs, double sign);
at::Tensor mcts(const PairView& pairs, double sign);  ///< smoothed with each pair's own epsilon

}  // namespace links

}  // namespace marginalia
