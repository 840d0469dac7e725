// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/sampled_pairs.h"

#include "core/objectives/advantages.h"
#include "core/objectives/safe_math.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <map>

namespace marginalia {

namespace {

/// Both rows of every pair, by ascending pair index; a sample of the reference comes second.
struct Couples {
    std::vector<std::int64_t> first;
    std::vector<std::int64_t> second;
};

Couples couples(const RowBatch& batch)
{
    std::map<std::int32_t, std::vector<std::int64_t>> rows;
    for (std::size_t i = 0; i < batch.pair.size(); ++i) {
        if (batch.pair[i] >= 0) {
            rows[batch.pair[i]].push_back(static_cast<std::int64_t>(i));
        }
    }
    Couples out;
    for (auto& [pair, members] : rows) {
        if (members.size() != 2) {
            continue;
        }
        if (batch.role[static_cast<std::size_t>(members[0])] == RowRole::ReferenceSample) {
            std::swap(members[0], members[1]);
        }
        out.first.push_back(members[0]);
        out.second.push_back(members[1]);
    }
    return out;
}

LossOut onRankedPairs(const RowBatch& batch, const SampledPairOptions& options)
{
    const Couples both = couples(batch);
    const auto index = [&](const std::vector<std::int64_t>& rows) {
        return at::tensor(rows, at::kLong).to(batch.lp.device());
    };
    const at::Tensor first = index(both.first);
    const at::Tensor second = index(both.second);
    const at::Tensor rewards = rewardsOf(batch);
    const at::Tensor firstWins = rewards.index_select(0, first) >= rewards.index_select(0, second);
    const at::Tensor chosen = at::where(firstWins, first, second);
    const at::Tensor rejected = at::where(firstWins, second, first);

    const at::Tensor sums = sequenceSums(batch, batch.lp);
    const at::Tensor ratio = sums - referenceSums(batch);
    const at::Tensor gap = ratio.index_select(0, chosen) - ratio.index_select(0, rejected);
    const at::Tensor miss = gap - 1 / (2 * options.beta);
    const at::Tensor loss = options.ipo ? miss * miss : -safe::logSigmoid(options.beta * gap);

    LossOut out;
    const at::Tensor weight = batch.weight.index_select(0, chosen);
    // Pairs have no roles before they are ranked: their weights are counted by Own.
    out.terms = {{"dpo", 1, (weight * loss).sum(), Denominator::Own}};
    if (options.alpha != 0) {
        out.terms.push_back({"optimism", options.alpha,
                             (weight * sums.index_select(0, second)).sum(), Denominator::Own});
    }
    at::Tensor each = loss.detach();
    if (options.alpha != 0) {
        each = each + options.alpha * sums.detach().index_select(0, second);
    }
    const at::Tensor empty = at::zeros({batch.rows()}, each.options());
    out.rowLoss = empty.index_copy(0, first, each).index_copy(0, second, each);
    const at::Tensor which = at::where(firstWins, at::zeros_like(each), at::zeros_like(each) + 1);
    out.rowMetrics = {{"chosen", empty.index_copy(0, first, which).index_copy(0, second, which)},
                      {"reward", rewards},
                      {"implicit_reward", (options.beta * ratio).detach()},
                      {"logp", sums.detach()}};
    out.unitMetrics = rewardMetrics(batch);
    const at::Tensor margin = (options.beta * gap).detach();
    if (margin.numel() > 0) {
        out.unitMetrics.emplace_back("rewards/margins", margin.mean().item<double>());
        out.unitMetrics.emplace_back("rewards/accuracies",
                                     (margin > 0).to(at::kDouble).mean().item<double>());
    }
    return out;
}

}  // namespace

LossOut onlineDpo(const RowBatch& batch, const SampledPairOptions& options)
{
    return onRankedPairs(batch, options);
}

LossOut xpo(const RowBatch& batch, const SampledPairOptions& options)
{
    return onRankedPairs(batch, options);
}

LossOut nashMd(const RowBatch& batch, double beta)
{
    const at::Tensor ratio = trainedOnly(batch, batch.lp - referenceLogps(batch)).detach();
    const at::Tensor kl = sequenceSums(batch, ratio * batch.lp);
    const at::Tensor wins = batch.values.prob.detach() - 0.5;
    const at::Tensor sums = sequenceSums(batch, batch.lp);
    const at::Tensor ours = ~rowsWithRole(batch, {RowRole::ReferenceSample});
    const at::Tensor each = beta * kl - wins * sums;
    const at::Tensor loss = at::where(ours, each, at::zeros_like(each));
    LossOut out;
    out.terms = {{"nash_md", 1, (batch.weight * loss).sum(), Denominator::Rows}};
    out.rowLoss = loss.detach();
    out.unitMetrics = {{"kl", sequenceSums(batch, ratio).mean().item<double>()}};
    out.rowMetrics = {{"reward", batch.values.prob.detach()}, {"logp", sums.detach()}};
    return out;
}

}  // namespace marginalia
