// SPDX-License-Identifier: Apache-2.0
#include "core/model/stack_gradients.h"

#include "core/model/wide_gradients.h"

#include <cstring>

namespace marginalia {

GradientLayout::GradientLayout(const StackTensors& tensors)
    : m_order(tensors.order), m_parameters(tensors.inputs.size()), m_beside(tensors.beside)
{
    for (const at::Tensor& input : tensors.inputs) {
        add(input, !tensors.frozen || input.dim() == 1);
    }
    for (const BlockAdapters& block : m_beside) {
        for (const LowRankTensors& product : block) {
            for (const LowRankTensors::Part& part : product.parts) {
                add(part.a, true, part.scale);
            }
            for (const LowRankTensors::Part& part : product.parts) {
                add(part.b, true);
            }
        }
    }
}

void GradientLayout::add(const at::Tensor& input, bool trained, double scale)
{
    Leaf leaf{input, input.sizes().vec(), m_size, trained ? input.numel() : 0, scale};
    m_size += leaf.count;
    m_leaves.push_back(std::move(leaf));
}

StackGradients GradientLayout::in(float* flat) const
{
    const auto place = [&](std::size_t leaf) {
        return m_leaves[leaf].count == 0 ? nullptr : flat + m_leaves[leaf].offset;
    };
    StackGradients out;
    std::size_t next = m_parameters;
    for (std::size_t i = 0; i < m_order.layers; ++i) {
        const std::size_t at = m_order.block(i);
        BlockGradients& block = out.blocks.emplace_back();
        block.inputNorm = place(at);
        block.qkv.weight = place(at + 1);
        block.out.weight = place(at + 4);
        block.postNorm = place(at + 5);
        block.gateUp.weight = place(at + 6);
        block.down.weight = place(at + 8);
        if (const auto biases = m_order.biases(i)) {
            block.qkvBias = place(*biases);
        }
        if (const auto norms = m_order.headNorms(i)) {
            block.qNorm = place(*norms);
            block.kNorm = place(*norms + 1);
        }
        StackMatrixGradient* const matrices[] = {&block.qkv, &block.out, &block.gateUp,
                                                 &block.down};
        for (std::size_t j = 0; j < m_beside[i].size(); ++j) {
            const std::size_t parts = m_beside[i][j].parts.size();
            if (parts == 0) {
                continue;
            }
            matrices[j]->beside.a = place(next);
            next += parts;
            for (std::size_t part = 0; part < parts; ++part) {
                matrices[j]->beside.b.push_back(place(next++));
            }
        }
    }
    out.finalNorm = place(m_order.finalNorm());
    return out;
}

void GradientLayout::clearNorms(float* flat) const
{
    for (const Leaf& leaf : m_leaves) {
        if (leaf.sizes.size() == 1) {
            std::memset(flat + leaf.offset, 0,
                        static_cast<std::size_t>(leaf.count) * sizeof(float));
        }
    }
}

torch::autograd::variable_list GradientLayout::inputs() const
{
    torch::autograd::variable_list out;
    for (const Leaf& leaf : m_leaves) {
        out.push_back(leaf.input);
    }
    return out;
}

torch::autograd::variable_list GradientLayout::take(const WorkerSums& sums) const
{
    torch::autograd::variable_list out;
    for (const Leaf& leaf : m_leaves) {
        out.emplace_back();
        if (leaf.count == 0) {
            continue;
        }
        const at::Tensor wide = WideGradients::sumOf(leaf.input);
        sums.addTo(wide, leaf.offset, leaf.count);
        if (wide.defined()) {
            continue;
        }
        out.back() = sums.first().narrow(0, leaf.offset, leaf.count).view(leaf.sizes);
        if (leaf.scale != 1) {
            out.back().mul_(leaf.scale);
        }
    }
    return out;
}

}  // namespace marginalia
