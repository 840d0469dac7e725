// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/unpaired.h"

#include "core/objectives/safe_math.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

#include <limits>

namespace marginalia {

namespace {

/// The judged rows of a unit with their scores.
struct Judged {
    RowScores scores;
    at::Tensor good;     ///< [N] bool
    at::Tensor bad;      ///< [N] bool
    at::Tensor counted;  ///< good or bad
};

Judged judged(const RowBatch& batch, const UnpairedOptions& options)
{
    Judged out;
    out.scores = rowScores(batch, PairScore::SumRatio, 0, options.changes);
    out.good = rowsWithRole(batch, {RowRole::Desirable});
    out.bad = rowsWithRole(batch, {RowRole::Undesirable});
    out.counted = out.good | out.bad;
    return out;
}

at::Tensor referencePoint(const RowBatch& batch, const at::Tensor& ratios, bool allRows)
{
    at::Tensor counted = rowsWithRole(batch, {RowRole::Mismatch});
    if (!allRows) {
        // By the mask: a log-ratio of exactly 0 is also what an untrained policy gives.
        counted = counted & (sequenceLengths(batch) > 0);
    }
    const at::Tensor sum = at::where(counted, ratios.detach(), at::zeros_like(ratios)).sum();
    const at::Tensor number = counted.sum().clamp_min(1).to(ratios.scalar_type());
    return (sum / number).clamp_min(0);
}

LossOut reduced(const RowBatch& batch, const UnpairedOptions& options, const char* term,
                const Judged& rows, const at::Tensor& loss)
{
    LossOut out;
    out.terms = {{term, 1, (batch.weight * loss).sum(), Denominator::JudgedRows}};
    out.rowLoss = loss.detach();
    const at::Tensor nan = at::full_like(loss.detach(), std::numeric_limits<double>::quiet_NaN());
    out.rowMetrics = {
        {"reward", at::where(rows.counted, (options.beta * rows.scores.ratios).detach(), nan)},
        {"logp", at::where(rows.counted, rows.scores.sums.detach(), nan)}};
    if (options.changes.humanline) {
        out.unitMetrics.emplace_back("marginalia/unclamped_fraction", rows.scores.unclamped);
    }
    return out;
}

double meanWhere(const at::Tensor& values, const at::Tensor& rows)
{
    return values.index({rows}).mean().item<double>();
}

/// The shift of a step: updated first, then used.
double shiftOf(const BcoOptions& options, const at::Tensor& rewards, const Judged& rows,
               ObjectiveState& state)
{
    double& mean = state.try_emplace("mean", 1, 0.0).first->second.at(0);
    double& count = state.try_emplace("count", 1, 0.0).first->second.at(0);
    const double here = rows.counted.sum().item<double>();
    if (options.shift == BcoOptions::Shift::Fixed || here == 0) {
        return mean;
    }
    if (options.shift == BcoOptions::Shift::ClassMean) {
        double sum = 0;
        int classes = 0;
        for (const at::Tensor& each : {rows.good, rows.bad}) {
            if (each.any().item<bool>()) {
                sum += meanWhere(rewards, each);
                ++classes;
            }
        }
        mean = sum / classes;
        count = here;
        return mean;
    }
    count += here;
    mean += (meanWhere(rewards, rows.counted) - mean) * here / count;
    return mean;
}

}  // namespace

LossOut kto(const RowBatch& batch, const KtoOptions& options)
{
    const Judged rows = judged(batch, options);
    const at::Tensor& ratios = rows.scores.score;
    const at::Tensor z0 = options.referencePoint
                              ? referencePoint(batch, rows.scores.ratios, options.allKlRows)
                              : at::zeros_like(ratios.detach().sum());
    // 1 - sigmoid(u) as sigmoid(-u): no digits are lost when the row is nearly satisfied.
    const at::Tensor loss = at::where(
        rows.good, at::sigmoid(options.beta * (z0 - ratios)) * options.desirableWeight,
        at::where(rows.bad, at::sigmoid(options.beta * (ratios - z0)) * options.undesirableWeight,
                  at::zeros_like(ratios)));
    LossOut out =
        reduced(batch, options, options.referencePoint ? "kto" : "apo_zero_unpaired", rows, loss);
    out.unitMetrics.emplace_back("kl", z0.item<double>());
    return out;
}

LossOut bco(const RowBatch& batch, const BcoOptions& options, ObjectiveState& state)
{
    const Judged rows = judged(batch, options);
    const at::Tensor rewards = (options.beta * rows.scores.ratios).detach();
    const double delta = shiftOf(options, rewards.to(at::kDouble), rows, state);
    const at::Tensor u = options.beta * rows.scores.score - delta;
    at::Tensor bad = -safe::logSigmoid(-u) * options.undesirableWeight;
    if (batch.values.pDesirable.defined()) {
        bad = bad * distributionWeights(batch.values.pDesirable);
    }
    const at::Tensor loss = at::where(rows.good, -safe::logSigmoid(u) * options.desirableWeight,
                                      at::where(rows.bad, bad, at::zeros_like(u)));
    LossOut out = reduced(batch, options, "bco", rows, loss);
    out.unitMetrics.emplace_back("marginalia/delta", delta);
    return out;
}

at::Tensor distributionWeights(const at::Tensor& pDesirable)
{
    const at::Tensor odds = pDesirable / (1 - pDesirable + 1e-8);
    // A row without a classifier's number counts as it is.
    return at::where(pDesirable.isnan(), at::ones_like(odds), odds.clamp(0.5, 10)).detach();
}

}  // namespace marginalia
