// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/grpo.h"

#include "core/objectives/safe_math.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/quantile.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

#include <cmath>

namespace marginalia {

namespace {

constexpr double kMostExponent = 20;

/// Log-ratios of trained tokens, exponents within +-20, 0 elsewhere: [T].
at::Tensor logRatios(const RowBatch& batch)
{
    return trainedOnly(batch, at::clamp(batch.lp - oldLogps(batch), -kMostExponent, kMostExponent));
}

at::Tensor rowMeans(const RowBatch& batch, const at::Tensor& perToken)
{
    return sequenceSums(batch, perToken) / lengthsForMeans(batch);
}

/// Ratios at the level asked for, one per token.
at::Tensor ratios(const RowBatch& batch, const at::Tensor& logRatio, RatioLevel level)
{
    if (level == RatioLevel::Token) {
        return at::exp(logRatio);
    }
    const at::Tensor whole = at::exp(byToken(batch, rowMeans(batch, logRatio)));
    if (level == RatioLevel::Sequence) {
        return whole;
    }
    return whole.detach() * at::exp(logRatio - logRatio.detach());
}

at::Tensor clippedTerm(const at::Tensor& ratio, const at::Tensor& advantage,
                       const GrpoOptions& options)
{
    const at::Tensor capped = options.delta > 0 ? ratio.clamp_max(options.delta) : ratio;
    const at::Tensor clipped = at::clamp(ratio, 1 - options.epsilon, 1 + options.epsilonHigh);
    return -at::minimum(capped * advantage, clipped * advantage);
}

at::Tensor sapoTerm(const at::Tensor& ratio, const at::Tensor& advantage,
                    const GrpoOptions& options)
{
    const at::Tensor tau =
        at::where(advantage > 0, at::ones_like(ratio.detach()) * options.sapoPositive,
                  at::ones_like(ratio.detach()) * options.sapoNegative);
    return -4 / tau * at::sigmoid(tau * (ratio - 1)) * advantage;
}

at::Tensor vespoTerm(const RowBatch& batch, const at::Tensor& logRatio, const at::Tensor& advantage,
                     const GrpoOptions& options)
{
    const at::Tensor sums = sequenceSums(batch, logRatio.detach());
    const at::Tensor exponent = byToken(batch, at::clamp(sums, std::log(1e-8), kMostExponent));
    const at::Tensor weight = at::exp(exponent);
    const auto phi = [&](double k, double lambda) {
        return at::exp(lambda + k * exponent - lambda * weight);
    };
    const at::Tensor chosen =
        at::where(advantage >= 0, phi(options.vespoKPositive, options.vespoLambdaPositive),
                  phi(options.vespoKNegative, options.vespoLambdaNegative));
    return -chosen * advantage * batch.lp;
}

at::Tensor policyTerm(const RowBatch& batch, const at::Tensor& logRatio, const at::Tensor& ratio,
                      const at::Tensor& advantage, const GrpoOptions& options)
{
    switch (options.loss) {
        case GrpoLoss::Cispo:
            // Here the bound is the cap itself, not 1 + epsilon (TRL).
            return -ratio.detach().clamp_max(options.epsilonHigh) * advantage * batch.lp;
        case GrpoLoss::Sapo:
            return sapoTerm(ratio, advantage, options);
        case GrpoLoss::Vespo:
            return vespoTerm(batch, logRatio, advantage, options);
        default:
            return clippedTerm(ratio, advantage, options);
    }
}

/// Weights that correct for a generator whose numbers differ from the trainer's: [T].
at::Tensor samplerWeights(const RowBatch& batch, const GrpoOptions& options)
{
    const bool whole = options.correction == SamplerCorrection::SequenceTruncate ||
                       options.correction == SamplerCorrection::SequenceMask;
    const bool mask = options.correction == SamplerCorrection::TokenMask ||
                      options.correction == SamplerCorrection::SequenceMask;
    at::Tensor gap = trainedOnly(batch, oldLogps(batch) - batch.samples.sampler.detach());
    if (whole) {
        gap = byToken(batch, sequenceSums(batch, gap));
    }
    const at::Tensor weight = at::exp(at::clamp(gap, -kMostExponent, kMostExponent));
    return mask ? at::where(weight <= options.samplerCap, weight, at::zeros_like(weight))
                : weight.clamp_max(options.samplerCap);
}

/// Entropy by token: with a graph where the vocabulary stage gave one.
at::Tensor entropyOf(const RowBatch& batch)
{
    return batch.statistics.entropy.defined() ? batch.statistics.entropy : batch.entropy;
}

/// Trained tokens whose entropy is at or above the quantile: [T] bool.
at::Tensor keptTokens(const RowBatch& batch, double share)
{
    const at::Tensor entropy = entropyOf(batch);
    if (share >= 1 || !entropy.defined()) {
        return batch.trained;
    }
    const at::Tensor values = entropy.detach().masked_select(batch.trained);
    if (values.numel() == 0) {
        return batch.trained;
    }
    return batch.trained & (entropy.detach() >= at::quantile(values, 1 - share));
}

/// KL estimate k3 by token, exponent at most 20: [T].
at::Tensor klByToken(const RowBatch& batch)
{
    return trainedOnly(batch,
                       safe::k3((referenceLogps(batch) - batch.lp).clamp_max(kMostExponent)));
}

/// Numerator and kind of denominator of a sum of token terms.
LossTerm reduced(const RowBatch& batch, const at::Tensor& sums, const GrpoOptions& options)
{
    const at::Tensor weighted = batch.weight * sums;
    LossTerm term{"policy", 1, {}, Denominator::Rows};
    switch (options.loss) {
        case GrpoLoss::Grpo:
        case GrpoLoss::Sapo:
            term.numerator = (weighted / lengthsForMeans(batch)).sum();
            break;
        case GrpoLoss::Luspo:
            term.numerator = weighted.sum();
            break;
        case GrpoLoss::DrGrpo:
            term.numerator = weighted.sum() / options.longest;
            break;
        case GrpoLoss::Bnpo: {
            // The mean over this unit's tokens, counted as often as the unit has rows: over equal
            // units that is the mean of their means.
            const double tokens = (batch.weight * sequenceLengths(batch)).sum().item<double>();
            const double rows = batch.weight.sum().item<double>();
            term.numerator = weighted.sum() * (tokens > 0 ? rows / tokens : 0);
            break;
        }
        default:
            term.numerator = weighted.sum();
            term.denominator = Denominator::Tokens;
    }
    return term;
}

/// Minus the mean entropy of the kept tokens; several units count by their tokens.
LossTerm entropyTerm(const RowBatch& batch, const at::Tensor& kept, double coefficient)
{
    const at::Tensor entropy = entropyOf(batch);
    const double tokens = batch.trained.sum().item<double>();
    const double number = kept.sum().item<double>();
    const at::Tensor sum = at::where(kept, entropy, at::zeros_like(entropy)).sum();
    return {"entropy", coefficient, -sum * (number > 0 ? tokens / number : 0), Denominator::Own};
}

double meanOver(const at::Tensor& values, const at::Tensor& mask)
{
    return safe::maskedMean(values.detach(), mask).item<double>();
}

}  // namespace

LossOut grpo(const RowBatch& batch, const GrpoOptions& options)
{
    const at::Tensor advantages = groupAdvantages(batch, options.scale);
    const at::Tensor advantage = byToken(batch, advantages);
    const at::Tensor logRatio = logRatios(batch);
    const at::Tensor ratio = ratios(batch, logRatio, options.level);
    at::Tensor term = policyTerm(batch, logRatio, ratio, advantage, options);
    const at::Tensor kept = keptTokens(batch, options.topEntropy);
    if (options.topEntropy < 1) {
        term = at::where(kept, term, at::zeros_like(term));
    }
    if (options.offPolicyThreshold > 0) {
        const at::Tensor stale =
            (advantages < 0) & (rowMeans(batch, -logRatio.detach()) > options.offPolicyThreshold);
        term = at::where(byToken(batch, stale), at::zeros_like(term), term);
    }
    if (options.correction != SamplerCorrection::None && batch.samples.sampler.defined()) {
        term = term * samplerWeights(batch, options);
    }
    LossOut out;
    out.unitMetrics = rewardMetrics(batch);
    if (options.beta != 0) {
        at::Tensor kl = klByToken(batch);
        out.unitMetrics.emplace_back("kl", meanOver(kl, batch.trained));
        if (options.unbiasedKl) {
            kl = kl * ratio;
        }
        term = term + options.beta * kl;
    }
    const at::Tensor sums = sequenceSums(batch, term);
    out.terms.push_back(reduced(batch, sums, options));
    if (options.entropyCoefficient != 0 && entropyOf(batch).defined()) {
        out.terms.push_back(entropyTerm(batch, kept, options.entropyCoefficient));
    }
    const at::Tensor outside = (ratio < 1 - options.epsilon) | (ratio > 1 + options.epsilonHigh);
    out.unitMetrics.emplace_back("clip_ratio/region_mean",
                                 meanOver(outside.to(batch.lp.scalar_type()), batch.trained));
    out.rowLoss = (sums / lengthsForMeans(batch)).detach();
    out.rowMetrics = {{"advantages", advantages},
                      {"row_sum", sums.detach()},
                      {"reward", rewardsOf(batch)},
                      {"logp", sequenceSums(batch, batch.lp.detach())}};
    return out;
}

LossOut gmpo(const RowBatch& batch, const GmpoOptions& options)
{
    const at::Tensor advantages = groupAdvantages(batch, options.scale);
    const at::Tensor logRatio = logRatios(batch);
    const at::Tensor clipped =
        at::where(byToken(batch, advantages) > 0, logRatio.clamp_max(options.epsilonHigh),
                  logRatio.clamp_min(-options.epsilon));
    at::Tensor loss = -at::exp(rowMeans(batch, clipped)) * advantages;
    LossOut out;
    out.unitMetrics = rewardMetrics(batch);
    if (options.beta != 0) {
        const at::Tensor kl = klByToken(batch);
        out.unitMetrics.emplace_back("kl", meanOver(kl, batch.trained));
        loss = loss + options.beta * rowMeans(batch, kl);
    }
    out.terms = {{"policy", 1, (batch.weight * loss).sum(), Denominator::Rows}};
    out.rowLoss = loss.detach();
    out.rowMetrics = {{"advantages", advantages},
                      {"reward", rewardsOf(batch)},
                      {"logp", sequenceSums(batch, batch.lp.detach())}};
    return out;
}

LossOut rloo(const RowBatch& batch, const RlooOptions& options)
{
    const at::Tensor old = oldLogps(batch);
    // Token by token where that is known: differences of long sums lose digits.
    const at::Tensor drift = batch.refLp.defined()
                                 ? sequenceSums(batch, old - referenceLogps(batch))
                                 : sequenceSums(batch, old) - referenceSums(batch);
    at::Tensor advantages = batch.values.advantage;
    if (!advantages.defined()) {
        const at::Tensor rewards = rewardsOf(batch) - options.beta * drift;
        advantages = leaveOneOutAdvantages(batch, rewards, options.groupMean);
        if (options.normalise && batch.rows() > 1) {
            advantages = (advantages - advantages.mean()) / (advantages.std(true) + 1e-4);
        }
    }
    const at::Tensor ratio =
        at::exp(at::clamp(sequenceSums(batch, batch.lp - old), -kMostExponent, kMostExponent));
    const at::Tensor clipped = at::clamp(ratio, 1 - options.epsilon, 1 + options.epsilonHigh);
    const at::Tensor loss = -at::minimum(ratio * advantages, clipped * advantages);
    LossOut out;
    out.terms = {{"policy", 1, (batch.weight * loss).sum(), Denominator::Rows}};
    out.rowLoss = loss.detach();
    out.unitMetrics = rewardMetrics(batch);
    if (options.beta != 0) {
        out.unitMetrics.emplace_back("kl", drift.mean().item<double>());
    }
    out.rowMetrics = {{"advantages", advantages},
                      {"reward", rewardsOf(batch)},
                      {"logp", sequenceSums(batch, batch.lp.detach())}};
    return out;
}

}  // namespace marginalia
