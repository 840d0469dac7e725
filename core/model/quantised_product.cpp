// SPDX-License-Identifier: Apache-2.0
#include "core/model/quantised_product.h"

#include "core/model/gemm.h"
#include "core/model/row_kernels.h"
#include "core/model/row_products.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <optional>

// at::parallel_for is inline: without OpenMP it would run on one thread and say nothing.
#ifndef _OPENMP
#error "compile this file with -fopenmp"
#endif

namespace marginalia {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Numbers of a tile: they stay in a core's second cache between unpacking and product. Fewer than
/// so many rows or columns would make slow products.
constexpr std::int64_t kTileNumbers = 256 << 10;
constexpr std::int64_t kLeastWidth = 96;
/// A card takes far larger ones: unpacking there goes through several passes.
constexpr std::int64_t kCardTileNumbers = 64 << 20;
/// Widths are multiples of it, so that few blocks are cut.
constexpr std::int64_t kStep = 32;

/// Calls work(from, to) for parts of [0, width), each `depth` numbers deep in the other direction.
template <class Work>
void eachTile(std::int64_t width, std::int64_t depth, bool card, const Work& work)
{
    const std::int64_t limit = card ? kCardTileNumbers : kTileNumbers;
    const std::int64_t most = std::max(limit / std::max<std::int64_t>(depth, 1), kLeastWidth);
    const std::int64_t threads = card ? 1 : at::get_num_threads();
    // Whole rounds of all threads, so that none waits for another's tile.
    const std::int64_t rounds = (width + most * threads - 1) / (most * threads);
    const std::int64_t steps = (width + kStep - 1) / kStep;
    const std::int64_t tiles = std::max<std::int64_t>(std::min(rounds * threads, steps), 1);
    const auto tile = [&](std::int64_t i) {
        const auto edge = [&](std::int64_t at) {
            return std::min(steps * at / tiles * kStep, width);
        };
        work(edge(i), edge(i + 1));
    };
    if (card) {
        for (std::int64_t i = 0; i < tiles; ++i) {
            tile(i);
        }
        return;
    }
    at::parallel_for(0, tiles, 1, [&](std::int64_t first, std::int64_t last) {
        const c10::NoGradGuard noGrad;
        const SerialProducts serial;
        for (std::int64_t i = first; i < last; ++i) {
            tile(i);
        }
    });
}

at::Tensor product(const at::Tensor& x, const QuantisedMatrix& weight, const at::Tensor& bias)
{
    const at::Tensor in = x.contiguous();
    const std::int64_t rows = in.size(0);
    const at::Tensor out = at::empty({rows, weight.outputs}, in.options());
    const at::ScalarType type = in.scalar_type();
    eachTile(weight.outputs, weight.inputs, !in.is_cpu(), [&](std::int64_t from, std::int64_t to) {
        const at::Tensor tile = weight.unpack(from, to, 0, weight.inputs, type);
        const at::Tensor part = out.narrow(1, from, to - from);
        if (in.is_cpu() && type == at::kFloat) {
            gemm(false, true, rows, to - from, weight.inputs, in.const_data_ptr<float>(),
                 weight.inputs, tile.const_data_ptr<float>(), weight.inputs, 0,
                 part.mutable_data_ptr<float>(), weight.outputs);
        } else {
            part.copy_(at::linear(in, tile));
        }
        if (bias.defined()) {
            part.add_(bias.narrow(0, from, to - from));
        }
    });
    return out;
}

/// dY W: tiles of columns, so that every sum is made at once and rounded once.
at::Tensor productBackward(const at::Tensor& slopes, const QuantisedMatrix& weight)
{
    const at::Tensor in = slopes.contiguous();
    const std::int64_t rows = in.size(0);
    const at::Tensor out = at::empty({rows, weight.inputs}, in.options());
    const at::ScalarType type = in.scalar_type();
    eachTile(weight.inputs, weight.outputs, !in.is_cpu(), [&](std::int64_t from, std::int64_t to) {
        const at::Tensor tile = weight.unpack(0, weight.outputs, from, to, type);
        const at::Tensor part = out.narrow(1, from, to - from);
        if (in.is_cpu() && type == at::kFloat) {
            gemm(false, false, rows, to - from, weight.outputs, in.const_data_ptr<float>(),
                 weight.outputs, tile.const_data_ptr<float>(), to - from, 0,
                 part.mutable_data_ptr<float>(), weight.inputs);
        } else {
            part.copy_(at::mm(in, tile));
        }
    });
    return out;
}

/// The row kernels over a few outputs at a time: each of their sums goes through the inputs in one
/// order, so that the cut changes nothing.
at::Tensor exactProduct(const at::Tensor& x, const QuantisedMatrix& weight, const at::Tensor& bias)
{
    constexpr std::int64_t kOutputs = 32;
    constexpr std::int64_t kWorthAThread = 400'000;
    const at::Tensor in = x.to(at::kFloat).contiguous();
    const at::Tensor shift = bias.defined() ? bias.to(at::kFloat).contiguous() : bias;
    const std::int64_t rows = in.size(0);
    const at::Tensor out = at::empty({rows, weight.outputs}, in.options());
    const at::ScalarType type = x.scalar_type() == at::kBFloat16 ? at::kBFloat16 : at::kFloat;
    const float* const add = shift.defined() ? shift.const_data_ptr<float>() : nullptr;
    float* const to = out.mutable_data_ptr<float>();
    const std::int64_t groups = (weight.outputs + kOutputs - 1) / kOutputs;
    const std::int64_t grain = std::max<std::int64_t>(
        1, kWorthAThread / std::max<std::int64_t>(1, (rows + 1) * weight.inputs * kOutputs));
    at::parallel_for(0, groups, grain, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t group = first; group < last; ++group) {
            const std::int64_t begin = group * kOutputs;
            const std::int64_t count = std::min(kOutputs, weight.outputs - begin);
            const at::Tensor tile = weight.unpack(begin, begin + count, 0, weight.inputs, type);
            rowKernels()->products(in.const_data_ptr<float>(), rows, weight.inputs,
                                   tile.const_data_ptr(), type == at::kBFloat16 ? 1 : 0,
                                   weight.outputs, 0, count, add != nullptr ? add + begin : nullptr,
                                   to + begin);
        }
    });
    return out.to(x.scalar_type());
}

