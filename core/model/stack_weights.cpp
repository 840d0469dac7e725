// SPDX-License-Identifier: Apache-2.0
#include "core/model/stack_weights.h"

#include "core/model/float_pool.h"

#include <ATen/Parallel.h>
#include <ATen/ops/cat.h>

#include <algorithm>
#include <atomic>

#ifndef _OPENMP
#error "compile this file with -fopenmp"
#endif

namespace marginalia {

namespace {

std::atomic<bool> g_prepacks{true};

/// Whether weights are laid out before the products that use them.
bool prepacks(const PanelKernels* kernels)
{
    return kernels != nullptr && g_prepacks;
}

/// A matrix that is to be laid out in panels.
struct Packing {
    const PanelKernels* kernels;
    const void* from;
    std::int64_t elementBytes;
    std::int64_t out, in;
    bool backward;
    std::int64_t place = 0;  ///< in the memory of all

    std::int64_t inner() const { return backward ? out : in; }
    std::int64_t columns() const { return backward ? in : out; }
    std::int64_t panels() const { return (columns() + kPanel - 1) / kPanel; }
    std::int64_t size() const { return panelRightSize(kernels, inner(), columns()); }

    void pack(PanelWord* to, std::int64_t first, std::int64_t last) const
    {
        const std::int64_t begin = first * kPanel;
        const std::int64_t count = std::min(last * kPanel, columns()) - begin;
        const std::int64_t offset = (backward ? begin : begin * in) * elementBytes;
        kernels->packWeight(backward ? 0 : 1, inner(), count,
                            static_cast<const char*>(from) + offset, in,
                            to + place + panelRightSize(kernels, inner(), begin));
    }

    static constexpr std::int64_t kPanel = 32;
};

at::Tensor packAll(std::vector<Packing>& all)
{
    std::int64_t total = 0;
    std::vector<std::pair<std::size_t, std::int64_t>> pieces;  // matrix and panel
    constexpr std::int64_t kPiece = 4;
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].place = total;
        total += all[i].size();
        for (std::int64_t panel = 0; panel < all[i].panels(); panel += kPiece) {
            pieces.emplace_back(i, panel);
        }
    }
    const at::Tensor memory = pooledTensor(PoolUse::Panels, total, at::kInt);
    auto* const to = reinterpret_cast<PanelWord*>(memory.mutable_data_ptr<std::int32_t>());
    at::parallel_for(0, static_cast<std::int64_t>(pieces.size()), 8,
                     [&](std::int64_t from, std::int64_t until) {
                         for (std::int64_t i = from; i < until; ++i) {
                             const auto [matrix, panel] = pieces[static_cast<std::size_t>(i)];
                             const Packing& each = all[matrix];
                             each.pack(to, panel, std::min(panel + kPiece, each.panels()));
                         }
                     });
    return memory;
}

const PanelWord* wordsIn(const at::Tensor& memory)
{
    return reinterpret_cast<const PanelWord*>(memory.const_data_ptr<std::int32_t>());
}

bool isHalf(const at::Tensor& tensor)
{
    return tensor.scalar_type() == at::kBFloat16;
}

LowRankWeight besideOf(const LowRankTensors& tensors)
{
    LowRankWeight out;
    out.ranks = tensors.ranks();
    for (const LowRankTensors::Part& part : tensors.parts) {
        out.parts.push_back(
            {part.from, part.b.size(0), part.b.size(1), part.b.const_data_ptr<float>()});
    }
    out.a = out.ranks > 0 ? tensors.together.const_data_ptr<float>() : nullptr;
    return out;
}

/// Lays blocks out one behind the other and their panels in one piece of memory.
class BlockPacker {
public:
    BlockPacker(bool half, bool backward, bool copied)
        : m_kernels(panelsFor(half)),
          m_bytes(half ? sizeof(at::BFloat16) : sizeof(float)),
          m_backward(backward),
          m_copied(copied)
    {
    }

    const float* vector(const at::Tensor& values)
    {
        m_kept.push_back(values.to(at::kFloat, false, m_copied));
        return m_kept.back().const_data_ptr<float>();
    }

    /// `block` stays where it is until take().
    void add(const BlockTensors& tensors, BlockWeights& block)
    {
        const at::Tensor* const at = tensors.values;
        block.inputNorm = vector(at[0]);
        matrix(at + 1, at + 4, block.qkv);
        matrix(at + 4, at + 5, block.out);
        block.postNorm = vector(at[5]);
        matrix(at + 6, at + 8, block.gateUp);
        matrix(at + 8, at + 9, block.down);
        if (const at::Tensor* const first = tensors.biases) {
            block.qkvBias = vector(at::cat({first[0], first[1], first[2]}));
        }
        if (tensors.headNorms != nullptr) {
            block.qNorm = vector(tensors.headNorms[0]);
            block.kNorm = vector(tensors.headNorms[1]);
        }
        if (tensors.beside != nullptr) {
            StackMatrix* const matrices[] = {&block.qkv, &block.out, &block.gateUp, &block.down};
            for (std::size_t i = 0; i < std::size(matrices); ++i) {
                const LowRankTensors& adapters = (*tensors.beside)[i];
                matrices[i]->beside = besideOf(adapters);
                m_kept.push_back(adapters.together);
            }
        }
    }

