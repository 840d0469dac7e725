// SPDX-License-Identifier: Apache-2.0
#include "core/model/shared_loops.h"

#include "core/model/float_buffer.h"
#include "core/model/shared_weights.h"
#include "core/model/stack_pass.h"
#include "core/model/stack_weights.h"
#include "core/model/wide_gradients.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/variable.h>

#include <cstring>
#include <memory>
#include <mutex>

namespace marginalia {

namespace {

using torch::autograd::variable_list;

std::vector<StackProducts> productsOf(const StackPass& pass)
{
    std::vector<StackProducts> out;
    for (std::int64_t worker = 0; worker < pass.workers(); ++worker) {
        out.emplace_back(pass.kernels);
    }
    return out;
}

/// A block's weights as products take them. They are there until release(); in panels they need
/// what was brought no longer, whose memory the `next` unit then takes (0: none comes).
PreparedBlock brought(const Decoder::Impl& model, std::size_t block, bool backward,
                      std::size_t next)
{
    SharedWeights& shares = *model.shares;
    shares.bring(SharedWeights::unitOf(block));
    const Layer& l = model.parts.layers[block];
    const at::Tensor values[] = {l.attentionIn.weight, l.q.weight,      l.k.weight,
                                 l.v.weight,           l.o.weight,      l.mlpIn.weight,
                                 l.mlp.gate.weight,    l.mlp.up.weight, l.mlp.down.weight};
    const at::Tensor biases[] = {l.q.bias, l.k.bias, l.v.bias};
    const at::Tensor headNorms[] = {l.qNorm.weight, l.kNorm.weight};
    PreparedBlock out = prepareBlock(
        {values, l.q.bias.defined() ? biases : nullptr, l.qNorm.defined() ? headNorms : nullptr},
        backward);
    if (out.apart) {
        shares.release(SharedWeights::unitOf(block));
    }
    if (next > 0) {
        shares.fetch(next);
    }
    return out;
}

void takeRowsIn(const Decoder::Impl& model, const PackedInput& input, StackPass& pass)
{
    const Rotations rotations = model.rotations(
        input.positions, model.rotationLength(input.positions, input.batchLength), true);
    const auto& [cosine, sine] = rotations.common;
    const float* const cosines = cosine.const_data_ptr<float>();
    const float* const sines = sine.const_data_ptr<float>();
    const at::Tensor table = model.parts.embedding.detach();
    const std::int64_t half = model.config.headDim / 2;
    forEachWorker(pass.workers(), [&](std::size_t worker) {
        FloatBuffer rows, angles;
        for (ChunkRun& run : pass.runs[worker]) {
            const std::int64_t n = run.tokens();
            float* const in = rows.reserve(n * pass.shape.hidden);
            pass.embed(table, run.chunk(), in);
            float* const turns = angles.reserve(2 * n * half);
            gatherRows(cosines, run.chunk(), half, turns);
            gatherRows(sines, run.chunk(), half, turns + n * half);
            run.takeIn(in, turns, turns + n * half);
        }
    });
}

/// [T, hidden] behind the final norm.
at::Tensor giveRowsOut(const float* finalNorm, StackPass& pass)
{
    const std::int64_t hidden = pass.shape.hidden;
    const at::Tensor out = at::empty({pass.ids.size(0), hidden}, at::kFloat);
    auto* const to = out.mutable_data_ptr<float>();
    forEachWorker(pass.workers(), [&](std::size_t worker) {
        FloatBuffer rows;
        for (ChunkRun& run : pass.runs[worker]) {
            float* const own = rows.reserve(run.tokens() * hidden);
            run.giveOut(finalNorm, own);
            scatterRows(own, run.chunk(), hidden, to);
        }
    });
    return out;
}

at::Tensor throughBlocks(const Decoder::Impl& model, const PackedInput& input, StackPass& pass)
{
    std::vector<StackProducts> products = productsOf(pass);
    takeRowsIn(model, input, pass);
    for (std::size_t i = 0; i < pass.windows.size(); ++i) {
        const PreparedBlock block = brought(model, i, false, SharedWeights::unitOf(i) + 1);
        forEachWorker(pass.workers(), [&](std::size_t worker) {
            for (ChunkRun& run : pass.runs[worker]) {
                run.throughBlock(i, block.weights, pass.windows[i], products[worker]);
            }
        });
        model.shares->release(SharedWeights::unitOf(i));
    }
    model.shares->bringBehind();
    const at::Tensor norm = model.parts.finalNorm.weight.detach().to(at::kFloat);
    return giveRowsOut(norm.const_data_ptr<float>(), pass);
}

/// Gradients with respect to the chunks' rows on their way back, chunk behind chunk.
class RowsBack {
public:
    explicit RowsBack(const StackPass& pass)
        : m_hidden(pass.shape.hidden),
          m_memory(at::empty({pass.ids.size(0), pass.shape.hidden}, at::kFloat))
    {
        auto* at = m_memory.mutable_data_ptr<float>();
        for (const auto& runs : pass.runs) {
            std::vector<float*>& own = m_places.emplace_back();
            for (const ChunkRun& run : runs) {
                own.push_back(at);
                at += run.tokens() * m_hidden;
            }
        }
    }

