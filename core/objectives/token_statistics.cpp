// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/token_statistics.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/logaddexp.h>
#include <ATen/ops/logsumexp.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

/// KL(left || right) of log-probabilities [T, V].
at::Tensor divergence(const at::Tensor& left, const at::Tensor& right)
{
    return (at::exp(left) * (left - right)).sum(-1);
}

/// The ends are the plain divergences, not the limits of the mixture form, which are 0.
at::Tensor jensenShannon(const at::Tensor& other, const at::Tensor& policy, double beta)
{
    if (beta <= 0) {
        return divergence(other, policy);
    }
    if (beta >= 1) {
        return divergence(policy, other);
    }
    // In log space: a product of two small probabilities would leave float32's range.
    const at::Tensor mixture = at::logaddexp(other + std::log(beta), policy + std::log1p(-beta));
    return beta * divergence(other, mixture) + (1 - beta) * divergence(policy, mixture);
}

at::Tensor topEntropy(const at::Tensor& logits, std::int64_t k)
{
    const std::int64_t kept = std::min(k, logits.size(-1));
    const at::Tensor top = at::log_softmax(std::get<0>(logits.topk(kept, -1)), -1);
    return -(at::exp(top) * top).sum(-1);
}

}  // namespace

at::Tensor rolloutWeights(const at::Tensor& logits, const at::Tensor& target,
                          const StatisticsRequest& request, const at::Tensor& samples)
{
    const at::Tensor plain = logits.detach();
    at::Tensor share;
    if (samples.defined()) {
        const at::Tensor each =
            at::full_like(samples, 1.0 / static_cast<double>(samples.size(-1)), plain.options());
        share = at::zeros_like(plain).scatter_add(-1, samples, each);
    } else {
        share = at::softmax(plain / request.rolloutKappa, -1);
    }
    const at::Tensor index = target.unsqueeze(-1);
    return (share * request.rolloutRhoNegative).scatter(-1, index, share.gather(-1, index));
}

TokenStatistics tokenStatistics(const at::Tensor& logits, const at::Tensor& other,
                                const at::Tensor& target, const StatisticsRequest& request,
                                const at::Tensor& samples)
{
    TokenStatistics out;
    const at::Tensor logp = at::log_softmax(logits, -1);
    if (request.entropy) {
        out.entropy = -(at::exp(logp) * logp).sum(-1);
    }
    if (request.logSumSquares) {
        out.logSumSquares = at::logsumexp(2 * logp, {-1});
    }
    if (request.rollout) {
        out.rollout = -(rolloutWeights(logits, target, request, samples) * logp).sum(-1);
    }
    if (request.topEntropy) {
        out.topEntropy = topEntropy(logits, request.topK);
    }
    if (!request.needsOther()) {
        return out;
    }
    const at::Tensor theirs = at::log_softmax(other.detach(), -1);
    if (request.klFromOther) {
        out.klFromOther = divergence(theirs, logp);
    }
    if (request.klToOther) {
        out.klToOther = divergence(logp, theirs);
    }
    if (request.jsd) {
        const bool plain = request.temperature == 1;
        const auto warmed = [&](const at::Tensor& scores) {
            return at::log_softmax(scores / request.temperature, -1);
        };
        out.jsd = plain ? jensenShannon(theirs, logp, request.jsdBeta)
                        : jensenShannon(warmed(other.detach()), warmed(logits), request.jsdBeta);
    }
    if (request.otherLogps) {
        out.otherLogps = theirs.gather(-1, target.unsqueeze(-1)).squeeze(-1);
    }
    return out;
}

}  // namespace marginalia
