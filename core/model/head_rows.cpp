// SPDX-License-Identifier: Apache-2.0
#include "core/model/head_rows.h"

#include "core/model/block_kernels.h"
#include "core/model/stack_weights.h"
#include "core/model/wide_gradients.h"
#include "core/model/worker_sums.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <atomic>
#include <cstring>

#ifndef _OPENMP
#error "compile this file with -fopenmp"
#endif

namespace marginalia {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t kMostRows = 128;          ///< of a chunk
constexpr std::int64_t kLogitBytes = 4LL << 20;  ///< of a chunk's logits
constexpr std::int64_t kExponentialBytes = 64LL
                                           << 20;   ///< of exponentials kept for the backward pass
constexpr std::int64_t kMostNumbers = 100'000'000;  ///< of the head: every worker sums a gradient

std::atomic<bool>& rowsEnabled()
{
    static std::atomic<bool> value{blockKernels() != nullptr};
    return value;
}

bool fits(const at::Tensor& hidden, const at::Tensor& weight, const at::Tensor& scored,
          const HeadShape& shape)
{
    return takesHeadRows(weight, shape) && hidden.is_cpu() && hidden.scalar_type() == at::kFloat &&
           hidden.is_contiguous() && scored.numel() > 0;
}

/// Sizes and places of one head on given rows.
struct Rows {
    const float* hidden;
    const std::int64_t* scored;
    const std::int64_t* targets;
    std::int64_t count, width, vocabulary;
    bool half;

    std::int64_t chunk() const
    {
        return std::clamp<std::int64_t>(kLogitBytes / (4 * vocabulary), 16, kMostRows);
    }

    /// Runs work(worker, products, first row, rows) over all rows, every worker a stretch of them.
    template <class Work>
    void forEachChunk(const Work& work) const
    {
        const std::int64_t all = workers();
        at::parallel_for(0, all, 1, [&](std::int64_t from, std::int64_t to) {
            const SerialProducts serial;
            for (std::int64_t worker = from; worker < to; ++worker) {
                Products products(panelsFor(half));
                const std::int64_t begin = count * worker / all;
                const std::int64_t end = count * (worker + 1) / all;
                // Chunks of one size: a small last one would make slow products.
                const std::int64_t chunks = (end - begin + chunk() - 1) / chunk();
                for (std::int64_t i = 0; i < chunks; ++i) {
                    const std::int64_t first = begin + (end - begin) * i / chunks;
                    const std::int64_t last = begin + (end - begin) * (i + 1) / chunks;
                    work(worker, products, first, last - first);
                }
            }
        });
    }

    std::int64_t workers() const
    {
        return std::clamp<std::int64_t>(count / 16, 1, at::get_num_threads());
    }

