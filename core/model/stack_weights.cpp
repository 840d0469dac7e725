// SPDX-License-Identifier: Apache-2.0
#include "core/model/stack_weights.h"

#include "core/model/float_pool.h"

#include <ATen/Parallel.h>

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

/// Lays blocks out one behind the other and their panels in one piece of memory.
class BlockPacker {
public:
    BlockPacker(const StackShape& shape, bool half, bool backward, bool copied)
        : m_shape(shape), m_kernels(panelsFor(half)), m_backward(backward), m_copied(copied)
    {
    }

    /// Whether panels are made; else products look at the values.
    bool packs() const { return prepacks(m_kernels); }

    const float* norm(const at::Tensor& values)
    {
        m_kept.push_back(values.to(at::kFloat, false, m_copied));
        return m_kept.back().const_data_ptr<float>();
    }

    /// `block` stays where it is until take().
    void add(const at::Tensor* values, BlockWeights& block)
    {
        const StackShape& s = m_shape;
        block.inputNorm = norm(values[0]);
        matrix(values[1], s.projected(), s.hidden, block.qkv);
        matrix(values[4], s.hidden, s.mixed(), block.out);
        block.postNorm = norm(values[5]);
        matrix(values[6], 2 * s.intermediate, s.hidden, block.gateUp);
        matrix(values[8], s.hidden, s.intermediate, block.down);
    }

    /// What must stay as long as the weights are used.
    std::vector<at::Tensor> take()
    {
        if (!m_packings.empty()) {
            const at::Tensor memory = packAll(m_packings);
            for (std::size_t i = 0; i < m_packings.size(); ++i) {
                *m_targets[i] = wordsIn(memory) + m_packings[i].place;
            }
            m_kept.push_back(memory);
        }
        return std::move(m_kept);
    }

private:
    void matrix(const at::Tensor& first, std::int64_t rows, std::int64_t columns,
                ProductWeight& place)
    {
        if (!packs()) {
            place.plain = first.const_data_ptr();
            return;
        }
        const auto bytes = static_cast<std::int64_t>(first.element_size());
        m_packings.push_back({m_kernels, first.const_data_ptr(), bytes, rows, columns, false});
        m_targets.push_back(&place.forward);
        if (m_backward) {
            m_packings.push_back({m_kernels, first.const_data_ptr(), bytes, rows, columns, true});
            m_targets.push_back(&place.backward);
        }
    }

    const StackShape& m_shape;
    const PanelKernels* m_kernels;
    bool m_backward;
    bool m_copied;  ///< norms too, where they are float32 already
    std::vector<Packing> m_packings;
    std::vector<const PanelWord**> m_targets;
    std::vector<at::Tensor> m_kept;
};

}  // namespace

PreparedStack prepareStack(const std::vector<at::Tensor>& values, const StackShape& shape,
                           const std::vector<std::int64_t>& windows, bool backward)
{
    PreparedStack out;
    out.weights.windows = windows;
    BlockPacker packer(shape, isHalf(values.back()), backward, false);
    out.weights.blocks.resize(windows.size());
    for (std::size_t i = 0; i < windows.size(); ++i) {
        packer.add(values.data() + 9 * i, out.weights.blocks[i]);
    }
    out.weights.finalNorm = packer.norm(values.back());
    out.kept = packer.take();
    return out;
}

PreparedBlock prepareBlock(const std::vector<at::Tensor>& values, const StackShape& shape,
                           bool backward)
{
    PreparedBlock out;
    BlockPacker packer(shape, isHalf(values.back()), backward, true);
    packer.add(values.data(), out.weights);
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