    float* of(std::size_t worker, std::size_t chunk) const { return m_places[worker][chunk]; }

    /// [T, hidden] as the stream has them.
    at::Tensor inOrder(const StackPass& pass) const
    {
        const at::Tensor out = at::empty_like(m_memory);
        for (std::size_t worker = 0; worker < m_places.size(); ++worker) {
            for (std::size_t i = 0; i < m_places[worker].size(); ++i) {
                scatterRows(of(worker, i), pass.runs[worker][i].chunk(), m_hidden,
                            out.mutable_data_ptr<float>());
            }
        }
        return out;
    }

private:
    std::int64_t m_hidden;
    at::Tensor m_memory;
    std::vector<std::vector<float*>> m_places;  ///< by worker and chunk
};

/// Where every worker sums the gradients of a block: the first one where they are sent from.
class BlockSums {
public:
    BlockSums(const Decoder::Impl& model, std::size_t block, std::int64_t workers)
        : m_shares(*model.shares),
          m_unit(SharedWeights::unitOf(block)),
          m_layer(model.parts.layers[block]),
          m_room(m_shares.gradientRoom(m_unit))
    {
        for (std::int64_t worker = 1; worker < workers; ++worker) {
            m_others.emplace_back(PoolUse::Sums, m_room.values.numel());
        }
    }

    /// With norms and biases at zero, which are always added to.
    BlockGradients of(std::size_t worker) const
    {
        float* const base =
            worker == 0 ? m_room.values.mutable_data_ptr<float>() : m_others[worker - 1].data();
        const auto at = [&](const at::Tensor& place) {
            return base + m_shares.offsetOf(m_unit, place);
        };
        BlockGradients out;
        out.inputNorm = at(m_layer.attentionIn.weight);
        out.qkv.weight = at(m_layer.q.weight);
        out.out.weight = at(m_layer.o.weight);
        out.postNorm = at(m_layer.mlpIn.weight);
        out.gateUp.weight = at(m_layer.mlp.gate.weight);
        out.down.weight = at(m_layer.mlp.down.weight);
        if (m_layer.q.bias.defined()) {
            out.qkvBias = at(m_layer.q.bias);
        }
        if (m_layer.qNorm.defined()) {
            out.qNorm = at(m_layer.qNorm.weight);
            out.kNorm = at(m_layer.kNorm.weight);
        }
        for (const at::Tensor* const each :
             {&m_layer.attentionIn.weight, &m_layer.mlpIn.weight, &m_layer.q.bias, &m_layer.k.bias,
              &m_layer.v.bias, &m_layer.qNorm.weight, &m_layer.kNorm.weight}) {
            if (each->defined()) {
                std::memset(at(*each), 0, static_cast<std::size_t>(each->numel()) * sizeof(float));
            }
        }
        return out;
    }