    /// What must stay as long as the weights are used.
    std::vector<at::Tensor> take()
    {
        if (packs()) {
            const at::Tensor memory = packAll(m_packings);
            for (std::size_t i = 0; i < m_packings.size(); ++i) {
                *m_targets[i] = wordsIn(memory) + m_packings[i].place;
            }
            m_kept.push_back(memory);
        }
        return std::move(m_kept);
    }

    /// Whether panels are made of what was added; else products look at the values.
    bool packs() const
    {
        std::int64_t words = 0;
        for (const Packing& packing : m_packings) {
            words += packing.size();
        }
        return prepacks(m_kernels) &&
               words * static_cast<std::int64_t>(sizeof(PanelWord)) <= mostPanelBytes();
    }

private:
    static bool liesBehind(const at::Tensor& second, const at::Tensor& first)
    {
        return second.const_data_ptr() ==
               static_cast<const char*>(first.const_data_ptr()) + first.nbytes();
    }

    /// Of tensors [rows, columns] one below the other; neighbours in memory are one piece.
    void matrix(const at::Tensor* begin, const at::Tensor* end, StackMatrix& place)
    {
        std::int64_t row = 0;
        for (const at::Tensor* each = begin; each != end; ++each) {
            if (each != begin && liesBehind(*each, *(each - 1))) {
                place.pieces.back().outputs += each->size(0);
            } else {
                place.pieces.push_back({row, each->size(0), {}});
                place.pieces.back().weight.plain = each->const_data_ptr();
            }
            row += each->size(0);
        }
        for (StackMatrix::Piece& piece : place.pieces) {
            pack(piece, begin->size(1), false, &piece.weight.forward);
            if (m_backward) {
                pack(piece, begin->size(1), true, &piece.weight.backward);
            }
        }
    }

    void pack(const StackMatrix::Piece& piece, std::int64_t columns, bool backward,
              const PanelWord** target)
    {
        if (prepacks(m_kernels)) {
            m_packings.push_back(
                {m_kernels, piece.weight.plain, m_bytes, piece.outputs, columns, backward});
            m_targets.push_back(target);
        }
    }

    const PanelKernels* m_kernels;
    std::int64_t m_bytes;
    bool m_backward;
    bool m_copied;  ///< vectors too, where they are float32 already
    std::vector<Packing> m_packings;
    std::vector<const PanelWord**> m_targets;
    std::vector<at::Tensor> m_kept;
};

}  // namespace

std::int64_t mostPanelBytes()
{
    return 2'000'000'000;
}

PreparedStack prepareStack(const StackTensors& tensors, const std::vector<std::int64_t>& windows,
                           bool backward)
{
    PreparedStack out;
    out.weights.windows = windows;
    BlockPacker packer(isHalf(tensors.values.back()), backward, false);
    out.weights.blocks.resize(windows.size());
    for (std::size_t i = 0; i < windows.size(); ++i) {
        packer.add(tensors.block(i), out.weights.blocks[i]);
    }
    out.weights.finalNorm = packer.vector(tensors.values[tensors.order.finalNorm()]);
    out.kept = packer.take();
    return out;
}

PreparedBlock prepareBlock(const BlockTensors& tensors, bool backward)
{
    PreparedBlock out;
    BlockPacker packer(isHalf(tensors.values[0]), backward, true);
    packer.add(tensors, out.weights);
    out.apart = packer.packs();
    out.kept = packer.take();
    return out;
}

PreparedWeight prepareWeight(const at::Tensor& matrix, bool backward)
{
    PreparedWeight out;
    const PanelKernels* const kernels = panelsFor(isHalf(matrix));
    if (!prepacks(kernels)) {
        out.kept = matrix;
    } else {
        const auto bytes = static_cast<std::int64_t>(matrix.element_size());
        std::vector<Packing> packings = {
            {kernels, matrix.const_data_ptr(), bytes, matrix.size(0), matrix.size(1), false}};
        if (backward) {
            packings.push_back(packings.front());
            packings.back().backward = true;
        }
        out.kept = packAll(packings);
    }
    out.weight = weightIn(out.kept, matrix, backward);
    return out;
}

ProductWeight weightIn(const at::Tensor& kept, const at::Tensor& matrix, bool backward)
{
    ProductWeight out;
    const PanelKernels* const kernels = panelsFor(isHalf(matrix));
    if (!prepacks(kernels)) {
        out.plain = kept.const_data_ptr();
        return out;
    }
    out.forward = wordsIn(kept);
    out.backward =
        backward ? out.forward + panelRightSize(kernels, matrix.size(1), matrix.size(0)) : nullptr;
    return out;
}

void setPrepackingEnabled(bool enabled)
{
    g_prepacks = enabled;
}

}  // namespace marginalia
