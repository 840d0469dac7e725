// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/statistics_slopes.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/logaddexp.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

/// The policy's distribution on a chunk and the sum of slopes so far.
class Slopes {
public:
    explicit Slopes(const at::Tensor& logits)
        : m_logp(at::log_softmax(logits, -1)), m_p(at::exp(m_logp)), m_sum(at::zeros_like(m_p))
    {
    }

    void logps(const at::Tensor& up, const at::Tensor& target)
    {
        m_sum.sub_(m_p * column(up));
        m_sum.scatter_add_(-1, target.unsqueeze(-1), column(up));
    }

    void entropy(const at::Tensor& up)
    {
        const at::Tensor value = -(m_p * m_logp).sum(-1, true);
        m_sum.sub_(m_p * (m_logp + value) * column(up));
    }

    void logSumSquares(const at::Tensor& up)
    {
        const at::Tensor squares = m_p * m_p;
        m_sum.add_((squares / squares.sum(-1, true) - m_p) * (2 * column(up)));
    }

    void klFromOther(const at::Tensor& up, const at::Tensor& theirs)
    {
        m_sum.add_((m_p - at::exp(theirs)) * column(up));
    }

    void klToOther(const at::Tensor& up, const at::Tensor& theirs) { towards(up, theirs, 1); }

    void jsd(const at::Tensor& up, const at::Tensor& theirs, double beta)
    {
        if (beta <= 0) {
            klFromOther(up, theirs);
        } else if (beta >= 1) {
            klToOther(up, theirs);
        } else {
            towards(up, at::logaddexp(theirs + std::log(beta), m_logp + std::log1p(-beta)),
                    1 - beta);
        }
    }

    void rollout(const at::Tensor& up, const at::Tensor& weights)
    {
        m_sum.add_((m_p * weights.sum(-1, true) - weights) * column(up));
    }

    void topEntropy(const at::Tensor& up, const at::Tensor& logits, std::int64_t k)
    {
        const auto [top, places] = logits.topk(std::min(k, logits.size(-1)), -1);
        const at::Tensor logp = at::log_softmax(top, -1);
        const at::Tensor p = at::exp(logp);
        const at::Tensor value = -(p * logp).sum(-1, true);
        m_sum.scatter_add_(-1, places, -(p * (logp + value)) * column(up));
    }

    const at::Tensor& sum() const { return m_sum; }

private:
    static at::Tensor column(const at::Tensor& up) { return up.unsqueeze(-1); }

    /// factor * p (log p - log target - KL), the slope of KL(policy || a constant).
    void towards(const at::Tensor& up, const at::Tensor& target, double factor)
    {
        const at::Tensor apart = m_logp - target;
        const at::Tensor value = (m_p * apart).sum(-1, true);
        m_sum.add_(m_p * (apart - value) * (factor * column(up)));
    }

    at::Tensor m_logp;
    at::Tensor m_p;
    at::Tensor m_sum;
};

}  // namespace

at::Tensor slopeOfLogits(const at::Tensor& logits, const at::Tensor& other,
                         const at::Tensor& target, const StatisticsRequest& request,
                         const at::Tensor& samples, const StatisticsUpstream& upstream)
{
    Slopes slopes(logits);
    const TokenStatistics& up = upstream.statistics;
    if (upstream.logps.defined()) {
        slopes.logps(upstream.logps, target);
    }
    if (up.entropy.defined()) {
        slopes.entropy(up.entropy);
    }
    if (up.logSumSquares.defined()) {
        slopes.logSumSquares(up.logSumSquares);
    }
    if (up.rollout.defined()) {
        slopes.rollout(up.rollout, rolloutWeights(logits, target, request, samples));
    }
    if (up.topEntropy.defined()) {
        slopes.topEntropy(up.topEntropy, logits, request.topK);
    }
    if (!up.klFromOther.defined() && !up.klToOther.defined() && !up.jsd.defined()) {
        return slopes.sum();
    }
    const at::Tensor theirs = at::log_softmax(other, -1);
    if (up.klFromOther.defined()) {
        slopes.klFromOther(up.klFromOther, theirs);
    }
    if (up.klToOther.defined()) {
        slopes.klToOther(up.klToOther, theirs);
    }
    if (!up.jsd.defined()) {
        return slopes.sum();
    }
    if (request.temperature == 1) {
        slopes.jsd(up.jsd, theirs, request.jsdBeta);
        return slopes.sum();
    }
    // A divergence of the tempered distributions: the slope by z is that by z / T, over T.
    Slopes tempered(logits / request.temperature);
    tempered.jsd(up.jsd, at::log_softmax(other / request.temperature, -1), request.jsdBeta);
    return slopes.sum() + tempered.sum() / request.temperature;
}

}  // namespace marginalia
