// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/pair_links.h"

#include "core/objectives/safe_math.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/square.h>
#include <ATen/ops/where.h>

#include <cmath>

namespace marginalia::links {

namespace {

/// -log s(z): exact on both sides.
at::Tensor softplusOfMinus(const at::Tensor& z)
{
    return -safe::logSigmoid(z);
}

at::Tensor difference(const PairView& pairs)
{
    return pairs.chosen - pairs.rejected;
}

}  // namespace

at::Tensor logistic(const PairView& pairs, double sign)
{
    at::Tensor u = pairs.n.beta * difference(pairs) - pairs.n.gamma;
    if (pairs.margin.defined()) {
        u = u - pairs.margin;
    }
    const double nu = pairs.n.tie;
    if (nu == 0) {
        return softplusOfMinus(sign * u);
    }
    // Rao and Kupper: P(better) = s(u - nu), P(tie) = (e^2nu - 1) s(u - nu) s(-u - nu).
    const at::Tensor decided = softplusOfMinus(sign * u - nu);
    if (!pairs.tied.defined()) {
        return decided;
    }
    const at::Tensor tie =
        softplusOfMinus(u - nu) + softplusOfMinus(-u - nu) - std::log(std::expm1(2 * nu));
    return at::where(pairs.tied, tie, decided);
}

at::Tensor hinge(const PairView& pairs, double sign)
{
    return at::relu(1 - sign * pairs.n.beta * difference(pairs));
}

at::Tensor squared(const PairView& pairs, double sign)
{
    return at::square(sign * difference(pairs) - 0.5 / pairs.n.beta);
}

at::Tensor discopop(const PairView& pairs, double sign)
{
    const at::Tensor u = sign * pairs.n.beta * difference(pairs);
    const at::Tensor g = u / pairs.n.tau;
    // e^-u s(g) as one exponential: the factors alone are inf and 0.
    return softplusOfMinus(u) * at::sigmoid(-g) + at::exp(safe::logSigmoid(g) - u);
}

at::Tensor exo(const PairView& pairs, double sign)
{
    const at::Tensor u = sign * pairs.n.beta * difference(pairs);
    return at::sigmoid(u) * (safe::logSigmoid(u) - std::log1p(-pairs.n.epsilon)) +
           at::sigmoid(-u) * (safe::logSigmoid(-u) - std::log(pairs.n.epsilon));
}

at::Tensor nca(const PairView& pairs, double)
{
    const at::Tensor c = pairs.n.beta * pairs.chosen;
    const at::Tensor r = pairs.n.beta * pairs.rejected;
    return softplusOfMinus(c) + 0.5 * softplusOfMinus(-c) + 0.5 * softplusOfMinus(-r);
}

at::Tensor bco(const PairView& pairs, double)
{
    return softplusOfMinus(pairs.n.beta * pairs.chosen - pairs.n.delta) +
           softplusOfMinus(pairs.n.delta - pairs.n.beta * pairs.rejected);
}

at::Tensor sppoHard(const PairView& pairs, double)
{
    const double target = 0.5 / pairs.n.beta;
    return at::square(pairs.chosen - target) + at::square(pairs.rejected + target);
}

at::Tensor sppo(const PairView& pairs, double)
{
    if (!pairs.chosenProb.defined()) {
        return 0.5 * sppoHard(pairs, 1);
    }
    return 0.5 * (at::square(pairs.chosen - (pairs.chosenProb - 0.5) / pairs.n.beta) +
                  at::square(pairs.rejected - (pairs.rejectedProb - 0.5) / pairs.n.beta));
}

at::Tensor apoZero(const PairView& pairs, double)
{
    // 1 - s(z) as s(-z): no digits are lost when the answer is nearly satisfied.
    return at::sigmoid(-pairs.n.beta * pairs.chosen) + at::sigmoid(pairs.n.beta * pairs.rejected);
}

at::Tensor apoDown(const PairView& pairs, double)
{
    return at::sigmoid(pairs.n.beta * pairs.chosen) +
           at::sigmoid(-pairs.n.beta * difference(pairs));
}

at::Tensor calDpo(const PairView& pairs, double)
{
    const double target = 0.5 / pairs.n.beta;
    return softplusOfMinus(difference(pairs)) + at::square(pairs.chosen - target) +
           at::square(pairs.rejected + target);
}

at::Tensor dpop(const PairView& pairs, double)
{
    // The chosen log-ratio below 0 is a winner that has become less likely.
    const at::Tensor fallen = at::relu(-pairs.chosen);
    return softplusOfMinus(pairs.n.beta * (difference(pairs) - pairs.n.lambda * fallen));
}

at::Tensor slic(const PairView& pairs, double)
{
    return at::relu(pairs.n.delta - pairs.n.beta * difference(pairs)) -
           pairs.n.lambda * pairs.target;
}

at::Tensor asftAbsolute(const PairView& pairs, double)
{
    return -pairs.n.kappa * pairs.chosenAverage +
           pairs.n.lambda * (softplusOfMinus(pairs.n.beta * pairs.chosen) +
                             softplusOfMinus(-pairs.n.beta * pairs.rejected));
}

at::Tensor mcts(const PairView& pairs, double)
{
    const at::Tensor right = logistic(pairs, 1);
    if (!pairs.pairEpsilon.defined()) {
        return right;
    }
    return (1 - pairs.pairEpsilon) * right + pairs.pairEpsilon * logistic(pairs, -1);
}

}  // namespace marginalia::links
