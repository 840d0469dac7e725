// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/pair_scores.h"

#include "core/objectives/safe_math.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/expm1.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

#include <cmath>

namespace marginalia {

namespace {

/// Largest exponent that float32 can take (objectives.md 9.5).
constexpr double kLargestExponent = 80;

at::Tensor gather(const at::Tensor& perRow, const RowBatch& batch)
{
    return perRow.index_select(0, batch.rowOfToken);
}

/// Which trained token of its row each token is, from 1; untrained ones repeat the one before.
at::Tensor positions(const RowBatch& batch)
{
    const at::Tensor seen = batch.trained.to(at::kLong).cumsum(0);
    const at::Tensor lengths = sequenceLengths(batch).to(at::kLong);
    const at::Tensor before = lengths.cumsum(0) - lengths;
    return seen - gather(before, batch);
}

/// Weight of each token: 1 up to the shorter answer's length, alpha beyond it.
at::Tensor tailWeights(const RowBatch& batch, double alpha)
{
    const PairIndex pairs = pairIndex(batch);
    const at::Tensor lengths = sequenceLengths(batch).to(at::kLong);
    const at::Tensor shorter =
        at::minimum(lengths.index_select(0, pairs.chosen), lengths.index_select(0, pairs.rejected));
    const at::Tensor kept =
        lengths.index_copy(0, pairs.chosen, shorter).index_copy(0, pairs.rejected, shorter);
    const at::Tensor ones = at::ones_like(batch.lp).detach();
    return at::where(positions(batch) <= gather(kept, batch), ones, ones * alpha);
}

at::Tensor divergenceScore(const at::Tensor& c, const Divergence& divergence)
{
    const double constant = divergence.keepConstants ? 1 : 0;
    switch (divergence.kind) {
        case Divergence::Kind::ReverseKl:
            return c;
        case Divergence::Kind::ForwardKl:
            return constant - at::exp((-c).clamp_max(kLargestExponent));
        case Divergence::Kind::JensenShannon:
            return safe::logSigmoid(c) + constant * std::log(2.0);
        case Divergence::Kind::Alpha: {
            const double power = divergence.alpha - 1;
            if (power == 0) {
                return c;
            }
            const at::Tensor exponent = (power * c).clamp_max(kLargestExponent);
            return (at::exp(exponent) - constant) / power;
        }
    }
    return c;
}

/// (1 - exp(-alpha a)) / alpha; the exponent is bounded, since a may be very low.
at::Tensor alphaAverage(const at::Tensor& average, double alpha)
{
    constexpr double kBound = 30;
    return alpha == 0 ? average : -at::expm1((-alpha * average).clamp_max(kBound)) / alpha;
}

/// Sums of the answer and its log-ratio with the changes on tokens.
struct Changed {
    at::Tensor sums;
    at::Tensor ratios;
};

Changed changedSums(const RowBatch& batch, const ScoreChanges& changes)
{
    at::Tensor policy = batch.lp;
    at::Tensor reference;
    if (changes.needsReferencePerToken()) {
        reference = referenceLogps(batch).detach();
    }
    at::Tensor ratio;
    if (changes.humanline) {
        ratio = at::clamp(policy - reference, changes.humanline->low, changes.humanline->high);
    }
    if (changes.lengthDesensitised) {
        const at::Tensor weights = tailWeights(batch, changes.lengthDesensitised->alpha);
        policy = policy * weights;
        reference = reference.defined() ? reference * weights : reference;
        ratio = ratio.defined() ? ratio * weights : ratio;
    }
    Changed out;
    out.sums = sequenceSums(batch, policy);
    if (ratio.defined()) {
        out.ratios = sequenceSums(batch, ratio);
    } else if (changes.lengthDesensitised && changes.lengthDesensitised->bothModels) {
        out.ratios = out.sums - sequenceSums(batch, reference);
    } else {
        out.ratios = out.sums - referenceSums(batch);
    }
    return out;
}

double shareInside(const RowBatch& batch, const HumanlineClamp& clamp)
{
    const at::Tensor ratio = (batch.lp - referenceLogps(batch)).detach();
    const at::Tensor inside = (ratio >= clamp.low) & (ratio <= clamp.high) & batch.trained;
    const double tokens = batch.trained.sum().item<double>();
    return tokens == 0 ? 1 : inside.sum().item<double>() / tokens;
}

}  // namespace

bool usesReference(PairScore score)
{
    return score == PairScore::SumRatio || score == PairScore::AverageRatio;
}

RowScores rowScores(const RowBatch& batch, PairScore score, double alpha,
                    const ScoreChanges& changes)
{
    RowScores out;
    out.sums = sequenceSums(batch, batch.lp);
    out.lengths = lengthsForMeans(batch);
    out.ratios = out.sums - referenceSums(batch);
    Changed changed{out.sums, out.ratios};
    if (changes.humanline || changes.lengthDesensitised) {
        changed = changedSums(batch, changes);
    }
    if (changes.humanline) {
        out.unclamped = shareInside(batch, *changes.humanline);
    }
    at::Tensor value = usesReference(score) ? changed.ratios : changed.sums;
    if (changes.divergence) {
        value = divergenceScore(value, *changes.divergence);
    }
    if (changes.lengthPower) {
        value = value / out.lengths.pow(*changes.lengthPower);
    }
    switch (score) {
        case PairScore::SumRatio:
        case PairScore::Sum:
            break;
        case PairScore::AverageRatio:
        case PairScore::Average:
            value = value / out.lengths;
            break;
        case PairScore::AlphaAverage:
            value = alphaAverage(value / out.lengths, alpha);
            break;
        case PairScore::LogOdds:
            value = safe::logOdds(value / out.lengths);
            break;
    }
    out.score = value;
    return out;
}

}  // namespace marginalia
