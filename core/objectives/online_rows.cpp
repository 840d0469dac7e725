// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/online_rows.h"

#include "core/objectives/advantages.h"
#include "core/objectives/safe_math.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/log.h>
#include <ATen/ops/logsumexp.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace marginalia {

namespace {

/// Success rate and weight of each row's group; a weight of 0 drops the group.
struct GroupSuccess {
    at::Tensor rate;    ///< [N]
    at::Tensor weight;  ///< [N]
};

double weightAt(NftWeight kind, double rate)
{
    switch (kind) {
        case NftWeight::OneMinusQ:
            return 1 - rate;
        case NftWeight::Sqrt:
            return std::sqrt((1 - rate) / rate);
        case NftWeight::One:
            return 1;
    }
    return 1;
}

GroupSuccess successOf(const RowBatch& batch, NftWeight kind)
{
    const std::vector<double> reward = numbers(rewardsOf(batch));
    std::vector<double> rate(reward.size(), 0.5);
    std::vector<double> weight(reward.size(), 0.0);
    for (const auto& rows : groupRows(batch)) {
        double right = 0;
        for (const std::int64_t row : rows) {
            right += reward[static_cast<std::size_t>(row)] > 0.5 ? 1 : 0;
        }
        const double share = right / static_cast<double>(rows.size());
        const double kept = std::clamp(share, 0.02, 0.98);
        for (const std::int64_t row : rows) {
            rate[static_cast<std::size_t>(row)] = kept;
            weight[static_cast<std::size_t>(row)] =
                share <= 0 || share >= 1 ? 0 : weightAt(kind, kept);
        }
    }
    return {likeLogps(batch, rate), likeLogps(batch, weight)};
}

/// -log of the ratio for right answers, of the remaining policy's for wrong ones.
at::Tensor nftTerm(const at::Tensor& logRatio, const at::Tensor& right, const at::Tensor& rate,
                   double negativeWeight)
{
    const at::Tensor rest = (1 - rate * at::exp(logRatio)) / (1 - rate);
    const at::Tensor wrong = -at::log(safe::clampStraightThrough(rest, 1.0)) * negativeWeight;
    return at::where(right, -logRatio, wrong);
}

/// Advantages of MiniLLM: [T], 0 outside the mask.
at::Tensor discountedGaps(const RowBatch& batch, const MiniLlmOptions& options)
{
    const std::vector<double> gap =
        numbers(trainedOnly(batch, batch.statistics.otherLogps.detach() - batch.lp.detach()));
    const std::vector<double> trained = numbers(batch.trained);
    const std::vector<double> rows = numbers(batch.rowOfToken);
    std::vector<double> out(gap.size(), 0.0);
    double sum = 0;
    double weight = 0;
    double row = -1;
    for (std::size_t t = gap.size(); t-- > 0;) {
        if (trained[t] == 0) {
            continue;
        }
        if (rows[t] != row) {
            sum = 0;
            weight = 0;
            row = rows[t];
        }
        sum = gap[t] + options.gamma * sum;
        weight = 1 + options.gamma * weight;
        out[t] = options.lengthNorm ? sum / weight : sum;
    }
    return likeLogps(batch, out);
}

LossOut meanOverTokens(const RowBatch& batch, const char* name, const at::Tensor& perToken)
{
    const at::Tensor sums = sequenceSums(batch, perToken);
    LossOut out;
    out.terms = {{name, 1, (batch.weight * sums).sum(), Denominator::Tokens}};
    out.rowLoss = (sums / lengthsForMeans(batch)).detach();
    out.rowMetrics = {{"row_sum", sums.detach()}, {"logp", sequenceSums(batch, batch.lp.detach())}};
    return out;
}

}  // namespace

LossOut nft(const RowBatch& batch, const NftOptions& options)
{
    constexpr double kMostExponent = 10;
    const GroupSuccess success = successOf(batch, options.weight);
    const at::Tensor right = rewardsOf(batch) > 0.5;
    const at::Tensor gap = trainedOnly(batch, batch.lp - oldLogps(batch));
    at::Tensor sums;
    if (options.wholeAnswers) {
        const at::Tensor logRatio = sequenceSums(batch, gap).clamp_max(kMostExponent);
        sums = nftTerm(logRatio, right, success.rate, options.negativeWeight);
    } else {
        sums = sequenceSums(batch, nftTerm(gap.clamp_max(kMostExponent), byToken(batch, right),
                                           byToken(batch, success.rate), options.negativeWeight));
    }
    // where, not a product: a dropped group must give 0 whatever its ratios are.
    sums = at::where(success.weight > 0, success.weight * sums, at::zeros_like(sums));
    LossOut out;
    out.terms = {{"nft", 1, (batch.weight * sums).sum(), Denominator::Own}};
    out.rowLoss = (sums / lengthsForMeans(batch)).detach();
    out.unitMetrics = rewardMetrics(batch);
    out.rowMetrics = {{"row_sum", sums.detach()},
                      {"reward", rewardsOf(batch)},
                      {"logp", sequenceSums(batch, batch.lp.detach())}};
    return out;
}

LossOut apoStar(const RowBatch& batch, double beta1, double beta2)
{
    const at::Tensor given = batch.values.referenceRewards.detach();
    const at::Tensor there = ~given.isnan();
    const double least = -std::numeric_limits<double>::infinity();
    const at::Tensor scaled = at::where(there, given / beta1, at::zeros_like(given) + least);
    const at::Tensor number = there.sum(1).to(given.scalar_type());
    const at::Tensor value = beta1 * (at::logsumexp(scaled, {1}) - at::log(number));
    const at::Tensor ratio = batch.refLp.defined()
                                 ? sequenceSums(batch, batch.lp - referenceLogps(batch))
                                 : sequenceSums(batch, batch.lp) - referenceSums(batch);
    const at::Tensor miss = beta2 * ratio - (rewardsOf(batch) - value);
    const at::Tensor loss = miss * miss;
    LossOut out;
    out.terms = {{"apo_star", 1, (batch.weight * loss).sum(), Denominator::Rows}};
    out.rowLoss = loss.detach();
    out.unitMetrics = rewardMetrics(batch);
    out.rowMetrics = {{"v_star", value},
                      {"reward", rewardsOf(batch)},
                      {"logp", sequenceSums(batch, batch.lp.detach())}};
    return out;
}

LossOut gkd(const RowBatch& batch)
{
    return meanOverTokens(batch, "gkd", batch.statistics.jsd);
}

LossOut miniLlm(const RowBatch& batch, const MiniLlmOptions& options)
{
    const at::Tensor advantage = discountedGaps(batch, options);
    at::Tensor term = -advantage * at::exp(batch.lp - batch.lp.detach());
    if (options.singleStep) {
        term = term + batch.statistics.klToOther;
    }
    return meanOverTokens(batch, "minillm", term);
}

}  // namespace marginalia
