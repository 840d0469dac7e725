// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/advantages.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

#include <cmath>

namespace marginalia {

namespace {

constexpr double kLeastDeviation = 1e-4;  // TRL's

/// Mean and standard deviation (divisor n - 1) of the numbers among chosen rows.
struct Spread {
    double mean = 0;
    double deviation = 0;
    std::size_t count = 0;
};

Spread spreadOf(const std::vector<double>& values, const std::vector<std::int64_t>& rows)
{
    Spread out;
    for (const std::int64_t row : rows) {
        const double value = values[static_cast<std::size_t>(row)];
        if (!std::isnan(value)) {
            out.mean += value;
            ++out.count;
        }
    }
    if (out.count == 0) {
        return out;
    }
    out.mean /= static_cast<double>(out.count);
    double squares = 0;
    for (const std::int64_t row : rows) {
        const double value = values[static_cast<std::size_t>(row)];
        squares += std::isnan(value) ? 0 : (value - out.mean) * (value - out.mean);
    }
    if (out.count > 1) {
        out.deviation = std::sqrt(squares / static_cast<double>(out.count - 1));
    }
    return out;
}

std::vector<std::int64_t> allRows(const RowBatch& batch)
{
    std::vector<std::int64_t> out;
    for (std::int64_t i = 0; i < batch.rows(); ++i) {
        out.push_back(i);
    }
    return out;
}

}  // namespace

std::vector<double> numbers(const at::Tensor& tensor)
{
    const at::Tensor doubles = tensor.detach().to(at::kCPU, at::kDouble).contiguous();
    const double* data = doubles.const_data_ptr<double>();
    return {data, data + doubles.numel()};
}

at::Tensor likeLogps(const RowBatch& batch, const std::vector<double>& values)
{
    return at::tensor(values, at::kDouble).to(batch.lp.device(), batch.lp.scalar_type());
}

at::Tensor rewardsOf(const RowBatch& batch)
{
    return batch.values.reward.defined() ? batch.values.reward.detach()
                                         : at::zeros_like(batch.weight.detach());
}

at::Tensor groupAdvantages(const RowBatch& batch, RewardScale scale)
{
    if (batch.values.advantage.defined()) {
        return batch.values.advantage.detach();
    }
    const std::vector<double> rewards = numbers(rewardsOf(batch));
    const double whole = spreadOf(rewards, allRows(batch)).deviation;
    std::vector<double> out(rewards.size(), 0.0);
    for (const auto& rows : groupRows(batch)) {
        const Spread group = spreadOf(rewards, rows);
        const double divisor =
            scale == RewardScale::None
                ? 1
                : (scale == RewardScale::Group ? group.deviation : whole) + kLeastDeviation;
        for (const std::int64_t row : rows) {
            const double reward = rewards[static_cast<std::size_t>(row)];
            out[static_cast<std::size_t>(row)] =
                std::isnan(reward) ? 0 : (reward - group.mean) / divisor;
        }
    }
    return likeLogps(batch, out);
}

at::Tensor leaveOneOutAdvantages(const RowBatch& batch, const at::Tensor& rewards, bool groupMean)
{
    const std::vector<double> each = numbers(rewards);
    std::vector<double> out(each.size(), 0.0);
    for (const auto& rows : groupRows(batch)) {
        const Spread group = spreadOf(each, rows);
        const auto count = static_cast<double>(group.count);
        for (const std::int64_t row : rows) {
            const double reward = each[static_cast<std::size_t>(row)];
            if (std::isnan(reward) || group.count < 2) {
                continue;
            }
            // r - (sum - r) / (n - 1) = (r - mean) n / (n - 1)
            out[static_cast<std::size_t>(row)] =
                (reward - group.mean) * (groupMean ? 1 : count / (count - 1));
        }
    }
    return likeLogps(batch, out);
}

std::vector<std::pair<std::string, double>> rewardMetrics(const RowBatch& batch)
{
    if (!batch.values.reward.defined()) {
        return {};
    }
    const std::vector<double> rewards = numbers(batch.values.reward);
    double deviation = 0;
    double flat = 0;
    double groups = 0;
    for (const auto& rows : groupRows(batch)) {
        const Spread group = spreadOf(rewards, rows);
        deviation += group.deviation;
        flat += group.deviation < 1e-8 ? 1 : 0;
        groups += 1;
    }
    std::vector<std::pair<std::string, double>> out = {
        {"reward", spreadOf(rewards, allRows(batch)).mean}};
    if (groups > 0) {
        out.emplace_back("reward_std", deviation / groups);
        out.emplace_back("frac_reward_zero_std", flat / groups);
    }
    return out;
}

at::Tensor trainedOnly(const RowBatch& batch, const at::Tensor& perToken)
{
    return at::where(batch.trained, perToken, at::zeros_like(perToken));
}

at::Tensor oldLogps(const RowBatch& batch)
{
    return (batch.samples.old.defined() ? batch.samples.old : batch.lp).detach();
}

}  // namespace marginalia
