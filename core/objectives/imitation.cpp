// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/imitation.h"

#include "core/objectives/safe_math.h"
#include "core/objectives/sft.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/expm1.h>
#include <ATen/ops/log1p.h>
#include <ATen/ops/pow.h>

namespace marginalia {

namespace {

/// A loss of single tokens, divided by the tokens of the step.
LossOut tokenLoss(const char* name, const RowBatch& batch, const at::Tensor& perToken)
{
    const at::Tensor sums = sequenceSums(batch, perToken);
    LossOut out;
    out.terms = {{name, 1, (batch.weight * sums).sum(), Denominator::Tokens}};
    out.rowLoss = (sums / lengthsForMeans(batch)).detach();
    out.rowMetrics = {{"logp", sequenceSums(batch, batch.lp).detach()}, {"row_sum", sums.detach()}};
    return out;
}

/// A loss of whole rows, divided by their number.
LossOut rowLoss(const char* name, const RowBatch& batch, const at::Tensor& losses)
{
    LossOut out;
    out.terms = {{name, 1, (batch.weight * losses).sum(), Denominator::Rows}};
    out.rowLoss = losses.detach();
    out.rowMetrics = {{"logp", sequenceSums(batch, batch.lp).detach()}};
    return out;
}

at::Tensor byOwnProbability(const at::Tensor& lp)
{
    return -at::exp(lp.detach()) * lp;
}

double meanOverTokens(const RowBatch& batch, const at::Tensor& perToken)
{
    return safe::maskedMean(perToken.detach(), batch.trained).item<double>();
}

/// The concave utility of 4.7 at u.
at::Tensor utility(const at::Tensor& u, ImplicitReward divergence)
{
    constexpr double kLowest = -0.5;  // both need u above about -0.69
    switch (divergence) {
        case ImplicitReward::Tv:
            return u;
        case ImplicitReward::Chi2:
            return u - u * u / 4;
        case ImplicitReward::Hellinger: {
            const at::Tensor kept = safe::clampStraightThrough(u, kLowest);
            return kept / (1 + kept);
        }
        case ImplicitReward::Js:
            // log(2 - e^-u); expm1 keeps the digits near u = 0.
            return at::log1p(-at::expm1(-safe::clampStraightThrough(u, kLowest)));
    }
    return u;
}

}  // namespace

LossOut dft(const RowBatch& batch)
{
    LossOut out = tokenLoss("dft", batch, byOwnProbability(batch.lp));
    out.unitMetrics = {{"nll_loss", meanOverTokens(batch, -batch.lp)},
                       {"marginalia/weight/mean", meanOverTokens(batch, at::exp(batch.lp))}};
    return out;
}

LossOut anchoredSft(const RowBatch& batch, const AnchoredSftOptions& options)
{
    const at::Tensor likelihood = options.plain ? -batch.lp : byOwnProbability(batch.lp);
    LossOut out = tokenLoss(options.plain ? "sft" : "dft", batch, likelihood);
    LossOut anchor = tokenLoss("kl", batch, batch.statistics.klFromOther);
    anchor.terms[0].weight = options.lambda;
    out.terms.push_back(anchor.terms[0]);
    const at::Tensor sums =
        sequenceSums(batch, likelihood + options.lambda * batch.statistics.klFromOther).detach();
    out.rowLoss = sums / lengthsForMeans(batch);
    out.rowMetrics = {{"logp", sequenceSums(batch, batch.lp).detach()}, {"row_sum", sums}};
    out.unitMetrics = {{"nll_loss", meanOverTokens(batch, -batch.lp)}};
    return out;
}

LossOut eaft(const RowBatch& batch, const EaftOptions& options)
{
    const at::Tensor weight =
        at::pow(batch.statistics.topEntropy.detach() / options.normaliser, options.alpha);
    LossOut out = tokenLoss("eaft", batch, -weight * batch.lp);
    out.unitMetrics = {{"nll_loss", meanOverTokens(batch, -batch.lp)},
                       {"marginalia/weight/mean", meanOverTokens(batch, weight)}};
    return out;
}

LossOut poft(const RowBatch& batch, const PoftOptions& options)
{
    const at::Tensor averages = sequenceSums(batch, batch.lp) / lengthsForMeans(batch);
    const at::Tensor lead = averages - batch.values.alignedAvgLogps;
    LossOut out = rowLoss("poft", batch, -safe::logSigmoid(options.beta * lead + options.gamma));
    out.rowMetrics.emplace_back("reward", (options.beta * lead).detach());
    return out;
}

LossOut irSft(const RowBatch& batch, const IrSftOptions& options)
{
    if (options.byToken) {
        const at::Tensor u = options.beta * (batch.lp - referenceLogps(batch).detach());
        return tokenLoss("ir_sft", batch, -utility(u, options.divergence));
    }
    const at::Tensor u = options.beta * (sequenceSums(batch, batch.lp) - referenceSums(batch));
    LossOut out = rowLoss("ir_sft", batch, -utility(u, options.divergence));
    out.rowMetrics.emplace_back("reward", u.detach());
    return out;
}

LossOut otr(const RowBatch& batch)
{
    LossOut out = tokenLoss("otr", batch, batch.statistics.rollout);
    out.unitMetrics = {{"nll_loss", meanOverTokens(batch, -batch.lp)}};
    return out;
}

LossOut locftBf(const RowBatch& batch)
{
    LossOut out = sft(batch, SftReduction::SeqMean);
    out.terms[0].name = "locft_bf";
    return out;
}

}  // namespace marginalia