    const float* gather(std::int64_t first, std::int64_t rows, FloatBuffer& memory) const
    {
        float* const to = memory.reserve(rows * width);
        for (std::int64_t i = 0; i < rows; ++i) {
            std::memcpy(to + i * width, hidden + scored[first + i] * width,
                        static_cast<std::size_t>(width) * sizeof(float));
        }
        return to;
    }
};

Rows rowsOf(const at::Tensor& hidden, const at::Tensor& weight, const at::Tensor& scored,
            const at::Tensor& targets)
{
    return {hidden.const_data_ptr<float>(),
            scored.const_data_ptr<std::int64_t>(),
            targets.const_data_ptr<std::int64_t>(),
            scored.size(0),
            weight.size(1),
            weight.size(0),
            weight.scalar_type() == at::kBFloat16};
}

void checkPlaces(const Rows& rows, std::int64_t length)
{
    for (std::int64_t i = 0; i < rows.count; ++i) {
        TORCH_CHECK(rows.scored[i] >= 0 && rows.scored[i] < length && rows.targets[i] >= 0 &&
                        rows.targets[i] < rows.vocabulary,
                    "a scored token lies outside the stream or the model's vocabulary");
    }
}

struct RowsOfHead : torch::autograd::Function<RowsOfHead> {
    static variable_list forward(AutogradContext* context, const at::Tensor& hidden,
                                 const at::Tensor& weight, const at::Tensor& scored,
                                 const at::Tensor& targets, bool needed)
    {
        const Rows rows = rowsOf(hidden, weight, scored, targets);
        checkPlaces(rows, hidden.size(0));
        const bool keep =
            needed && headKeepingEnabled() && rows.count * rows.vocabulary * 4 <= kExponentialBytes;
        const PreparedWeight prepared = prepareWeight(weight, needed);
        const at::Tensor logps = at::empty({rows.count}, at::kFloat);
        const at::Tensor entropy = at::empty({rows.count}, at::kFloat);
        const at::Tensor top1 = at::empty({rows.count}, at::kBool);
        const at::Tensor inverse = at::empty({rows.count}, at::kFloat);
        const at::Tensor kept =
            at::empty({keep ? rows.count : 0, keep ? rows.vocabulary : 0}, at::kFloat);
        auto* const logp = logps.mutable_data_ptr<float>();
        auto* const spread = entropy.mutable_data_ptr<float>();
        auto* const first1 = top1.mutable_data_ptr<bool>();
        auto* const inverses = inverse.mutable_data_ptr<float>();
        auto* const keptRows = kept.mutable_data_ptr<float>();
        rows.forEachChunk(
            [&](std::int64_t, Products& products, std::int64_t first, std::int64_t count) {
                thread_local FloatBuffer gathered, scratch;
                float* const logits = keep ? keptRows + first * rows.vocabulary
                                           : scratch.reserve(count * rows.vocabulary);
                products.forward(count, rows.vocabulary, rows.width,
                                 rows.gather(first, count, gathered), prepared.weight, 0, logits,
                                 rows.vocabulary);
                for (std::int64_t i = 0; i < count; ++i) {
                    const LogitRow row = blockKernels()->readLogits(
                        logits + i * rows.vocabulary, rows.vocabulary, rows.targets[first + i]);
                    logp[first + i] = row.logp;
                    spread[first + i] = row.entropy;
                    first1[first + i] = row.top1 != 0;
                    inverses[first + i] = row.inverse;
                }
            });
        if (needed) {
            // What is saved so goes as soon as backward() is through, what stands in saved_data
            // only with the graph.
            context->save_for_backward(
                {hidden, weight, scored, targets, prepared.kept, kept, inverse});
            context->saved_data["sum"] = WideGradients::sumOf(weight);
        }
        context->mark_non_differentiable({entropy, top1});
        return {logps, entropy, top1};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const Rows rows = rowsOf(saved[0], saved[1], saved[2], saved[3]);
        const at::Tensor& panels = saved[4];
        const at::Tensor& kept = saved[5];
        const at::Tensor& inverse = saved[6];
        const ProductWeight weight = weightIn(panels, saved[1], true);
        const at::Tensor slopes = gradients[0].to(at::kFloat).contiguous();
        const bool wantsWeight = context->needs_input_grad(1);
        const std::int64_t size = rows.vocabulary * rows.width;
        const WorkerSums sums(wantsWeight ? rows.workers() : 0, wantsWeight ? size : 0);
        const at::Tensor back = at::empty({rows.count, rows.width}, at::kFloat);
        compute(rows, weight, kept, inverse, slopes.const_data_ptr<float>(),
                back.mutable_data_ptr<float>(), wantsWeight ? &sums : nullptr);
        at::Tensor hiddenGradient;
        if (context->needs_input_grad(0)) {
            hiddenGradient = at::zeros(saved[0].sizes(), at::kFloat);
            auto* const to = hiddenGradient.mutable_data_ptr<float>();
            const auto* const from = back.const_data_ptr<float>();
            for (std::int64_t i = 0; i < rows.count; ++i) {
                blockKernels()->add(from + i * rows.width, rows.width,
                                    to + rows.scored[i] * rows.width);
            }
        }
        at::Tensor weightGradient;
        if (wantsWeight) {
            const at::Tensor wide = context->saved_data["sum"].toTensor();
            sums.addTo(wide, 0, size);
            if (!wide.defined()) {
                weightGradient = sums.first().view({rows.vocabulary, rows.width});
            }
        }
        return {hiddenGradient, weightGradient, at::Tensor(), at::Tensor(), at::Tensor()};
    }

