// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/ranking.h"

#include "core/objectives/group_loss.h"
#include "core/objectives/safe_math.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/logsumexp.h>
#include <ATen/ops/pow.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

/// Pairs (worse, better) of places in a list of values that grow towards the better.
struct Orders {
    std::vector<std::int64_t> worse;
    std::vector<std::int64_t> better;
};

Orders ordersOf(const std::vector<double>& values)
{
    Orders out;
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t j = 0; j < values.size(); ++j) {
            if (values[i] < values[j]) {
                out.worse.push_back(static_cast<std::int64_t>(i));
                out.better.push_back(static_cast<std::int64_t>(j));
            }
        }
    }
    return out;
}

at::Tensor pick(const at::Tensor& values, const std::vector<std::int64_t>& places)
{
    return values.index_select(0, at::tensor(places, at::kLong).to(values.device()));
}

at::Tensor nothing(const at::Tensor& like)
{
    return at::zeros({}, like.options().requires_grad(false));
}

/// log(1 + sum e^x) of a flat list.
at::Tensor log1pSumExp(const at::Tensor& exponents)
{
    return at::logsumexp(at::cat({exponents.reshape({-1}), nothing(exponents).unsqueeze(0)}), {0});
}

/// The first of the greatest.
std::int64_t bestOf(const std::vector<double>& rewards)
{
    return std::max_element(rewards.begin(), rewards.end()) - rewards.begin();
}

/// One step of PRO: the answer at `place` of a list sorted best first against those behind it.
at::Tensor proStep(const at::Tensor& averages, const std::vector<double>& rewards,
                   std::size_t place, bool keepTies)
{
    const double widest = rewards[place] - rewards.back();
    std::vector<std::int64_t> behind;
    std::vector<double> spread;
    for (std::size_t i = place + 1; i < rewards.size(); ++i) {
        const double difference = rewards[place] - rewards[i];
        if (difference > 0 || keepTies) {
            behind.push_back(static_cast<std::int64_t>(i));
            spread.push_back(difference);
        }
    }
    const at::Tensor own = averages[static_cast<std::int64_t>(place)] * widest;
    const at::Tensor others =
        pick(averages, behind) * at::tensor(spread, at::kDouble).to(averages.options());
    return at::logsumexp(at::cat({own.unsqueeze(0), others}), {0}) - own;
}

at::Tensor aftContrast(const at::Tensor& averages, const AnswerGroup& group,
                       const AftOptions& options)
{
    const auto boundary = [&](const at::Tensor& bad, const at::Tensor& good,
                              const at::Tensor& worst) {
        const at::Tensor floor = worst.detach() - 2 * options.b;
        return log1pSumExp(at::stack({bad - good, (floor - bad).expand_as(bad - good)}));
    };
    if (options.mode == AftMode::Ranking) {
        const Orders orders = ordersOf(group.rewards);
        if (orders.worse.empty()) {
            return nothing(averages);
        }
        const at::Tensor good = pick(averages, orders.better);
        return boundary(pick(averages, orders.worse), good, good);
    }
    if (group.positives.empty() || group.negatives.empty()) {
        return nothing(averages);
    }
    const at::Tensor good = pick(averages, group.positives).unsqueeze(1);
    const at::Tensor bad = pick(averages, group.negatives).unsqueeze(0);
    if (options.mode == AftMode::Detached) {
        return log1pSumExp(bad.detach() - good);
    }
    return boundary(bad, good, good.min());
}

}  // namespace

LossOut rrhf(const RowBatch& batch, const RrhfOptions& options)
{
    const at::Tensor sums = sequenceSums(batch, batch.lp);
    const at::Tensor lengths = lengthsForMeans(batch);
    const at::Tensor scores = sums / at::pow(lengths, options.kappa);
    const at::Tensor likelihood = options.sumNll ? sums : sums / lengths;
    return groupLoss("rrhf", batch, scores.detach(), [&](const AnswerGroup& group) {
        const at::Tensor p = pick(scores, group.rows);
        const Orders orders = ordersOf(group.rewards);
        // relu has slope 0 at 0, as the reference values take it.
        const at::Tensor hinges = (pick(p, orders.worse) - pick(p, orders.better)).relu().sum();
        return options.omega * hinges - pick(likelihood, group.rows)[bestOf(group.rewards)];
    });
}

LossOut pro(const RowBatch& batch, const ProOptions& options)
{
    const at::Tensor sums = sequenceSums(batch, batch.lp);
    const at::Tensor averages = sums / lengthsForMeans(batch);
    return groupLoss("pro", batch, averages.detach(), [&](AnswerGroup group) {
        group.sortBestFirst();
        const at::Tensor s = pick(averages, group.rows);
        const double steps = static_cast<double>(group.rows.size()) - 1;
        at::Tensor loss = -options.omega * steps * steps * pick(sums, group.rows)[0];
        for (std::size_t k = 0; k + 1 < group.rows.size(); ++k) {
            // Nothing behind it is worse: the step would be a constant.
            if (group.rewards[k] > group.rewards.back()) {
                loss = loss + proStep(s, group.rewards, k, options.keepTies);
            }
        }
        return loss;
    });
}

LossOut aft(const RowBatch& batch, const AftOptions& options)
{
    const at::Tensor averages = sequenceSums(batch, batch.lp) / lengthsForMeans(batch);
    return groupLoss("aft", batch, averages.detach(), [&](const AnswerGroup& group) {
        const at::Tensor contrast = aftContrast(pick(averages, group.rows), group, options);
        return group.demo < 0 ? options.omega * contrast
                              : options.omega * contrast - averages[group.demo];
    });
}

LossOut infonca(const RowBatch& batch, const NcaOptions& options)
{
    const at::Tensor rewards = implicitRewards(batch, options.beta);
    return groupLoss("infonca", batch, rewards.detach(), [&](const AnswerGroup& group) {
        const at::Tensor q = targetsOf(group, options.alpha, rewards);
        return -(q * at::log_softmax(pick(rewards, group.rows), 0)).sum();
    });
}

LossOut nca(const RowBatch& batch, const NcaOptions& options)
{
    const at::Tensor rewards = implicitRewards(batch, options.beta);
    return groupLoss("nca", batch, rewards.detach(), [&](const AnswerGroup& group) {
        const at::Tensor q = targetsOf(group, options.alpha, rewards);
        const at::Tensor u = pick(rewards, group.rows);
        return -(q * safe::logSigmoid(u)).sum() - safe::logSigmoid(-u).mean();
    });
}

LossOut dpoPl(const RowBatch& batch, double beta)
{
    const at::Tensor rewards = implicitRewards(batch, beta);
    return groupLoss("dpo_pl", batch, rewards.detach(), [&](AnswerGroup group) {
        group.sortBestFirst();
        const at::Tensor u = pick(rewards, group.rows);
        at::Tensor loss = nothing(rewards);
        for (std::size_t k = 0; k + 1 < group.rows.size(); ++k) {
            std::vector<std::int64_t> field = {static_cast<std::int64_t>(k)};
            for (std::size_t i = k + 1; i < group.rows.size(); ++i) {
                if (group.rewards[i] < group.rewards[k]) {
                    field.push_back(static_cast<std::int64_t>(i));
                }
            }
            loss = loss + at::logsumexp(pick(u, field), {0}) - u[static_cast<std::int64_t>(k)];
        }
        return loss;
    });
}

}  // namespace marginalia