    void send()
    {
        auto* const sum = m_room.values.mutable_data_ptr<float>();
        constexpr std::int64_t kShare = 1 << 15;
        at::parallel_for(0, m_room.values.numel(), kShare,
                         [&](std::int64_t from, std::int64_t until) {
                             for (const PooledFloats& other : m_others) {
                                 blockKernels()->add(other.data() + from, until - from, sum + from);
                             }
                         });
        m_others.clear();
        m_shares.addGradients(m_unit, std::move(m_room));
    }

private:
    SharedWeights& m_shares;
    std::size_t m_unit;
    const Layer& m_layer;
    KeptBuffers::Loan m_room;
    std::vector<PooledFloats> m_others;
};

struct SharedBackward final : torch::autograd::Node {
    variable_list apply(variable_list&& gradients) override
    {
        const std::lock_guard lock(mutex);
        TORCH_CHECK(pass != nullptr, "the graph was already freed");
        TORCH_CHECK(gradients[0].defined(), "the blocks of a backward pass have no gradient");
        const c10::NoGradGuard noGrad;
        const RowsBack rows(*pass);
        at::Tensor normGradient = takeBack(gradients[0].to(at::kFloat).contiguous(), rows);
        std::vector<StackProducts> products = productsOf(*pass);
        for (std::size_t i = pass->windows.size(); i-- > 0;) {
            backThrough(i, products, rows);
        }
        if (const at::Tensor sum = WideGradients::sumOf(finalNorm); sum.defined()) {
            sum.add_(normGradient);
            normGradient = at::Tensor();
        }
        return {pass->embeddingGradient(table, rows.inOrder(*pass)), normGradient};
    }

    void release_variables() override
    {
        const std::lock_guard lock(mutex);
        pass.reset();
    }

    /// Through the final norm, whose gradient it gives.
    at::Tensor takeBack(const at::Tensor& gradient, const RowsBack& rows) const
    {
        const std::int64_t hidden = pass->shape.hidden;
        const at::Tensor sums = at::zeros({pass->workers(), hidden}, at::kFloat);
        const at::Tensor norm = finalNorm.detach().to(at::kFloat);
        const auto* const weights = norm.const_data_ptr<float>();
        const auto* const from = gradient.const_data_ptr<float>();
        auto* const to = sums.mutable_data_ptr<float>();
        forEachWorker(pass->workers(), [&](std::size_t worker) {
            FloatBuffer slopes;
            for (std::size_t i = 0; i < pass->runs[worker].size(); ++i) {
                ChunkRun& run = pass->runs[worker][i];
                float* const in = slopes.reserve(run.tokens() * hidden);
                gatherRows(from, run.chunk(), hidden, in);
                run.takeBack(weights, in, to + static_cast<std::int64_t>(worker) * hidden,
                             rows.of(worker, i));
            }
        });
        at::Tensor out = sums[0];
        for (std::int64_t worker = 1; worker < pass->workers(); ++worker) {
            out.add_(sums[worker]);
        }
        return out;
    }

    void backThrough(std::size_t block, std::vector<StackProducts>& products,
                     const RowsBack& rows) const
    {
        model->shares->enterBackward(SharedWeights::unitOf(block));
        const PreparedBlock prepared = brought(*model, block, true, block);
        BlockSums sums(*model, block, pass->workers());
        forEachWorker(pass->workers(), [&](std::size_t worker) {
            const BlockGradients own = sums.of(worker);
            for (std::size_t i = 0; i < pass->runs[worker].size(); ++i) {
                pass->runs[worker][i].backThroughBlock(block, prepared.weights,
                                                       pass->windows[block], products[worker], own,
                                                       i == 0, rows.of(worker, i));
            }
        });
        model->shares->release(SharedWeights::unitOf(block));
        sums.send();
    }

    std::mutex mutex;
    std::unique_ptr<StackPass> pass;
    const Decoder::Impl* model = nullptr;
    at::Tensor table;
    at::Tensor finalNorm;
};

}  // namespace

bool takesSharedLoops(const Decoder::Impl& model)
{
    return model.shares != nullptr && stackLoopsApply(model) &&
           model.shares->largestBlock() <= mostStackWeights(false, at::get_num_threads());
}

at::Tensor sharedLoops(const Decoder::Impl& model, const PackedInput& input)
{
    auto pass = std::make_unique<StackPass>();
    if (!takesSharedLoops(model) || input.ids.numel() == 0 || !pass->begin(model, input)) {
        return {};
    }
    const bool keep = c10::GradMode::is_enabled();
    pass->layOut(!keep ? StackKeep::Rows : model.recomputing ? StackKeep::Inputs : StackKeep::All);
    model.shares->beginForward(true);
    at::Tensor out = throughBlocks(model, input, *pass);
    if (keep) {
        auto node =
            std::shared_ptr<SharedBackward>(new SharedBackward, torch::autograd::deleteNode);
        node->pass = std::move(pass);
        node->model = &model;
        node->table = model.parts.embedding;
        node->finalNorm = model.parts.finalNorm.weight;
        node->set_next_edges(torch::autograd::collect_next_edges(node->table, node->finalNorm));
        torch::autograd::set_history(out, node);
    }
    return out;
}

}  // namespace marginalia
