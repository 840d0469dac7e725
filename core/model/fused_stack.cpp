// SPDX-License-Identifier: Apache-2.0
#include "core/model/fused_stack.h"

#include "core/model/shared_loops.h"
#include "core/model/stack_gradients.h"
#include "core/model/stack_pass.h"
#include "core/model/stack_weights.h"

#include <ATen/ops/empty.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>
#include <mutex>
#include <optional>

namespace marginalia {

namespace {

bool modelFits(const Decoder::Impl& model)
{
    const bool beside = adaptersStandBeside(model);
    if (!stackLoopsApply(model) || model.shares != nullptr || !(beside || adaptersFold(model))) {
        return false;
    }
    for (const at::Tensor& parameter : stackParameters(model)) {
        if (!parameter.is_contiguous()) {
            return false;
        }
    }
    const bool folded = model.adapter != nullptr && !beside;
    return stackGradientCount(model) <= mostStackWeights(folded, at::get_num_threads());
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
    pass.prepared = prepareStack(tensors, pass.windows, keep);
    const float* const cosines = cosine.const_data_ptr<float>();
    const float* const sines = sine.const_data_ptr<float>();
    float* const result = out.mutable_data_ptr<float>();
    const std::int64_t half = model.config.headDim / 2;
    forEachWorker(pass.workers(), [&](std::size_t worker) {
        FloatBuffer rows, angles;
        StackProducts products(pass.kernels);
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

struct StackBackward final : torch::autograd::Node {
    torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override
    {
        const std::lock_guard lock(mutex);
        TORCH_CHECK(pass != nullptr, "the graph was already freed");
        if (!gradients[0].defined()) {
            return torch::autograd::variable_list(num_outputs());
        }
        const at::Tensor gradient = gradients[0].to(at::kFloat).contiguous();
        const WorkerSums sums(pass->workers(), layout->size());
        const at::Tensor rows = at::empty(gradient.sizes(), at::kFloat);
        compute(gradient.const_data_ptr<float>(), sums, rows.mutable_data_ptr<float>());
        torch::autograd::variable_list out = layout->take(sums);
        out.insert(out.begin(), embeddingGradient(rows));
        return out;
    }

    void release_variables() override
    {
        const std::lock_guard lock(mutex);
        pass.reset();
    }

    void compute(const float* gradient, const WorkerSums& all, float* rows) const
    {
        const std::int64_t hidden = pass->shape.hidden;
        forEachWorker(pass->workers(), [&](std::size_t worker) {
            float* const own = all.of(static_cast<std::int64_t>(worker));
            layout->clearNorms(own);
            const StackGradients sums = layout->in(own);
            FloatBuffer slopes, dRows;
            StackProducts products(pass->kernels);
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
    std::optional<GradientLayout> layout;
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
    const StackTensors tensors = stackTensors(model);
    pass->shape.ranks = mostRanks(tensors);
    const GradientLayout layout(tensors);
    torch::autograd::variable_list inputs = layout.inputs();
    inputs.insert(inputs.begin(), tensors.table);
    const bool wanted = std::any_of(inputs.begin(), inputs.end(), [](const at::Tensor& tensor) {
        return tensor.requires_grad();
    });
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
        auto node = std::shared_ptr<StackBackward>(new StackBackward, torch::autograd::deleteNode);
        node->pass = std::move(pass);
        node->layout = layout;
        node->table = tensors.table;
        node->set_next_edges(torch::autograd::collect_next_edges(inputs));
        torch::autograd::set_history(out, node);
    }
    return out;
}

}  // namespace marginalia
