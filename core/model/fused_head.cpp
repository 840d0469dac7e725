// SPDX-License-Identifier: Apache-2.0
#include "core/model/fused_head.h"

#include "core/model/head_rows.h"

#include <ATen/ops/addmm.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <torch/csrc/autograd/custom_function.h>

#include <atomic>

namespace marginalia {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Logits of a chunk in bytes (float32), and how much of them may be kept for the backward pass.
constexpr std::int64_t kChunkBytes = 16LL << 20;
constexpr std::int64_t kKeptBytes = 32LL << 20;

std::atomic<bool> g_keeps{true};

std::int64_t chunkRows(std::int64_t vocabulary)
{
    return std::max<std::int64_t>(kChunkBytes / (4 * vocabulary), 16);
}

/// Softmax of a chunk and what is read off it.
struct Chunk {
    at::Tensor probabilities;  ///< [C, V] float32
    at::Tensor logps;          ///< [C]
    at::Tensor entropy;
    at::Tensor top1;
    at::Tensor capSlope;  ///< [C, V] d capped / d plain logit; undefined without a cap
};

Chunk softmaxChunk(const at::Tensor& rows, const at::Tensor& weight, const at::Tensor& targets,
                   bool withStatistics, const HeadShape& shape)
{
    Chunk chunk;
    at::Tensor logits = at::mm(rows, weight.t()).to(at::kFloat);
    if (shape.multiplier != 1) {
        logits.mul_(shape.multiplier);
    }
    if (shape.cap > 0) {
        logits.div_(shape.cap).tanh_();
        chunk.capSlope = 1 - logits * logits;
        logits.mul_(shape.cap);
    }
    const at::Tensor largest = logits.amax(-1, true);
    logits.sub_(largest);
    const at::Tensor picked = logits.gather(1, targets.unsqueeze(1)).squeeze(1);
    if (withStatistics) {
        chunk.top1 = picked >= 0;
        const at::Tensor exponentials = logits.exp();
        const at::Tensor sum = exponentials.sum(-1, true);
        chunk.probabilities = exponentials.div_(sum);
        const at::Tensor logSum = sum.log().squeeze(1);
        chunk.logps = picked - logSum;
        chunk.entropy = logSum - logits.mul_(chunk.probabilities).sum(-1);
        return chunk;
    }
    const at::Tensor sum = logits.exp_().sum(-1, true);
    chunk.logps = picked - sum.log().squeeze(1);
    chunk.probabilities = logits.div_(sum);
    return chunk;
}

struct FusedHead : torch::autograd::Function<FusedHead> {
    static variable_list forward(AutogradContext* context, const at::Tensor& hidden,
                                 const at::Tensor& weight, const at::Tensor& scored,
                                 const at::Tensor& targets, bool withStatistics, double multiplier,
                                 double cap)
    {
        const HeadShape shape{multiplier, cap};
        const std::int64_t count = scored.size(0);
        const std::int64_t step = chunkRows(weight.size(0));
        const bool needed = hidden.requires_grad() || weight.requires_grad();
        // With a cap the backward pass needs the logits as well: they are computed again.
        const bool keep = needed && g_keeps && cap == 0 && count * weight.size(0) * 4 <= kKeptBytes;
        std::vector<at::Tensor> kept;
        std::vector<at::Tensor> logps;
        std::vector<at::Tensor> entropy;
        std::vector<at::Tensor> top1;
        for (std::int64_t from = 0; from < count; from += step) {
            const std::int64_t length = std::min(step, count - from);
            Chunk chunk =
                softmaxChunk(hidden.index_select(0, scored.narrow(0, from, length)), weight,
                             targets.narrow(0, from, length), withStatistics, shape);
            logps.push_back(chunk.logps);
            entropy.push_back(chunk.entropy);
            top1.push_back(chunk.top1);
            if (keep) {
                kept.push_back(chunk.probabilities);
            }
        }
        // Saved so, the kept ones go as soon as backward() is through.
        variable_list all = {hidden, weight, scored, targets};
        all.insert(all.end(), kept.begin(), kept.end());
        context->save_for_backward(all);
        context->saved_data["multiplier"] = multiplier;
        context->saved_data["cap"] = cap;
        const at::Tensor joined =
            count > 0 ? at::cat(logps) : at::zeros({0}, hidden.options().dtype(at::kFloat));
        if (!withStatistics || count == 0) {
            return {joined};
        }
        const variable_list statistics = {at::cat(entropy), at::cat(top1)};
        context->mark_non_differentiable(statistics);
        return {joined, statistics[0], statistics[1]};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor& hidden = saved[0];
        const at::Tensor& weight = saved[1];
        const std::vector<at::Tensor> kept(saved.begin() + 4, saved.end());
        const HeadShape shape{context->saved_data["multiplier"].toDouble(),
                              context->saved_data["cap"].toDouble()};
        at::Tensor hiddenGrad =
            context->needs_input_grad(0) ? at::zeros_like(hidden) : at::Tensor();
        at::Tensor weightGrad =
            context->needs_input_grad(1) ? at::zeros_like(weight, at::kFloat) : at::Tensor();
        const std::int64_t count = saved[2].size(0);
        const std::int64_t step = chunkRows(weight.size(0));
        for (std::int64_t from = 0, i = 0; from < count; from += step, ++i) {
            const std::int64_t length = std::min(step, count - from);
            const at::Tensor index = saved[2].narrow(0, from, length);
            const at::Tensor targets = saved[3].narrow(0, from, length);
            const at::Tensor rows = hidden.index_select(0, index);
            const at::Tensor gradient = gradients[0].narrow(0, from, length).unsqueeze(1);
            const Chunk again =
                kept.empty() ? softmaxChunk(rows, weight, targets, false, shape) : Chunk();
            at::Tensor slope = kept.empty() ? again.probabilities : kept[static_cast<size_t>(i)];
            // d logp / d logit = onehot - p, scaled by the row's gradient. The graph may be walked
            // twice, so the kept softmax is not overwritten.
            slope = slope * (-gradient);
            slope.scatter_add_(1, targets.unsqueeze(1), gradient);
            if (again.capSlope.defined()) {
                slope.mul_(again.capSlope);
            }
            if (shape.multiplier != 1) {
                slope.mul_(shape.multiplier);
            }
            slope = slope.to(weight.scalar_type());
            if (hiddenGrad.defined()) {
                hiddenGrad.index_add_(0, index, at::mm(slope, weight));
            }
            if (weightGrad.defined()) {
                weightGrad.add_(at::mm(slope.t(), rows));
            }
        }
        if (weightGrad.defined()) {
            weightGrad = weightGrad.to(weight.scalar_type());
        }
        return {hiddenGrad,   weightGrad,   at::Tensor(), at::Tensor(),
                at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

}  // namespace

void setHeadKeepingEnabled(bool enabled)
{
    g_keeps = enabled;
}

bool headKeepingEnabled()
{
    return g_keeps;
}

TokenScores fusedHead(const at::Tensor& hidden, const at::Tensor& weight, const at::Tensor& scored,
                      const at::Tensor& targets, bool withStatistics, const HeadShape& shape)
{
    TokenScores scores = headRows(hidden, weight, scored, targets, withStatistics, shape);
    if (scores.logps.defined()) {
        return scores;
    }
    const variable_list out =
        FusedHead::apply(hidden.to(weight.scalar_type()), weight, scored, targets, withStatistics,
                         shape.multiplier, shape.cap);
    scores.logps = out[0];
    if (out.size() > 1) {
        scores.entropy = out[1];
        scores.top1 = out[2];
    }
    return scores;
}

}  // namespace marginalia
