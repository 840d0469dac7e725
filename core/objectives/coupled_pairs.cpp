// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/coupled_pairs.h"

#include "core/objectives/safe_math.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/sort.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <limits>
#include <map>

namespace marginalia {

namespace {

at::Tensor noNumber(const at::Tensor& like)
{
    return at::full_like(like.detach(), std::numeric_limits<double>::quiet_NaN());
}

/// Ascending values and where each came from.
std::pair<at::Tensor, at::Tensor> ascending(const at::Tensor& values)
{
    const auto [sorted, index] = at::sort(values, 0, false);
    return {sorted, index};
}

}  // namespace

LossOut aot(const RowBatch& batch, const AotOptions& options)
{
    const PairIndex pairs = pairIndex(batch);
    const RowScores scores = rowScores(batch, PairScore::SumRatio, 0, options.changes);
    const auto chosen = [&](const at::Tensor& rows) { return rows.index_select(0, pairs.chosen); };
    const auto rejected = [&](const at::Tensor& rows) {
        return rows.index_select(0, pairs.rejected);
    };
    at::Tensor first;
    at::Tensor second;
    at::Tensor chosenAt;
    at::Tensor rejectedAt;
    if (options.unpaired) {
        std::tie(first, chosenAt) = ascending(chosen(scores.score));
        std::tie(second, rejectedAt) = ascending(rejected(scores.score));
    } else {
        // The reference's part of the score, with the same changes on tokens.
        const at::Tensor policy = rowScores(batch, PairScore::Sum, 0, options.changes).score;
        const at::Tensor reference = (policy - scores.score).detach();
        std::tie(first, chosenAt) = ascending(chosen(policy) - rejected(policy));
        second = ascending(chosen(reference) - rejected(reference)).first;
        rejectedAt = chosenAt;
    }
    const at::Tensor u = options.beta * (first - second);
    const at::Tensor loss = -(1 - options.labelSmoothing) * safe::logSigmoid(u) -
                            options.labelSmoothing * safe::logSigmoid(-u);

    LossOut out;
    const at::Tensor weight = chosen(batch.weight).index_select(0, chosenAt);
    out.terms = {{"aot", 1, (weight * loss).sum(), Denominator::Pairs}};
    if (options.unpaired) {
        out.terms[0].name = "aot_unpaired";
    }
    const at::Tensor onChosen = pairs.chosen.index_select(0, chosenAt);
    const at::Tensor onRejected = pairs.rejected.index_select(0, rejectedAt);
    const at::Tensor each = loss.detach();
    const at::Tensor rank = at::arange(each.numel(), each.options());
    out.rowLoss = at::zeros_like(scores.sums.detach())
                      .index_copy(0, onChosen, each)
                      .index_copy(0, onRejected, each);
    out.rowMetrics = {
        {"reward", (options.beta * scores.ratios).detach()},
        {"logp", scores.sums.detach()},
        {"sorted_rank",
         noNumber(scores.sums).index_copy(0, onChosen, rank).index_copy(0, onRejected, rank)}};
    if (options.changes.humanline) {
        out.unitMetrics.emplace_back("marginalia/unclamped_fraction", scores.unclamped);
    }
    return out;
}

LossOut dpoMulti(const RowBatch& batch, double beta)
{
    const RowScores scores = rowScores(batch, PairScore::SumRatio, 0, {});
    const PairIndex pairs = pairIndex(batch);
    const at::Tensor difference =
        scores.score.index_select(0, pairs.chosen) - scores.score.index_select(0, pairs.rejected);
    const at::Tensor loss = -safe::logSigmoid(beta * difference);
    std::vector<std::int64_t> groups;
    std::int64_t count = 0;
    std::map<std::int32_t, std::int64_t> numbers;
    for (std::int64_t p = 0; p < loss.numel(); ++p) {
        const auto row = static_cast<std::size_t>(pairs.chosen[p].item<std::int64_t>());
        // A pair without a group stands alone.
        const std::int32_t group = batch.group.empty() ? -1 : batch.group[row];
        const bool isNew = group < 0 || numbers.try_emplace(group, count).second;
        groups.push_back(isNew ? count++ : numbers.at(group));
    }
    const at::Tensor group = at::tensor(groups, pairs.chosen.options());
    const at::Tensor none = at::zeros({count}, loss.options().requires_grad(false));
    const at::Tensor total = none.index_add(0, group, loss.detach()).index_select(0, group);
    const at::Tensor pairsOfGroup =
        none.index_add(0, group, at::ones_like(loss.detach())).index_select(0, group);
    // Where all aspects are learned (losses 0 in this dtype), none lags behind.
    const at::Tensor share =
        at::where(total > 0, loss.detach() / total.clamp_min(1e-30), 1 / pairsOfGroup);
    const at::Tensor groupLoss = none.index_add(0, group, share * loss);
    // Pairs of a prompt carry the same weight.
    const at::Tensor groupWeight =
        none.index_copy(0, group, batch.weight.index_select(0, pairs.chosen));

    LossOut out;
    out.terms = {{"dpo_multi", 1, (groupWeight * groupLoss).sum(), Denominator::Groups}};
    const at::Tensor each = groupLoss.detach().index_select(0, group);
    const at::Tensor zeros = at::zeros_like(scores.sums.detach());
    out.rowLoss = zeros.index_copy(0, pairs.chosen, each).index_copy(0, pairs.rejected, each);
    out.rowMetrics = {{"reward", (beta * scores.ratios).detach()},
                      {"logp", scores.sums.detach()},
                      {"aspect_weights", noNumber(scores.sums)
                                             .index_copy(0, pairs.chosen, share)
                                             .index_copy(0, pairs.rejected, share)}};
    return out;
}

}  // namespace marginalia
