// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/rwr.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace marginalia {

namespace {

/// 1 for the best `k` of each group by reward, the earlier row first among equals.
std::vector<double> bestOfGroups(const std::vector<RowFacts>& rows, std::int64_t k)
{
    std::map<std::int32_t, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!std::isnan(rows[i].reward)) {
            groups[rows[i].group].push_back(i);
        }
    }
    std::vector<double> out(rows.size(), 0);
    for (auto& [group, members] : groups) {
        std::stable_sort(members.begin(), members.end(), [&](std::size_t left, std::size_t right) {
            return rows[left].reward > rows[right].reward;
        });
        const auto kept = std::min(members.size(), static_cast<std::size_t>(k));
        for (std::size_t i = 0; i < kept; ++i) {
            out[members[i]] = 1;
        }
    }
    return out;
}

double weightOf(const RowFacts& row, const RwrOptions& options)
{
    switch (options.weighting) {
        case RwrWeighting::PrefFt:
            return row.role == RowRole::Rejected ? 0 : 1;
        case RwrWeighting::Sigmoid:
            return 1 / (1 + std::exp(-row.reward / options.temperature));
        default:
            return std::clamp(std::exp((row.reward - options.baseline) / options.temperature),
                              options.lo, options.hi);
    }
}

}  // namespace

std::vector<double> rwrWeights(const std::vector<RowFacts>& rows, const RwrOptions& options)
{
    if (options.weighting == RwrWeighting::BestOfN) {
        return bestOfGroups(rows, options.topK);
    }
    std::vector<double> out;
    for (const RowFacts& row : rows) {
        out.push_back(weightOf(row, options));
    }
    return out;
}

LossOut rwr(const RowBatch& batch, const RwrOptions& options)
{
    const at::Tensor sums = sequenceSums(batch, batch.lp);
    const at::Tensor weights =
        at::tensor(rwrWeights(rowFacts(batch), options), at::kDouble).to(sums.options());
    const at::Tensor losses = -weights * sums;
    LossOut out;
    out.terms = {{"rwr", 1, (batch.weight * losses).sum(),
                  options.keptOnly ? Denominator::Own : Denominator::Tokens}};
    out.rowLoss = (losses / lengthsForMeans(batch)).detach();
    out.rowMetrics = {
        {"logp", sums.detach()}, {"row_sum", losses.detach()}, {"row_weight", weights}};
    out.unitMetrics = {{"marginalia/weight/mean", weights.mean().item<double>()}};
    return out;
}

double rwrKeptTokens(const std::vector<RowFacts>& rows, const RwrOptions& options)
{
    const std::vector<double> weights = rwrWeights(rows, options);
    double sum = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        sum += weights[i] > 0 ? rows[i].weight * rows[i].tokens : 0;
    }
    return sum;
}

}  // namespace marginalia
