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

}  // namespace

PreparedStack prepareStack(const std::vector<at::Tensor>& values, const StackShape& shape,
                           const std::vector<std::int64_t>& windows, bool backward)
{
    PreparedStack out;
    out.weights.windows = windows;
    const PanelKernels* const kernels = panelsFor(isHalf(values.back()));
    const auto vector = [&](const at::Tensor& norm) {
        out.kept.push_back(norm.to(at::kFloat));
        return out.kept.back().const_data_ptr<float>();
    };
    std::vector<Packing> packings;
    std::vector<const PanelWord**> targets;
    const auto matrix = [&](const at::Tensor& first, std::int64_t rows, std::int64_t columns,
                            ProductWeight& place) {
        if (!prepacks(kernels)) {
            place.plain = first.const_data_ptr();
            return;
        }
        const auto bytes = static_cast<std::int64_t>(first.element_size());
        packings.push_back({kernels, first.const_data_ptr(), bytes, rows, columns, false});
        targets.push_back(&place.forward);
        if (backward) {
            packings.push_back({kernels, first.const_data_ptr(), bytes, rows, columns, true});
            targets.push_back(&place.backward);
        }
    };
    out.weights.blocks.resize(windows.size());
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const at::Tensor* const at = values.data() + 9 * i;
        BlockWeights& block = out.weights.blocks[i];
        block.inputNorm = vector(at[0]);
        matrix(at[1], shape.projected(), shape.hidden, block.qkv);
        matrix(at[4], shape.hidden, shape.mixed(), block.out);
        block.postNorm = vector(at[5]);
        matrix(at[6], 2 * shape.intermediate, shape.hidden, block.gateUp);
        matrix(at[8], shape.hidden, shape.intermediate, block.down);
    }
    out.weights.finalNorm = vector(values.back());
    if (!packings.empty()) {
        const at::Tensor memory = packAll(packings);
        for (std::size_t i = 0; i < packings.size(); ++i) {
            *targets[i] = wordsIn(memory) + packings[i].place;
        }
        out.kept.push_back(memory);
    }
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
