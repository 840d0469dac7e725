// SPDX-License-Identifier: Apache-2.0
#include "core/model/fused_stack.h"

#include "core/model/stack_weights.h"
#include "core/model/wide_gradients.h"
#include "core/model/worker_sums.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <mutex>

// at::parallel_for is inline: without OpenMP it would run on one thread and say nothing.
#ifndef _OPENMP
#error "compile this file with -fopenmp"
#endif

namespace marginalia {

namespace {

std::atomic<bool>& enabled()
{
    static std::atomic<bool> value{blockKernels() != nullptr};
    return value;
}

StackGradients gradientsFrom(const std::vector<float*>& places, std::size_t layers)
{
    StackGradients out;
    for (std::size_t i = 0; i < layers; ++i) {
        float* const* const at = places.data() + 9 * i;
        out.blocks.push_back({at[0], at[1], at[4], at[5], at[6], at[8]});
    }
    out.finalNorm = places.back();
    return out;
}

bool liesBehind(const at::Tensor& second, const at::Tensor& first)
{
    return second.const_data_ptr() ==
           static_cast<const char*>(first.const_data_ptr()) + first.nbytes();
}

/// Every switch where Llama has it: what this path computes. Scaled rotations and sliding windows
/// come to it as data.
bool hasLlamasShape(const ModelConfig& config)
{
    const bool block = config.layout == &kLlamaLayout && config.norm == NormKind::Rms &&
                       config.qkNorm == QkNorm::None && !config.parallel &&
                       config.activation == Activation::Silu && config.experts == 0;
    const bool biases = config.qkvBias || config.outputBias || config.mlpBias;
    const bool rotation = !config.learnedPositions && !config.localRope &&
                          config.unrotated.empty() &&
                          (config.rope.rotary == 0 || config.rope.rotary == config.headDim);
    const bool scales = config.attentionScale == 0 && !config.scaleByDepth &&
                        config.attentionCap == 0 && config.embeddingMultiplier == 1 &&
                        config.residualMultiplier == 1;
    return block && !biases && rotation && scales;
}

bool modelFits(const Decoder::Impl& model)
{
    // An adapter folded into bf16 weights would lose what is small beside them.
    const bool known =
        model.dtype == at::kFloat ||
        (model.dtype == at::kBFloat16 && halfPanels() != nullptr && model.adapter == nullptr);
    if (!enabled() || blockKernels() == nullptr || !known || model.shares != nullptr ||
        !model.packed.empty() || !model.device.is_cpu() || !hasLlamasShape(model.config) ||
        model.parts.layers.empty() || !adaptersFold(model)) {
        return false;
    }
    std::int64_t total = 0;
    for (const at::Tensor& parameter : stackParameters(model)) {
        total += parameter.numel();
        if (!parameter.is_contiguous()) {
            return false;
        }
    }
    const auto together = [](const Layer& layer) {
        return liesBehind(layer.k.weight, layer.q.weight) &&
               liesBehind(layer.v.weight, layer.k.weight) &&
               liesBehind(layer.mlp.up.weight, layer.mlp.gate.weight);
    };
    const bool adapted = model.adapter != nullptr;
    return total <= mostStackWeights(adapted, at::get_num_threads()) &&
           std::all_of(model.parts.layers.begin(), model.parts.layers.end(), together);
}

/// One forward pass and what its backward pass needs.
struct Pass {
    StackShape shape;
    std::vector<std::int64_t> windows;  ///< per layer
    StackPlan plan;
    std::vector<std::vector<ChunkRun>> runs;  ///< as plan.workers
    std::vector<PooledFloats> memory;         ///< of each worker
    PreparedStack prepared;
    const PanelKernels* kernels = nullptr;  ///< of products; null: the library's
    at::Tensor ids;
    std::int64_t vocabulary = 0;
};

/// Makes the chunks' ways and their memory: what they keep side by side, and behind it what the
/// chunks of a worker share.
void layOut(Pass& pass, StackKeep keep)
{
    for (const auto& chunks : pass.plan.workers) {
        std::vector<ChunkRun>& runs = pass.runs.emplace_back();
        std::int64_t kept = 0;
        std::int64_t shared = 0;
        for (const StackChunk& chunk : chunks) {
            runs.emplace_back(*blockKernels(), pass.shape, chunk, pass.windows.size(), keep);
            kept += runs.back().keptFloats();
            shared = std::max(shared, runs.back().sharedFloats());
        }
        float* at = pass.memory.emplace_back(PoolUse::Activations, kept + shared).data();
        float* const behind = at + kept;
        for (ChunkRun& run : runs) {
            run.place(at, behind);
            at += run.keptFloats();
        }
    }
}

template <class Work>
void forEachWorker(std::size_t workers, const Work& work)
{
    at::parallel_for(0, static_cast<std::int64_t>(workers), 1,
                     [&](std::int64_t from, std::int64_t to) {
                         const SerialProducts serial;
                         for (std::int64_t worker = from; worker < to; ++worker) {
                             work(static_cast<std::size_t>(worker));
                         }
                     });
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

StackShape shapeOf(const ModelConfig& config)
{
    return {config.hidden,
            config.heads,
            config.kvHeads,
            config.headDim,
            config.intermediate,
            static_cast<float>(config.normEps),
            static_cast<float>(1.0 / std::sqrt(static_cast<double>(config.headDim)))};
}

at::Tensor runForward(const Decoder::Impl& model, const PackedInput& input,
                      const StackTensors& tensors, Pass& pass, bool keep)
{
    const std::int64_t hidden = model.config.hidden;
    const Rotations rotations = model.rotations(
        input.positions, model.rotationLength(input.positions, input.batchLength), true);
    const auto& [cosine, sine] = rotations.common;
    const at::Tensor out = at::empty({input.ids.size(0), hidden}, at::kFloat);
    pass.prepared = prepareStack(tensors.values, pass.shape, pass.windows, keep);
    const auto* const ids = pass.ids.const_data_ptr<std::int64_t>();
    const float* const cosines = cosine.const_data_ptr<float>();
    const float* const sines = sine.const_data_ptr<float>();
    float* const result = out.mutable_data_ptr<float>();
    const std::int64_t half = model.config.headDim / 2;
    forEachWorker(pass.runs.size(), [&](std::size_t worker) {
        FloatBuffer rows, angles;
        Products products(pass.kernels);
        for (ChunkRun& run : pass.runs[worker]) {
            const StackChunk& chunk = run.chunk();
            const std::int64_t n = run.tokens();
            float* const in = rows.reserve(n * hidden);
            for (std::int64_t i = 0; i < n; ++i) {
                copyRow(tensors.tableValues, ids[chunk.places[static_cast<std::size_t>(i)]], hidden,
                        in + i * hidden);
            }
            float* const turns = angles.reserve(2 * n * half);
            gatherRows(cosines, chunk, half, turns);
            gatherRows(sines, chunk, half, turns + n * half);
            run.forward(pass.prepared.weights, products, in, turns, turns + n * half, in);
            scatterRows(in, chunk, hidden, result);
        }
    });
    return out;
}

/// Where in one flat array the gradients of the stack's parameters lie.
std::vector<float*> gradientPlaces(float* flat, const std::vector<std::int64_t>& sizes)
{
    std::vector<float*> out;
    for (const std::int64_t size : sizes) {
        out.push_back(flat);
        flat += size;
    }
    return out;
}

struct StackBackward final : torch::autograd::Node {
    torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override
    {
        const std::lock_guard lock(mutex);
        TORCH_CHECK(pass != nullptr, "the graph was already freed");
        if (!gradients[0].defined()) {
            return torch::autograd::variable_list(parameters.size() + 1);
        }
        const at::Tensor gradient = gradients[0].to(at::kFloat).contiguous();
        std::int64_t total = 0;
        std::vector<std::int64_t> sizes;
        for (const at::Tensor& parameter : parameters) {
            sizes.push_back(parameter.numel());
            total += parameter.numel();
        }
        const WorkerSums sums(static_cast<std::int64_t>(pass->runs.size()), total);
        const at::Tensor rows = at::empty(gradient.sizes(), at::kFloat);
        compute(gradient.const_data_ptr<float>(), sums, sizes, rows.mutable_data_ptr<float>());
        torch::autograd::variable_list out = {embeddingGradient(rows)};
        std::int64_t offset = 0;
        for (const at::Tensor& parameter : parameters) {
            const at::Tensor wide = WideGradients::sumOf(parameter);
            sums.addTo(wide, offset, parameter.numel());
            out.push_back(
                wide.defined()
                    ? at::Tensor()
                    : sums.first().narrow(0, offset, parameter.numel()).view(parameter.sizes()));
            offset += parameter.numel();
        }
        return out;
    }

    void release_variables() override
    {
        const std::lock_guard lock(mutex);
        pass.reset();
    }

    void compute(const float* gradient, const WorkerSums& all,
                 const std::vector<std::int64_t>& sizes, float* rows) const
    {
        const std::int64_t hidden = pass->shape.hidden;
        forEachWorker(pass->runs.size(), [&](std::size_t worker) {
            const std::vector<float*> own =
                gradientPlaces(all.of(static_cast<std::int64_t>(worker)), sizes);
            for (std::size_t i = 0; i < own.size(); ++i) {
                if (parameters[i].dim() == 1) {
                    std::memset(own[i], 0, static_cast<std::size_t>(sizes[i]) * sizeof(float));
                }
            }
            const StackGradients sums = gradientsFrom(own, pass->windows.size());
            FloatBuffer slopes, dRows;
            Products products(pass->kernels);
            bool first = true;
            for (ChunkRun& run : pass->runs[worker]) {
                float* const in = slopes.reserve(run.tokens() * hidden);
                float* const back = dRows.reserve(run.tokens() * hidden);
                gatherRows(gradient, run.chunk(), hidden, in);
                run.backward(pass->prepared.weights, products, in, sums, first, back);
                scatterRows(back, run.chunk(), hidden, rows);
                first = false;
            }
        });
    }

    at::Tensor embeddingGradient(const at::Tensor& rows) const
    {
        if (!task_should_compute_output(0)) {
            return {};
        }
        const std::int64_t hidden = pass->shape.hidden;
        const at::Tensor sum = WideGradients::sumOf(table);
        const at::Tensor out =
            sum.defined() ? sum : at::zeros({pass->vocabulary, hidden}, at::kFloat);
        const auto* const ids = pass->ids.const_data_ptr<std::int64_t>();
        for (std::int64_t i = 0; i < rows.size(0); ++i) {
            blockKernels()->add(rows.const_data_ptr<float>() + i * hidden, hidden,
                                out.mutable_data_ptr<float>() + ids[i] * hidden);
        }
        return sum.defined() ? at::Tensor() : out;
    }

    std::mutex mutex;
    std::unique_ptr<Pass> pass;
    std::vector<at::Tensor> parameters;
    at::Tensor table;
};

}  // namespace

void setFusedStackEnabled(bool on)
{
    enabled() = on && blockKernels() != nullptr;
}

bool takesFusedStack(const Decoder::Impl& model)
{
    return modelFits(model);
}

at::Tensor fusedStack(const Decoder::Impl& model, const PackedInput& input)
{
    if (input.ids.numel() == 0 || !modelFits(model)) {
        return {};
    }
    auto plan = planStack(input, at::get_num_threads());
    if (!plan) {
        return {};
    }
    auto pass = std::make_unique<Pass>();
    pass->shape = shapeOf(model.config);
    pass->kernels = panelsFor(model.dtype == at::kBFloat16);
    for (const Layer& layer : model.parts.layers) {
        pass->windows.push_back(layer.window);
    }
    pass->plan = std::move(*plan);
    pass->ids = input.ids.contiguous();
    pass->vocabulary = model.config.vocabulary;
    const auto* const first = pass->ids.const_data_ptr<std::int64_t>();
    const bool inside = std::all_of(first, first + pass->ids.numel(), [&](std::int64_t id) {
        return id >= 0 && id < model.config.vocabulary;
    });
    TORCH_CHECK(inside, "a token id lies outside the model's vocabulary");
    StackTensors tensors = stackTensors(model);
    bool wanted = tensors.table.requires_grad();
    for (const at::Tensor& parameter : tensors.inputs) {
        wanted = wanted || parameter.requires_grad();
    }
    const bool keep = wanted && c10::GradMode::is_enabled();
    layOut(*pass, !keep               ? StackKeep::Nothing
                  : model.recomputing ? StackKeep::Inputs
                                      : StackKeep::All);
    at::Tensor out;
    {
        const c10::NoGradGuard noGrad;
        out = runForward(model, input, tensors, *pass, keep);
    }
    if (keep) {
        torch::autograd::variable_list inputs = {tensors.table};
        inputs.insert(inputs.end(), tensors.inputs.begin(), tensors.inputs.end());
        auto node = std::shared_ptr<StackBackward>(new StackBackward, torch::autograd::deleteNode);
        node->pass = std::move(pass);
        node->parameters = std::move(tensors.values);
        node->table = tensors.table;
        node->set_next_edges(torch::autograd::collect_next_edges(inputs));
        torch::autograd::set_history(out, node);
    }
    return out;
}

}  // namespace marginalia
