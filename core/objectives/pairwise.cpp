// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/pairwise.h"

#include "core/objectives/safe_math.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/zeros_like.h>

#include <limits>
#include <map>

namespace marginalia {

namespace {

at::Tensor pick(const at::Tensor& perRow, const at::Tensor& rows)
{
    return perRow.defined() ? perRow.index_select(0, rows) : perRow;
}

/// The same number on both rows of each pair; `rest` on the other rows.
at::Tensor onBothRows(const at::Tensor& perPair, const PairIndex& pairs, const at::Tensor& rest)
{
    return rest.index_copy(0, pairs.chosen, perPair).index_copy(0, pairs.rejected, perPair);
}

/// Row of the demonstration that stands beside each pair, else of the chosen answer.
at::Tensor targetRows(const RowBatch& batch, const PairIndex& pairs)
{
    std::map<std::int32_t, std::int64_t> demos;
    for (std::size_t i = 0; i < batch.role.size(); ++i) {
        if (batch.role[i] == RowRole::Demo && batch.pair[i] >= 0) {
            demos[batch.pair[i]] = static_cast<std::int64_t>(i);
        }
    }
    at::Tensor out = pairs.chosen.clone();
    for (std::int64_t p = 0; p < out.numel(); ++p) {
        const auto row = static_cast<std::size_t>(pairs.chosen[p].item<std::int64_t>());
        if (const auto demo = demos.find(batch.pair[row]); demo != demos.end()) {
            out[p] = demo->second;
        }
    }
    return out;
}

/// Share of wrong labels of each pair from the visits of its two nodes (objectives.md 2.25): half
/// at most.
at::Tensor epsilonOfVisits(const at::Tensor& chosen, const at::Tensor& rejected)
{
    const at::Tensor odds = rejected / chosen.clamp_min(1);
    return (odds / (1 + odds)).clamp_max(0.5);
}

/// Mean of all rewards so far, this batch included; detached.
double runningShift(const at::Tensor& rewards, ObjectiveState& state)
{
    double& mean = state.try_emplace("mean", 1, 0.0).first->second.at(0);
    double& count = state.try_emplace("count", 1, 0.0).first->second.at(0);
    const auto here = static_cast<double>(rewards.numel());
    if (here > 0) {
        const double batchMean = rewards.detach().to(at::kDouble).mean().item<double>();
        count += here;
        mean += (batchMean - mean) * here / count;
    }
    return mean;
}

/// Product of both answers' weights, each exp of its mean of lp - log sum p^2 (objectives.md 9.2);
/// detached.
at::Tensor wpoWeights(const RowBatch& batch, const PairwiseOptions& options,
                      const RowScores& scores, const PairIndex& pairs)
{
    const at::Tensor relative = (batch.lp - batch.statistics.logSumSquares).detach();
    const at::Tensor rows = at::exp(sequenceSums(batch, relative) / scores.lengths);
    const at::Tensor out = pick(rows, pairs.chosen) * pick(rows, pairs.rejected);
    return options.wpoClamp ? out.clamp_max(1) : out;
}

PairView viewOf(const RowBatch& batch, const PairwiseOptions& options, const RowScores& scores,
                const PairIndex& pairs)
{
    PairView view;
    view.n = options.numbers;
    view.chosen = pick(scores.score, pairs.chosen);
    view.rejected = pick(scores.score, pairs.rejected);
    if (options.useMargin) {
        view.margin = pick(batch.values.margin, pairs.chosen);
    }
    view.tied = pick(batch.values.tied, pairs.chosen);
    view.chosenProb = pick(batch.values.prob, pairs.chosen);
    view.rejectedProb = pick(batch.values.prob, pairs.rejected);
    if (batch.values.visits.defined()) {
        view.pairEpsilon = epsilonOfVisits(pick(batch.values.visits, pairs.chosen),
                                           pick(batch.values.visits, pairs.rejected));
    }
    view.chosenAverage = pick(scores.sums / scores.lengths, pairs.chosen);
    if (options.link == links::slic) {
        view.target = pick(scores.sums, targetRows(batch, pairs));
    }
    return view;
}

/// Rewards come from the raw score, also where the loss compares a changed one (objectives.md 0.7);
/// AlphaPO's transformed score is its reward.
at::Tensor rewardOf(const PairwiseOptions& options, const RowScores& scores)
{
    if (options.score == PairScore::AlphaAverage) {
        return options.rewardScale * scores.score.detach();
    }
    if (usesReference(options.score)) {
        return options.rewardScale * scores.ratios.detach();
    }
    const bool average = options.averageReward || options.score != PairScore::Sum;
    const at::Tensor sums = scores.sums.detach();
    return options.rewardScale * (average ? sums / scores.lengths : sums);
}

/// What TRL logs as logps/chosen: averages where the score is one.
at::Tensor shownLogps(const PairwiseOptions& options, const RowScores& scores)
{
    const bool average = !usesReference(options.score) && options.score != PairScore::Sum;
    const at::Tensor sums = scores.sums.detach();
    return average ? sums / scores.lengths : sums;
}

/// The metrics of TRL's trainers without a reference: plain likelihood of the chosen answers, and
/// ORPO's odds.
void logLikelihood(const RowBatch& batch, const PairwiseOptions& options, const PairView& view,
                   LossOut& out)
{
    if (view.chosen.numel() == 0) {
        return;
    }
    const bool wholeText = options.nll && options.nll->wholeText;
    const LossTerm nll = nllTerm(batch, "nll", RowRole::Chosen, NllReduction::TokenMean, wholeText);
    const double tokens = denominatorOf(nll.denominator, rowFacts(batch));
    const bool counts = options.nll && options.nll->weight != 0;  // else TRL logs 0
    if (tokens > 0) {
        out.unitMetrics.emplace_back("nll_loss",
                                     counts ? nll.numerator.item<double>() / tokens : 0);
    }
    if (options.score == PairScore::LogOdds) {
        const at::Tensor odds = (view.chosen - view.rejected).detach().to(at::kDouble);
        out.unitMetrics.emplace_back("log_odds_ratio",
                                     safe::logSigmoid(odds).mean().item<double>());
        out.unitMetrics.emplace_back("log_odds_chosen", odds.mean().item<double>());
    }
}

void logWeights(const at::Tensor& weights, LossOut& out)
{
    if (weights.numel() > 0) {
        const at::Tensor values = weights.detach().to(at::kDouble);
        out.unitMetrics.emplace_back("marginalia/weight/mean", values.mean().item<double>());
        out.unitMetrics.emplace_back("marginalia/weight/min", values.min().item<double>());
        out.unitMetrics.emplace_back("marginalia/weight/max", values.max().item<double>());
    }
}

void logNoise(const NoisyLoss& noisy, const ObjectiveState& state, const PairIndex& pairs,
              LossOut& out)
{
    if (!noisy.posterior.defined()) {
        return;
    }
    const at::Tensor none = at::full_like(out.rowLoss, std::numeric_limits<double>::quiet_NaN());
    out.rowMetrics.emplace_back("posterior", onBothRows(noisy.posterior.detach(), pairs, none));
    const std::vector<double>& eta = state.at("eta");
    for (std::size_t k = 0; k < eta.size(); ++k) {
        out.unitMetrics.emplace_back("marginalia/eta/" + std::to_string(k), eta[k]);
    }
}

}  // namespace

LossOut pairwise(const RowBatch& batch, const PairwiseOptions& options, ObjectiveState& state)
{
    const RowScores scores = rowScores(batch, options.score, options.alpha, options.changes);
    const PairIndex pairs = pairIndex(batch);
    PairView view = viewOf(batch, options, scores, pairs);
    LossOut out;
    if (options.runningShift) {
        view.n.delta =
            runningShift(options.numbers.beta * at::cat({view.chosen, view.rejected}), state);
        out.unitMetrics.emplace_back("marginalia/delta", view.n.delta);
    }

    const at::Tensor right = options.link(view, 1);
    const bool noisyLabels = options.noise.kind != NoiseModel::Kind::Clean;
    const at::Tensor wrong = noisyLabels ? options.link(view, -1) : right;
    const NoisyLoss noisy =
        withNoise(options.noise, right, wrong, pick(batch.values.annotator, pairs.chosen), state);
    at::Tensor loss = noisy.loss * options.scale;
    if (options.wpo) {
        const at::Tensor weights = wpoWeights(batch, options, scores, pairs);
        loss = loss * weights;
        logWeights(weights, out);
    }

    const at::Tensor dataWeight = pick(batch.weight, pairs.chosen);
    out.terms.push_back({options.term, 1, (dataWeight * loss).sum(), Denominator::Pairs});
    if (options.nll) {
        LossTerm term = nllTerm(batch, options.nll->name, options.nll->role, options.nll->reduction,
                                options.nll->wholeText);
        term.weight = options.nll->weight;
        out.terms.push_back(std::move(term));
    }
    out.rowLoss = onBothRows(loss.detach(), pairs, at::zeros_like(scores.sums.detach()));
    out.rowMetrics = {{"reward", rewardOf(options, scores)}, {"logp", shownLogps(options, scores)}};
    if (!usesReference(options.score)) {
        logLikelihood(batch, options, view, out);
    }
    logNoise(noisy, state, pairs, out);
    if (options.countActive && right.numel() > 0) {
        out.unitMetrics.emplace_back("marginalia/hinge/active",
                                     (right.detach() > 0).to(at::kDouble).mean().item<double>());
    }
    if (options.changes.humanline) {
        out.unitMetrics.emplace_back("marginalia/unclamped_fraction", scores.unclamped);
    }
    return out;
}

}  // namespace marginalia
