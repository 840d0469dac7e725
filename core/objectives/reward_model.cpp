// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/reward_model.h"

#include "core/objectives/safe_math.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <limits>

namespace marginalia {

namespace {

constexpr std::int64_t kNotJudged = -100;

/// Judged steps, or each row's last one: [S] bool.
at::Tensor stepsThatCount(const HeadOutputs& heads, std::int64_t rows, bool lastOnly)
{
    const at::Tensor judged = heads.stepLabel != kNotJudged;
    if (!lastOnly) {
        return judged;
    }
    const at::Tensor labels = judged.to(at::kCPU, at::kBool).contiguous();
    const at::Tensor rowOf = heads.stepRow.to(at::kCPU, at::kLong).contiguous();
    std::vector<std::int64_t> last(static_cast<std::size_t>(rows), -1);
    for (std::int64_t i = 0; i < labels.size(0); ++i) {
        if (labels.const_data_ptr<bool>()[i]) {
            last[static_cast<std::size_t>(rowOf.const_data_ptr<std::int64_t>()[i])] = i;
        }
    }
    at::Tensor out = at::zeros({labels.size(0)}, at::kBool);
    for (const std::int64_t step : last) {
        if (step >= 0) {
            out.data_ptr<bool>()[step] = true;
        }
    }
    return out.to(judged.device());
}

/// Sums of per-step values by row: [N].
at::Tensor sumSteps(const RowBatch& batch, const at::Tensor& perStep)
{
    return at::zeros({batch.rows()}, perStep.options().requires_grad(false))
        .index_add(0, batch.heads.stepRow, perStep);
}

double share(const at::Tensor& hits, const at::Tensor& among)
{
    return (hits & among).sum().item<double>() / among.sum().item<double>();
}

/// Share of right verdicts, and the mean of that share over steps that are right and steps that
/// are wrong; a kind that does not occur is left out.
std::vector<std::pair<std::string, double>> accuracies(const HeadOutputs& heads,
                                                       const at::Tensor& counted)
{
    const at::Tensor hits = heads.stepLogits.detach().argmax(-1) == heads.stepLabel;
    std::vector<std::pair<std::string, double>> out;
    if (counted.any().item<bool>()) {
        double sum = 0;
        double kinds = 0;
        for (const std::int64_t label : {0, 1}) {
            const at::Tensor among = counted & (heads.stepLabel == label);
            if (among.any().item<bool>()) {
                sum += share(hits, among);
                kinds += 1;
            }
        }
        out.emplace_back("accuracy", share(hits, counted));
        out.emplace_back("marginalia/accuracy/balanced", sum / kinds);
    }
    return out;
}

}  // namespace

LossOut rmBt(const RowBatch& batch, const RmBtOptions& options)
{
    const PairIndex pairs = pairIndex(batch);
    const auto chosenOf = [&](const at::Tensor& rows) {
        return rows.index_select(0, pairs.chosen);
    };
    const at::Tensor chosen = chosenOf(batch.heads.score);
    const at::Tensor rejected = batch.heads.score.index_select(0, pairs.rejected);
    at::Tensor lead = chosen - rejected;
    if (options.useMargin && batch.values.margin.defined()) {
        lead = lead - chosenOf(batch.values.margin);
    }
    const at::Tensor sum = chosen + rejected;
    const at::Tensor losses = -safe::logSigmoid(lead) + options.centre * sum * sum;

    LossOut out;
    out.terms = {{"rm_bt", 1, (chosenOf(batch.weight) * losses).sum(), Denominator::Pairs}};
    const at::Tensor none = at::zeros_like(batch.heads.score.detach());
    out.rowLoss = none.index_put({pairs.chosen}, losses.detach())
                      .index_put({pairs.rejected}, losses.detach());
    out.rowMetrics = {{"reward", batch.heads.score.detach()}};
    return out;
}

LossOut rmMse(const RowBatch& batch)
{
    const HeadOutputs& heads = batch.heads;
    // A rating that is not there may be NaN, and 0 x NaN would be one in the gradient.
    const at::Tensor targets =
        at::where(heads.present, heads.targets, at::zeros_like(heads.targets));
    const at::Tensor error = at::sigmoid(heads.scores) - targets;
    const at::Tensor losses =
        at::where(heads.present, error * error, at::zeros_like(error)).sum(-1);
    LossOut out;
    out.terms = {{"rm_mse", 1, (batch.weight * losses).sum(), Denominator::Attributes}};
    out.rowLoss = losses.detach();
    out.rowMetrics = {{"row_sum", losses.detach()}};
    return out;
}

LossOut prm(const RowBatch& batch, bool lastStepOnly)
{
    const HeadOutputs& heads = batch.heads;
    const at::Tensor counted = stepsThatCount(heads, batch.rows(), lastStepOnly);
    const at::Tensor labels = at::where(counted, heads.stepLabel, at::zeros_like(heads.stepLabel));
    const at::Tensor all =
        -at::log_softmax(heads.stepLogits, -1).gather(1, labels.unsqueeze(1)).squeeze(1);
    const at::Tensor losses = sumSteps(batch, at::where(counted, all, at::zeros_like(all)));
    LossOut out;
    out.terms = {{"prm", 1, (batch.weight * losses).sum(),
                  lastStepOnly ? Denominator::Own : Denominator::JudgedSteps}};
    out.rowLoss = losses.detach();
    out.rowMetrics = {{"row_sum", losses.detach()}};
    out.unitMetrics = accuracies(heads, counted);
    return out;
}

double judgedRows(const std::vector<RowFacts>& rows)
{
    double sum = 0;
    for (const RowFacts& row : rows) {
        sum += row.steps > 0 ? row.weight : 0;
    }
    return sum;
}

}  // namespace marginalia
