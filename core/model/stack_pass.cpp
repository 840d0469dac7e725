// SPDX-License-Identifier: Apache-2.0
#include "core/model/stack_pass.h"

#include "core/model/fused_stack.h"
#include "core/model/stack_tensors.h"
#include "core/model/wide_gradients.h"

#include <ATen/ops/zeros.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>

namespace marginalia {

namespace {

std::atomic<bool>& enabled()
{
    static std::atomic<bool> value{blockKernels() != nullptr};
    return value;
}

/// Every switch where Llama has it, or Qwen 2 or 3: what this path computes. Scaled rotations and
/// sliding windows come to it as data.
bool hasLlamasShape(const ModelConfig& config)
{
    const bool block = config.layout == &kLlamaLayout && config.norm == NormKind::Rms &&
                       config.qkNorm != QkNorm::WholeRow && !config.parallel &&
                       config.activation == Activation::Silu && config.experts == 0;
    const bool biases = config.outputBias || config.mlpBias;
    const bool rotation = !config.learnedPositions && !config.localRope &&
                          config.unrotated.empty() &&
                          (config.rope.rotary == 0 || config.rope.rotary == config.headDim);
    const bool scales = config.attentionScale == 0 && !config.scaleByDepth &&
                        config.attentionCap == 0 && config.embeddingMultiplier == 1 &&
                        config.residualMultiplier == 1;
    return block && !biases && rotation && scales;
}

/// The embedding of one token in float32.
void copyRow(const at::Tensor& table, std::int64_t id, std::int64_t width, float* to)
{
    if (table.scalar_type() == at::kFloat) {
        std::memcpy(to, table.const_data_ptr<float>() + id * width,
                    static_cast<std::size_t>(width) * sizeof(float));
        return;
    }
    const auto* const from = table.const_data_ptr<at::BFloat16>() + id * width;
    for (std::int64_t i = 0; i < width; ++i) {
        to[i] = static_cast<float>(from[i]);
    }
}

StackShape shapeOf(const ModelConfig& config)
{
    return {config.hidden,
            config.heads,
            config.kvHeads,
            config.headDim,
            config.intermediate,
            static_cast<float>(config.normEps),
            static_cast<float>(1.0 / std::sqrt(static_cast<double>(config.headDim))),
            config.qkNorm == QkNorm::PerHead};
}

}  // namespace

void setFusedStackEnabled(bool on)
{
    enabled() = on && blockKernels() != nullptr;
}

bool stackLoopsApply(const Decoder::Impl& model)
{
    // An adapter folded into bf16 weights would lose what is small beside them.
    const bool known =
        model.dtype == at::kFloat || (model.dtype == at::kBFloat16 && halfPanels() != nullptr &&
                                      (model.adapter == nullptr || adaptersStandBeside(model)));
    return enabled() && blockKernels() != nullptr && known && model.packed.empty() &&
           model.device.is_cpu() && hasLlamasShape(model.config) && !model.parts.layers.empty();
}

bool StackPass::begin(const Decoder::Impl& model, const PackedInput& input)
{
    auto cut = planStack(input, at::get_num_threads());
    if (!cut) {
        return false;
    }
    shape = shapeOf(model.config);
    kernels = panelsFor(model.dtype == at::kBFloat16);
    for (const Layer& layer : model.parts.layers) {
        windows.push_back(layer.window);
    }
    plan = std::move(*cut);
    ids = input.ids.contiguous();
    vocabulary = model.config.vocabulary;
    const auto* const first = ids.const_data_ptr<std::int64_t>();
    const bool inside = std::all_of(first, first + ids.numel(),
                                    [&](std::int64_t id) { return id >= 0 && id < vocabulary; });
    TORCH_CHECK(inside, "a token id lies outside the model's vocabulary");
    return true;
}

void StackPass::layOut(StackKeep keep)
{
    for (const auto& chunks : plan.workers) {
        std::vector<ChunkRun>& own = runs.emplace_back();
        std::int64_t kept = 0;
        std::int64_t shared = 0;
        for (const StackChunk& chunk : chunks) {
            own.emplace_back(*blockKernels(), shape, chunk, windows.size(), keep);
            kept += own.back().keptFloats();
            shared = std::max(shared, own.back().sharedFloats());
        }
        float* at = memory.emplace_back(PoolUse::Activations, kept + shared).data();
        float* const behind = at + kept;
        for (ChunkRun& run : own) {
            run.place(at, behind);
            at += run.keptFloats();
        }
    }
}

void StackPass::embed(const at::Tensor& table, const StackChunk& chunk, float* rows) const
{
    const auto* const all = ids.const_data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < chunk.places.size(); ++i) {
        copyRow(table, all[chunk.places[i]], shape.hidden,
                rows + static_cast<std::int64_t>(i) * shape.hidden);
    }
}

at::Tensor StackPass::embeddingGradient(const at::Tensor& table, const at::Tensor& rows) const
{
    const std::int64_t hidden = shape.hidden;
    const at::Tensor sum = WideGradients::sumOf(table);
    const at::Tensor out = sum.defined() ? sum : at::zeros({vocabulary, hidden}, at::kFloat);
    const auto* const all = ids.const_data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        blockKernels()->add(rows.const_data_ptr<float>() + i * hidden, hidden,
                            out.mutable_data_ptr<float>() + all[i] * hidden);
    }
    return sum.defined() ? at::Tensor() : out;
}

void gatherRows(const float* table, const StackChunk& chunk, std::int64_t width, float* rows)
{
    for (std::size_t i = 0; i < chunk.places.size(); ++i) {
        std::memcpy(rows + static_cast<std::int64_t>(i) * width, table + chunk.places[i] * width,
                    static_cast<std::size_t>(width) * sizeof(float));
    }
}

void scatterRows(const float* rows, const StackChunk& chunk, std::int64_t width, float* table)
{
    for (std::size_t i = 0; i < chunk.places.size(); ++i) {
        std::memcpy(table + chunk.places[i] * width, rows + static_cast<std::int64_t>(i) * width,
                    static_cast<std::size_t>(width) * sizeof(float));
    }
}

}  // namespace marginalia
