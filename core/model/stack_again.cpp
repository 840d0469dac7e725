// SPDX-License-Identifier: Apache-2.0
#include "core/model/stack_again.h"

#include "core/model/adapter.h"
#include "core/model/block_stream.h"

#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace marginalia {

namespace {

using torch::autograd::variable_list;

/// What an adapter dropped when the block was computed first, and afterwards what it drops now.
class DroppingAgain {
public:
    DroppingAgain(Adapter* adapter, std::optional<std::uint64_t> key) : m_adapter(adapter)
    {
        if (m_adapter != nullptr) {
            m_now = m_adapter->dropoutKey();
            m_adapter->setDropoutKey(key);
        }
    }
    ~DroppingAgain()
    {
        if (m_adapter != nullptr) {
            m_adapter->setDropoutKey(m_now);
        }
    }
    DroppingAgain(const DroppingAgain&) = delete;
    DroppingAgain& operator=(const DroppingAgain&) = delete;

private:
    Adapter* m_adapter;
    std::optional<std::uint64_t> m_now;
};

struct BlockLater : torch::autograd::Node {
    variable_list apply(variable_list&& gradients) override
    {
        TORCH_CHECK(x.defined(), "the graph was already freed");
        if (!gradients[0].defined()) {
            return variable_list(1);
        }
        const c10::AutoGradMode withGraph(true);
        const bool wanted = task_should_compute_output(0);
        const at::Tensor in = x.detach().requires_grad_(wanted);
        {
            const DroppingAgain dropping(adapter.get(), key);
            const at::Tensor out = stream->block(block, in);
            if (out.requires_grad()) {
                // Gradients of weights are added where those of the whole graph go.
                torch::autograd::backward({out}, {gradients[0]});
            }
        }
        return {wanted ? in.grad() : at::Tensor()};
    }
    void release_variables() override { x = at::Tensor(); }

    std::shared_ptr<const BlockStream> stream;
    std::size_t block = 0;
    std::shared_ptr<Adapter> adapter;
    std::optional<std::uint64_t> key;
    at::Tensor x;  ///< what went into the block, without a graph
};

bool learns(const Decoder::Impl& model, const at::Tensor& x)
{
    const auto wants = [](const auto& named) { return named.second.requires_grad(); };
    return x.requires_grad() || (model.adapter != nullptr && model.adapterOn) ||
           std::any_of(model.parameters.begin(), model.parameters.end(), wants);
}

at::Tensor throughLater(const std::shared_ptr<const BlockStream>& stream, std::size_t block,
                        const at::Tensor& x)
{
    at::Tensor out;
    {
        const c10::NoGradGuard noGrad;
        out = stream->block(block, x);
    }
    if (!learns(stream->model, x)) {
        return out;
    }
    auto node = std::shared_ptr<BlockLater>(new BlockLater, torch::autograd::deleteNode);
    node->stream = stream;
    node->block = block;
    node->adapter = stream->model.adapter;
    node->key = node->adapter != nullptr ? node->adapter->dropoutKey() : std::nullopt;
    node->x = x.detach();
    node->set_next_edges(torch::autograd::collect_next_edges(x));
    torch::autograd::set_history(out, node);
    return out;
}

}  // namespace

at::Tensor stackAgain(const Decoder::Impl& model, const PackedInput& input,
                      const Rotations& rotations)
{
    const auto stream = std::make_shared<const BlockStream>(
        BlockStream{model, AttentionPlan(input, model.windows), rotations});
    at::Tensor x = model.embed(input.ids, input.positions);
    for (std::size_t i = 0; i < model.parts.layers.size(); ++i) {
        x = throughLater(stream, i, x);
    }
    return model.norm(x, model.parts.finalNorm);
}

}  // namespace marginalia