struct QuantisedProduct : torch::autograd::Function<QuantisedProduct> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                              const std::optional<at::Tensor>& bias, const QuantisedMatrix& weight)
    {
        context->save_for_backward({weight.codes, weight.scales});
        context->saved_data["kind"] = static_cast<std::int64_t>(weight.kind);
        context->saved_data["outputs"] = weight.outputs;
        context->saved_data["inputs"] = weight.inputs;
        context->saved_data["biased"] = bias.has_value();
        return product(x, weight, bias.value_or(at::Tensor()));
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const QuantisedMatrix weight{static_cast<BaseWeights>(context->saved_data["kind"].toInt()),
                                     context->saved_data["outputs"].toInt(),
                                     context->saved_data["inputs"].toInt(), saved[0], saved[1]};
        const at::Tensor& slopes = gradients[0];
        const bool biased = context->saved_data["biased"].toBool();
        return {context->needs_input_grad(0) ? productBackward(slopes, weight) : at::Tensor(),
                biased && context->needs_input_grad(1) ? slopes.sum(0) : at::Tensor(),
                at::Tensor()};
    }
};

}  // namespace

at::Tensor quantisedProduct(const at::Tensor& x, const QuantisedMatrix& weight,
                            const at::Tensor& bias)
{
    return RowExact::active() ? exactProduct(x, weight, bias)
                              : QuantisedProduct::apply(
                                    x, bias.defined() ? std::optional(bias) : std::nullopt, weight);
}

}  // namespace marginalia