    /// d logp / d logit = onehot - p, scaled by the row's slope.
    static void compute(const Rows& rows, const ProductWeight& weight, const at::Tensor& kept,
                        const at::Tensor& inverse, const float* slopes, float* back,
                        const WorkerSums* sums)
    {
        const bool again = kept.numel() == 0;
        std::vector<char> begun(static_cast<std::size_t>(rows.workers()), 0);
        rows.forEachChunk(
            [&](std::int64_t worker, Products& products, std::int64_t first, std::int64_t count) {
                thread_local FloatBuffer gathered, scratch;
                const float* const in = rows.gather(first, count, gathered);
                float* const slope = scratch.reserve(count * rows.vocabulary);
                if (again) {
                    products.forward(count, rows.vocabulary, rows.width, in, weight, 0, slope,
                                     rows.vocabulary);
                }
                for (std::int64_t i = 0; i < count; ++i) {
                    float* const row = slope + i * rows.vocabulary;
                    const std::int64_t target = rows.targets[first + i];
                    float factor = -slopes[first + i];
                    if (again) {
                        factor *= blockKernels()->readLogits(row, rows.vocabulary, target).inverse;
                    } else {
                        factor *= inverse.const_data_ptr<float>()[first + i];
                    }
                    const float* const from =
                        again ? row : kept.const_data_ptr<float>() + (first + i) * rows.vocabulary;
                    blockKernels()->scale(from, rows.vocabulary, factor, row);
                    row[target] += slopes[first + i];
                }
                products.backward(count, rows.vocabulary, rows.width, slope, rows.vocabulary,
                                  weight, 0, back + first * rows.width);
                if (sums != nullptr) {
                    char& isBegun = begun[static_cast<std::size_t>(worker)];
                    products.gradient(count, rows.vocabulary, rows.width, slope, in,
                                      isBegun != 0 ? 1 : 0, sums->of(worker));
                    isBegun = 1;
                }
            });
    }
};

}  // namespace

bool takesHeadRows(const AbsentHead& weight, const HeadShape& shape)
{
    const bool known =
        weight.type == at::kFloat || (weight.type == at::kBFloat16 && halfPanels() != nullptr);
    return rowsEnabled() && blockKernels() != nullptr && known && weight.device.is_cpu() &&
           weight.numbers <= kMostNumbers && shape.multiplier == 1 && shape.cap == 0;
}

bool takesHeadRows(const at::Tensor& weight, const HeadShape& shape)
{
    return weight.is_contiguous() &&
           takesHeadRows(AbsentHead{weight.scalar_type(), weight.device(), weight.numel()}, shape);
}

TokenScores headRows(const at::Tensor& hidden, const at::Tensor& weight, const at::Tensor& scored,
                     const at::Tensor& targets, bool withStatistics, const HeadShape& shape)
{
    TokenScores scores;
    if (!fits(hidden, weight, scored, shape)) {
        return scores;
    }
    const bool needed =
        c10::GradMode::is_enabled() && (hidden.requires_grad() || weight.requires_grad());
    const variable_list out =
        RowsOfHead::apply(hidden, weight, scored.contiguous(), targets.contiguous(), needed);
    scores.logps = out[0];
    if (withStatistics) {
        scores.entropy = out[1];
        scores.top1 = out[2];
    }
    return scores;
}

void setHeadRowsEnabled(bool on)
{
    rowsEnabled() = on && blockKernels() != nullptr;
}

}  // namespace marginalia
