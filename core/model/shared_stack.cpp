// SPDX-License-Identifier: Apache-2.0
#include "core/model/shared_stack.h"

#include "core/model/block_stream.h"
#include "core/model/shared_loops.h"
#include "core/model/shared_weights.h"

#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/variable.h>

namespace marginalia {

namespace {

using torch::autograd::variable_list;

/// The backward pass of one block.
struct BlockAgain : torch::autograd::Node {
    variable_list apply(variable_list&& gradients) override
    {
        const c10::AutoGradMode withGraph(true);
        SharedWeights& shares = *stream->model.shares;
        const std::size_t unit = SharedWeights::unitOf(block);
        shares.enterBackward(unit);
        TORCH_CHECK(gradients[0].defined(), "a block of the backward pass has no gradient");
        variable_list inputs = {x.detach().requires_grad_(true)};
        variable_list found;
        {
            const variable_list leaves = shares.bringLeaves(unit);
            if (unit > 1) {
                shares.fetch(unit - 1);
            }
            inputs.insert(inputs.end(), leaves.begin(), leaves.end());
            const at::Tensor out = stream->block(block, inputs[0]);
            found = torch::autograd::grad({out}, inputs, {gradients[0]}, std::nullopt, false, true);
        }
        shares.release(unit);
        inputs.clear();
        const at::Tensor back = found[0];
        found.erase(found.begin());
        shares.addGradients(unit, found);
        return {back};
    }
    void release_variables() override { x = at::Tensor(); }

    std::shared_ptr<const BlockStream> stream;
    std::size_t block = 0;
    at::Tensor x;  ///< what went into the block, without a graph
};

at::Tensor throughBlock(const std::shared_ptr<const BlockStream>& stream, std::size_t block,
                        const at::Tensor& x)
{
    SharedWeights& shares = *stream->model.shares;
    at::Tensor out;
    {
        const c10::NoGradGuard noGrad;
        shares.bring(SharedWeights::unitOf(block));
        shares.fetch(SharedWeights::unitOf(block) + 1);
        out = stream->block(block, x);
        shares.release(SharedWeights::unitOf(block));
    }
    if (c10::GradMode::is_enabled()) {
        auto node = std::shared_ptr<BlockAgain>(new BlockAgain, torch::autograd::deleteNode);
        node->stream = stream;
        node->block = block;
        node->x = x.detach();
        node->set_next_edges(torch::autograd::collect_next_edges(x));
        torch::autograd::set_history(out, node);
    }
    return out;
}

}  // namespace

at::Tensor sharedStack(const Decoder::Impl& model, const PackedInput& input)
{
    if (at::Tensor fused = sharedLoops(model, input); fused.defined()) {
        return fused;
    }
    SharedWeights& shares = *model.shares;
    shares.beginForward(false);
    const auto stream = std::make_shared<const BlockStream>(
        BlockStream{model, AttentionPlan(input, model.windows),
                    model.rotations(input.positions,
                                    model.rotationLength(input.positions, input.batchLength))});
    at::Tensor x = model.embed(input.ids, input.positions);
    for (std::size_t i = 0; i < model.parts.layers.size(); ++i) {
        x = throughBlock(stream, i, x);
    }
    shares.bringBehind();
    return model.norm(x, model.parts.finalNorm);
}

}  // namespace marginalia
