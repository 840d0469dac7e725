// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/vocabulary_stage.h"

#include "core/objectives/statistics_slopes.h"
#include "core/synth/random.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/cumsum.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/searchsorted.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <memory>

namespace marginalia {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Logits of a chunk, float32. Some ten tables of this size live at once.
constexpr std::int64_t kChunkBytes = 8LL << 20;

/// Statistics with a gradient, in the order in which the function gives them.
constexpr at::Tensor TokenStatistics::*kDifferentiable[] = {
    &TokenStatistics::entropy,    &TokenStatistics::logSumSquares, &TokenStatistics::klFromOther,
    &TokenStatistics::klToOther,  &TokenStatistics::jsd,           &TokenStatistics::rollout,
    &TokenStatistics::topEntropy,
};

/// Everything but the tensors that gradients flow to.
struct Plan : torch::CustomClassHolder {
    HeadShape shape;
    at::Tensor otherHidden;  ///< undefined without another model
    at::Tensor otherWeight;
    HeadShape otherShape;
    at::Tensor scored;
    at::Tensor targets;
    StatisticsRequest request;
    VocabularyOptions options;
};

struct HeadChunk {
    at::Tensor logits;    ///< [C, V] float32
    at::Tensor capSlope;  ///< d capped / d plain logit; undefined without a cap
};

HeadChunk headOn(const at::Tensor& rows, const at::Tensor& weight, const HeadShape& shape)
{
    HeadChunk out;
    out.logits = at::mm(rows, weight.t()).to(at::kFloat);
    if (shape.multiplier != 1) {
        out.logits.mul_(shape.multiplier);
    }
    if (shape.cap > 0) {
        out.logits.div_(shape.cap).tanh_();
        out.capSlope = 1 - out.logits * out.logits;
        out.logits.mul_(shape.cap);
    }
    return out;
}

/// A run of scored positions and what both models say there.
struct Chunk {
    at::Tensor index;
    at::Tensor targets;
    at::Tensor rows;
    HeadChunk own;
    at::Tensor other;
    at::Tensor samples;
};

Chunk chunkAt(const Plan& plan, const at::Tensor& hidden, const at::Tensor& weight,
              std::int64_t from, std::int64_t length)
{
    Chunk out;
    out.index = plan.scored.narrow(0, from, length);
    out.targets = plan.targets.narrow(0, from, length);
    out.rows = hidden.index_select(0, out.index);
    out.own = headOn(out.rows, weight, plan.shape);
    if (plan.otherHidden.defined()) {
        out.other =
            headOn(plan.otherHidden.index_select(0, out.index), plan.otherWeight, plan.otherShape)
                .logits;
    }
    if (plan.request.rollout && plan.request.rolloutSamples > 0) {
        out.samples =
            drawRollouts(out.own.logits, plan.request.rolloutKappa, plan.request.rolloutSamples,
                         plan.options.seed, plan.options.firstToken + from);
    }
    return out;
}

std::int64_t chunkRows(const Plan& plan, std::int64_t vocabulary)
{
    return plan.options.chunkRows > 0 ? plan.options.chunkRows
                                      : std::max<std::int64_t>(kChunkBytes / (4 * vocabulary), 16);
}

/// Lists of chunk results by place, joined at the end.
class Columns {
public:
    void add(std::size_t column, const at::Tensor& values)
    {
        if (m_parts.size() <= column) {
            m_parts.resize(column + 1);
        }
        if (values.defined()) {
            m_parts[column].push_back(values);
        }
    }
    at::Tensor joined(std::size_t column, const at::Tensor& empty) const
    {
        return column < m_parts.size() && !m_parts[column].empty() ? at::cat(m_parts[column])
                                                                   : empty;
    }

private:
    std::vector<std::vector<at::Tensor>> m_parts;
};

/// Columns of the function's result: log-probs, the statistics with a gradient, then constants.
constexpr std::size_t kStatistics = 1;
constexpr std::size_t kOtherLogps = kStatistics + std::size(kDifferentiable);
constexpr std::size_t kEntropy = kOtherLogps + 1;
constexpr std::size_t kTop1 = kEntropy + 1;
constexpr std::size_t kColumns = kTop1 + 1;

void addChunk(Columns& columns, const Plan& plan, const Chunk& chunk)
{
    const at::Tensor logp = at::log_softmax(chunk.own.logits, -1);
    const at::Tensor picked = logp.gather(-1, chunk.targets.unsqueeze(-1)).squeeze(-1);
    columns.add(0, picked);
    StatisticsRequest request = plan.request;
    request.entropy = request.entropy || plan.options.withMetrics;
    const TokenStatistics all =
        tokenStatistics(chunk.own.logits, chunk.other, chunk.targets, request, chunk.samples);
    for (std::size_t i = 0; i < std::size(kDifferentiable); ++i) {
        columns.add(kStatistics + i, all.*kDifferentiable[i]);
    }
    columns.add(kOtherLogps, all.otherLogps);
    if (plan.options.withMetrics) {
        columns.add(kEntropy, all.entropy);
        columns.add(kTop1, picked >= logp.amax(-1));
    }
}

StatisticsUpstream upstreamAt(const variable_list& gradients, std::int64_t from,
                              std::int64_t length)
{
    const auto cut = [&](const at::Tensor& whole) {
        return whole.defined() ? whole.narrow(0, from, length) : whole;
    };
    StatisticsUpstream out;
    out.logps = cut(gradients[0]);
    for (std::size_t i = 0; i < std::size(kDifferentiable); ++i) {
        out.statistics.*kDifferentiable[i] = cut(gradients[kStatistics + i]);
    }
    return out;
}

struct Stage : torch::autograd::Function<Stage> {
    static variable_list forward(AutogradContext* context, const at::Tensor& hidden,
                                 const at::Tensor& weight, const c10::intrusive_ptr<Plan>& plan)
    {
        Columns columns;
        const std::int64_t count = plan->scored.size(0);
        const std::int64_t step = chunkRows(*plan, weight.size(0));
        for (std::int64_t from = 0; from < count; from += step) {
            const std::int64_t length = std::min(step, count - from);
            addChunk(columns, *plan, chunkAt(*plan, hidden, weight, from, length));
        }
        context->save_for_backward({hidden, weight});
        context->saved_data["plan"] = c10::IValue::make_capsule(plan);
        // A column that was not asked for is there, empty: the places stay the same.
        const at::Tensor empty = at::zeros({0}, hidden.options().dtype(at::kFloat));
        variable_list out;
        for (std::size_t i = 0; i < kColumns; ++i) {
            out.push_back(columns.joined(i, empty.clone()));
        }
        context->mark_non_differentiable({out[kOtherLogps], out[kEntropy], out[kTop1]});
        context->set_materialize_grads(false);
        return out;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor& hidden = saved[0];
        const at::Tensor& weight = saved[1];
        const auto plan =
            c10::static_intrusive_pointer_cast<Plan>(context->saved_data["plan"].toCapsule());
        at::Tensor hiddenGrad =
            context->needs_input_grad(0) ? at::zeros_like(hidden) : at::Tensor();
        at::Tensor weightGrad =
            context->needs_input_grad(1) ? at::zeros_like(weight, at::kFloat) : at::Tensor();
        const std::int64_t count = plan->scored.size(0);
        const std::int64_t step = chunkRows(*plan, weight.size(0));
        for (std::int64_t from = 0; from < count; from += step) {
            const std::int64_t length = std::min(step, count - from);
            const Chunk chunk = chunkAt(*plan, hidden, weight, from, length);
            at::Tensor slope =
                slopeOfLogits(chunk.own.logits, chunk.other, chunk.targets, plan->request,
                              chunk.samples, upstreamAt(gradients, from, length));
            if (chunk.own.capSlope.defined()) {
                slope.mul_(chunk.own.capSlope);
            }
            if (plan->shape.multiplier != 1) {
                slope.mul_(plan->shape.multiplier);
            }
            slope = slope.to(weight.scalar_type());
            if (hiddenGrad.defined()) {
                hiddenGrad.index_add_(0, chunk.index, at::mm(slope, weight));
            }
            if (weightGrad.defined()) {
                weightGrad.add_(at::mm(slope.t(), chunk.rows));
            }
        }
        if (weightGrad.defined()) {
            weightGrad = weightGrad.to(weight.scalar_type());
        }
        return {hiddenGrad, weightGrad, at::Tensor()};
    }
};

}  // namespace

