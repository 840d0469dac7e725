// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/group_loss.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace marginalia {

namespace {

std::vector<double> listOf(const at::Tensor& values, bool negated)
{
    const at::Tensor doubles = values.detach().to(at::kCPU, at::kDouble).contiguous();
    const double* data = doubles.const_data_ptr<double>();
    std::vector<double> out(data, data + doubles.numel());
    if (negated) {
        std::transform(out.begin(), out.end(), out.begin(), std::negate<>());
    }
    return out;
}

/// Scores by row; from ranks where there are no scores; empty where there is neither.
std::vector<double> scoresOf(const RowBatch& batch)
{
    if (batch.values.reward.defined()) {
        return listOf(batch.values.reward, false);
    }
    return batch.values.rank.defined() ? listOf(batch.values.rank, true) : std::vector<double>();
}

AnswerGroup groupOf(const RowBatch& batch, const std::vector<std::int64_t>& rows,
                    const std::vector<double>& rewards)
{
    AnswerGroup out;
    for (const std::int64_t row : rows) {
        const auto at = static_cast<std::size_t>(row);
        const RowRole role = batch.role[at];
        if (role == RowRole::Demo) {
            out.demo = row;
            continue;
        }
        const bool judged = role == RowRole::Positive || role == RowRole::Negative;
        const bool scored = !rewards.empty() && !std::isnan(rewards[at]);
        if (!judged && !scored) {
            continue;
        }
        const auto place = static_cast<std::int64_t>(out.rows.size());
        (role == RowRole::Negative ? out.negatives : out.positives).push_back(place);
        out.rows.push_back(row);
        out.rewards.push_back(scored ? rewards[at] : 0);
    }
    return out;
}

}  // namespace

void AnswerGroup::sortBestFirst()
{
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return rewards[left] > rewards[right];
    });
    const AnswerGroup before = *this;
    for (std::size_t i = 0; i < order.size(); ++i) {
        rows[i] = before.rows[order[i]];
        rewards[i] = before.rewards[order[i]];
    }
    positives.clear();
    negatives.clear();
}

at::Tensor implicitRewards(const RowBatch& batch, double beta)
{
    return beta * (sequenceSums(batch, batch.lp) - referenceSums(batch));
}

at::Tensor targetsOf(const AnswerGroup& group, double alpha, const at::Tensor& like)
{
    return at::softmax(at::tensor(group.rewards, at::kDouble) / alpha, 0)
        .to(like.options().requires_grad(false));
}

LossOut groupLoss(const char* name, const RowBatch& batch, const at::Tensor& scores,
                  const std::function<at::Tensor(const AnswerGroup&)>& lossOf)
{
    const std::vector<double> rewards = scoresOf(batch);
    std::vector<double> rowLoss(static_cast<std::size_t>(batch.rows()), 0);
    at::Tensor numerator = at::zeros({}, batch.lp.options().requires_grad(false));
    for (const std::vector<std::int64_t>& rows : groupRows(batch)) {
        const AnswerGroup group = groupOf(batch, rows, rewards);
        if (group.rows.empty()) {
            continue;
        }
        const at::Tensor loss = lossOf(group);
        numerator = numerator + batch.weight[group.rows.front()] * loss;
        const double value = loss.item<double>();
        for (const std::int64_t row : rows) {
            rowLoss[static_cast<std::size_t>(row)] = value;
        }
    }
    LossOut out;
    out.terms = {{name, 1, numerator, Denominator::Groups}};
    out.rowLoss = at::tensor(rowLoss, at::kDouble).to(scores.options());
    out.rowMetrics = {{"reward", scores}, {"logp", sequenceSums(batch, batch.lp).detach()}};
    return out;
}

}  // namespace marginalia
