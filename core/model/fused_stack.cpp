// SPDX-License-Identifier: Apache-2.0
#include "core/model/fused_stack.h"

#include "core/model/shared_loops.h"
#include "core/model/stack_pass.h"
#include "core/model/stack_tensors.h"
#include "core/model/stack_weights.h"
#include "core/model/wide_gradients.h"
#include "core/model/worker_sums.h"

#include <ATen/ops/empty.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>
#include <cstring>
#include <mutex>

namespace marginalia {

namespace {

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

bool modelFits(const Decoder::Impl& model)
{
    if (!stackLoopsApply(model) || model.shares != nullptr || !adaptersFold(model)) {
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
struct Pass : StackPass {
    PreparedStack prepared;
};

at::Tensor runForward(const Decoder::Impl& model, const PackedInput& input,
                      const StackTensors& tensors, Pass& pass, bool keep)
{
    const std::int64_t hidden = model.config.hidden;
    const Rotations rotations = model.rotations(
        input.positions, model.rotationLength(input.positions, input.batchLength), true);
    const auto& [cosine, sine] = rotations.common;
    const at::Tensor out = at::empty({input.ids.size(0), hidden}, at::kFloat);
    pass.prepared = prepareStack(tensors.values, pass.shape, pass.windows, keep);
    const float* const cosines = cosine.const_data_ptr<float>();
    const float* const sines = sine.const_data_ptr<float>();
    float* const result = out.mutable_data_ptr<float>();
    const std::int64_t half = model.config.headDim / 2;
    forEachWorker(pass.workers(), [&](std::size_t worker) {
        FloatBuffer rows, angles;
        Products products(pass.kernels);
        for (ChunkRun& run : pass.runs[worker]) {
            const StackChunk& chunk = run.chunk();
            const std::int64_t n = run.tokens();
            float* const in = rows.reserve(n * hidden);
            pass.embed(tensors.tableValues, chunk, in);
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
        const WorkerSums sums(pass->workers(), total);
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
        forEachWorker(pass->workers(), [&](std::size_t worker) {
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
        return task_should_compute_output(0) ? pass->embeddingGradient(table, rows) : at::Tensor();
    }

    std::mutex mutex;
    std::unique_ptr<Pass> pass;
    std::vector<at::Tensor> parameters;
    at::Tensor table;
};

}  // namespace

bool takesFusedStack(const Decoder::Impl& model)
{
    return model.shares != nullptr ? takesSharedLoops(model) : modelFits(model);
}

at::Tensor fusedStack(const Decoder::Impl& model, const PackedInput& input)
{
    if (input.ids.numel() == 0 || !modelFits(model)) {
        return {};
    }
    auto pass = std::make_unique<Pass>();
    if (!pass->begin(model, input)) {
        return {};
    }
    StackTensors tensors = stackTensors(model);
    bool wanted = tensors.table.requires_grad();
    for (const at::Tensor& parameter : tensors.inputs) {
        wanted = wanted || parameter.requires_grad();
    }
    const bool keep = wanted && c10::GradMode::is_enabled();
    pass->layOut(!keep               ? StackKeep::Nothing
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