at::Tensor drawRollouts(const at::Tensor& logits, double kappa, std::int64_t count,
                        std::uint64_t seed, std::int64_t firstToken)
{
    const std::int64_t rows = logits.size(0);
    std::vector<float> draws;
    draws.reserve(static_cast<std::size_t>(rows * count));
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto token = static_cast<std::uint64_t>(firstToken + row);
        synth::Random random(synth::Random(seed ^ (token * 0x9e3779b97f4a7c15ULL)).next());
        for (std::int64_t i = 0; i < count; ++i) {
            draws.push_back(static_cast<float>(random.next() >> 40U) * 0x1p-24F);
        }
    }
    const at::Tensor uniform =
        at::tensor(draws, at::kFloat).view({rows, count}).to(logits.device());
    const at::Tensor sums = at::cumsum(at::softmax(logits.detach() / kappa, -1), -1);
    // Rounding may leave the last sum below 1 and a draw above it.
    return at::searchsorted(sums, uniform, false, true).clamp_max(logits.size(-1) - 1);
}

VocabularyScores vocabularyStage(const VocabularyStates& policy, const VocabularyStates* other,
                                 const at::Tensor& scored, const at::Tensor& targets,
                                 const StatisticsRequest& request, const VocabularyOptions& options)
{
    auto plan = c10::make_intrusive<Plan>();
    plan->shape = policy.head.shape;
    if (request.needsOther() && other != nullptr) {
        plan->otherHidden = other->hidden.detach();
        plan->otherWeight = other->head.weight.detach();
        plan->otherShape = other->head.shape;
    }
    plan->scored = scored;
    plan->targets = targets;
    plan->request = request;
    plan->options = options;
    const variable_list all = Stage::apply(policy.hidden, policy.head.weight, plan);
    const auto column = [&](std::size_t place, bool asked) {
        return asked ? all[place] : at::Tensor();
    };
    VocabularyScores out;
    out.scores = {all[0], column(kEntropy, options.withMetrics),
                  column(kTop1, options.withMetrics)};
    const bool asked[] = {request.entropy,   request.logSumSquares, request.klFromOther,
                          request.klToOther, request.jsd,           request.rollout,
                          request.topEntropy};
    for (std::size_t i = 0; i < std::size(kDifferentiable); ++i) {
        out.statistics.*kDifferentiable[i] = column(kStatistics + i, asked[i]);
    }
    out.statistics.otherLogps = column(kOtherLogps, request.otherLogps);
    return out;
}

}  // namespace marginalia
