// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/ppo.h"

#include "core/objectives/advantages.h"
#include "core/objectives/safe_math.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/logsumexp.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

#include <cmath>
#include <vector>

namespace marginalia {

namespace {

/// KL penalty at every token: [T].
at::Tensor penalty(const RowBatch& batch, const PpoOptions& options)
{
    const at::Tensor d = referenceLogps(batch) - oldLogps(batch);
    return -options.klCoefficient * (options.k3 ? safe::k3(d.clamp_max(20)) : safe::k1(d));
}

void whiten(std::vector<double>& values, const std::vector<double>& trained)
{
    double count = 0;
    double mean = 0;
    for (std::size_t t = 0; t < values.size(); ++t) {
        count += trained[t];
        mean += trained[t] != 0 ? values[t] : 0;
    }
    if (count < 2) {
        return;
    }
    mean /= count;
    double squares = 0;
    for (std::size_t t = 0; t < values.size(); ++t) {
        squares += trained[t] != 0 ? (values[t] - mean) * (values[t] - mean) : 0;
    }
    const double scale = 1 / std::sqrt(squares / (count - 1) + 1e-8);
    for (std::size_t t = 0; t < values.size(); ++t) {
        values[t] = trained[t] != 0 ? (values[t] - mean) * scale : 0;
    }
}

/// Weighted sum over trained tokens.
at::Tensor weightedSum(const RowBatch& batch, const at::Tensor& perToken)
{
    return (batch.weight * sequenceSums(batch, perToken)).sum();
}

}  // namespace

Advantages generalisedAdvantages(const RowBatch& batch, const at::Tensor& scores,
                                 const PpoOptions& options)
{
    const std::vector<double> extra = numbers(penalty(batch, options));
    const std::vector<double> values = numbers(batch.heads.oldValues);
    const std::vector<double> trained = numbers(batch.trained);
    const std::vector<double> score = numbers(scores);
    const std::vector<double> rows = numbers(batch.rowOfToken);
    std::vector<double> advantages(values.size(), 0.0);
    std::vector<double> returns(values.size(), 0.0);
    double next = 0;       // the advantage behind, and
    double nextValue = 0;  // its value
    double row = -1;
    for (std::size_t i = values.size(); i-- > 0;) {
        if (trained[i] == 0) {
            continue;
        }
        const bool last = rows[i] != row;
        row = rows[i];
        const double reward = extra[i] + (last ? score[static_cast<std::size_t>(row)] : 0);
        const double delta = reward + (last ? 0 : options.gamma * nextValue) - values[i];
        advantages[i] = delta + (last ? 0 : options.gamma * options.lambda * next);
        returns[i] = advantages[i] + values[i];
        next = advantages[i];
        nextValue = values[i];
    }
    if (options.whiten) {
        whiten(advantages, trained);
    }
    return {likeLogps(batch, advantages), likeLogps(batch, returns)};
}

namespace {

LossOut ppoOn(const RowBatch& batch, const at::Tensor& scores, const PpoOptions& options)
{
    const Advantages target = generalisedAdvantages(batch, scores, options);
    const at::Tensor& advantage = target.advantages;
    const at::Tensor ratio = safe::ratio(batch.lp, oldLogps(batch));
    const at::Tensor clipped = at::clamp(ratio, 1 - options.clip, 1 + options.clip);
    const at::Tensor policy = at::maximum(-advantage * ratio, -advantage * clipped);

    const at::Tensor& value = batch.heads.values;
    const at::Tensor old = batch.heads.oldValues.detach();
    const at::Tensor near = old + at::clamp(value - old, -options.clipValue, options.clipValue);
    const at::Tensor miss = value - target.returns;
    const at::Tensor nearMiss = near - target.returns;
    const at::Tensor error = 0.5 * at::maximum(miss * miss, nearMiss * nearMiss);

    LossOut out;
    out.terms = {{"policy", 1, weightedSum(batch, policy), Denominator::Tokens},
                 {"value", options.valueWeight, weightedSum(batch, error), Denominator::Tokens}};
    const at::Tensor both = policy.detach() + options.valueWeight * error.detach();
    out.rowLoss = sequenceSums(batch, both) / lengthsForMeans(batch);
    out.unitMetrics = rewardMetrics(batch);
    const at::Tensor drift = oldLogps(batch) - referenceLogps(batch);
    out.unitMetrics.emplace_back("kl", safe::maskedMean(drift, batch.trained).item<double>());
    out.rowMetrics = {{"reward", scores},
                      {"logp", sequenceSums(batch, batch.lp.detach())},
                      {"advantages", advantage},
                      {"returns", target.returns}};
    return out;
}

}  // namespace

LossOut ppo(const RowBatch& batch, const PpoOptions& options)
{
    return ppoOn(batch, rewardsOf(batch), options);
}

at::Tensor selfRewards(const RowBatch& batch, const SelfRewardOptions& options)
{
    at::Tensor score = sequenceSums(batch, batch.values.sftLogps - batch.values.baseLogps).detach();
    if (options.average) {
        score = score / lengthsForMeans(batch);
    }
    return options.clamp > 0 ? at::clamp(score, -options.clamp, options.clamp) : score;
}

LossOut selfRewardingPpo(const RowBatch& batch, const SelfRewardOptions& options)
{
    const at::Tensor scores = selfRewards(batch, options);
    LossOut out;
    if (batch.heads.values.defined()) {
        out = ppoOn(batch, scores, options.ppo);
    } else {
        out.terms = {{"score", 1, (batch.weight * scores).sum(), Denominator::Rows}};
        out.rowLoss = scores;
    }
    out.rowMetrics.emplace_back("row_score", scores);
    return out;
}

LossOut carft(const RowBatch& batch, const CarftOptions& options)
{
    constexpr double kCap = 0.9;
    const auto unit = [](const at::Tensor& vectors) {
        return vectors / at::linalg_vector_norm(vectors, 2, {1}, true).clamp_min(1e-8);
    };
    const at::Tensor near =
        at::matmul(unit(batch.heads.annotated.detach()), unit(batch.heads.sampled).transpose(0, 1));
    const at::Tensor own = near.diagonal().clamp_max(kCap) / options.tau;
    const at::Tensor each = at::logsumexp(near / options.tau, {1}) - own;
    const at::Tensor loss = at::where(batch.heads.correct, each, at::zeros_like(each));
    LossOut out;
    if (batch.heads.values.defined()) {
        out = ppoOn(batch, rewardsOf(batch), options.ppo);
    }
    out.terms.push_back({"contrast", options.contrastWeight, (batch.weight * loss).sum(),
                         Denominator::CorrectRows});
    out.rowLoss = loss.detach();
    return out;
}

}  // namespace marginalia
