// SPDX-License-Identifier: Apache-2.0
#include "core/model/text_cache.h"

#include "core/model/attention.h"
#include "core/model/row_kernels.h"

#include <ATen/Parallel.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace marginalia {

namespace {

constexpr std::int64_t kBlock = 16;  ///< tokens of a block of the row kernels
constexpr std::int64_t kFirstCapacity = 64;

/// Copies one token's keys and values [kvHeads, D] into its place among the blocks of a layer.
template <class Number>
void place(const Number* keys, const Number* values, std::int64_t kvHeads, std::int64_t headDim,
           std::int64_t position, Number* layer)
{
    const std::int64_t half = headDim * kBlock;
    const std::int64_t lane = position % kBlock;
    for (std::int64_t head = 0; head < kvHeads; ++head) {
        Number* const block = layer + (position / kBlock * kvHeads + head) * 2 * half;
        for (std::int64_t d = 0; d < headDim; ++d) {
            block[d * kBlock + lane] = keys[head * headDim + d];
        }
        std::copy_n(values + head * headDim, headDim, block + half + lane * headDim);
    }
}

/// Which of `total` keys each of the last `added` tokens may see: [1, 1, added, total]; undefined
/// where a single token sees all.
at::Tensor partMask(std::int64_t before, std::int64_t added, std::int64_t window, at::Device device)
{
    const std::int64_t total = before + added;
    if (added == 1 && (window == 0 || total <= window)) {
        return {};
    }
    const auto options = at::TensorOptions(at::kLong).device(device);
    const at::Tensor distance =
        at::arange(before, total, options).unsqueeze(1) - at::arange(total, options).unsqueeze(0);
    at::Tensor allowed = distance >= 0;
    if (window > 0) {
        allowed = allowed & (distance < window);
    }
    return allowed.unsqueeze(0).unsqueeze(0);
}

}  // namespace

TextCache::TextCache(std::int64_t layers, std::int64_t kvHeads, std::int64_t headDim, bool blocked,
                     const at::TensorOptions& options)
    : m_kvHeads(kvHeads), m_headDim(headDim), m_blocked(blocked)
{
    for (std::int64_t i = 0; i < layers; ++i) {
        m_layers.push_back(at::empty({0}, options));
    }
}

void TextCache::reserve(std::int64_t tokens)
{
    if (tokens <= m_capacity) {
        return;
    }
    const std::int64_t wanted = std::max({tokens, 2 * m_capacity, kFirstCapacity});
    const std::int64_t capacity = (wanted + kBlock - 1) / kBlock * kBlock;
    for (at::Tensor& layer : m_layers) {
        const std::int64_t dimension = m_blocked ? 0 : 2;
        // Zeros: the kernels read whole blocks, and what no token has written must be a number.
        const at::Tensor larger =
            m_blocked
                ? at::zeros({capacity / kBlock, m_kvHeads, 2, m_headDim * kBlock}, layer.options())
                : at::zeros({2, m_kvHeads, capacity, m_headDim}, layer.options());
        if (m_capacity > 0) {
            larger.narrow(dimension, 0, layer.size(dimension)).copy_(layer);
        }
        layer = larger;
    }
    m_capacity = capacity;
}

TextAttention::TextAttention(const std::vector<TextPart>& parts, std::vector<std::int64_t> from)
    : m_parts(parts), m_from(std::move(from))
{
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const auto added = static_cast<std::int64_t>(parts[part].ids.size());
        parts[part].text->reserve(m_from[part] + added);
        for (std::int64_t i = 0; i < added; ++i) {
            m_partOf.push_back(part);
            m_position.push_back(m_from[part] + i);
        }
    }
}

at::Tensor TextAttention::attend(std::size_t layer, const at::Tensor& q, const at::Tensor& k,
                                 const at::Tensor& v, std::int64_t window, double scale,
                                 double cap) const
{
    append(layer, k, v);
    return m_parts.front().text->m_blocked ? attendBlocked(layer, q, window, scale, cap)
                                           : attendPlain(layer, q, window, scale, cap);
}

void TextAttention::append(std::size_t layer, const at::Tensor& k, const at::Tensor& v) const
{
    const TextCache& first = *m_parts.front().text;
    if (!first.m_blocked) {
        std::int64_t row = 0;
        for (std::size_t part = 0; part < m_parts.size(); ++part) {
            const auto added = static_cast<std::int64_t>(m_parts[part].ids.size());
            const at::Tensor room =
                m_parts[part].text->m_layers[layer].narrow(2, m_from[part], added);
            room.select(0, 0).copy_(k.narrow(0, row, added).transpose(0, 1));
            room.select(0, 1).copy_(v.narrow(0, row, added).transpose(0, 1));
            row += added;
        }
        return;
    }
    const at::Tensor keys = k.contiguous();
    const at::Tensor values = v.contiguous();
    const std::int64_t width = first.m_kvHeads * first.m_headDim;
    const auto copyAll = [&](const auto* from, const auto* fromValues) {
        using Number = std::remove_const_t<std::remove_pointer_t<decltype(from)>>;
        for (std::size_t row = 0; row < m_partOf.size(); ++row) {
            const auto offset = static_cast<std::int64_t>(row) * width;
            auto* const to = static_cast<Number*>(
                m_parts[m_partOf[row]].text->m_layers[layer].mutable_data_ptr());
            place(from + offset, fromValues + offset, first.m_kvHeads, first.m_headDim,
                  m_position[row], to);
        }
    };
    if (keys.scalar_type() == at::kBFloat16) {
        copyAll(keys.const_data_ptr<at::BFloat16>(), values.const_data_ptr<at::BFloat16>());
    } else {
        copyAll(keys.const_data_ptr<float>(), values.const_data_ptr<float>());
    }
}

at::Tensor TextAttention::attendBlocked(std::size_t layer, const at::Tensor& q, std::int64_t window,
                                        double scale, double cap) const
{
    const TextCache& first = *m_parts.front().text;
    const at::Tensor in = q.to(at::kFloat).contiguous();
    const std::int64_t heads = in.size(1);
    const std::int64_t headDim = first.m_headDim;
    const std::int64_t kvHeads = first.m_kvHeads;
    const std::int64_t groups = heads / kvHeads;
    const std::int64_t half = headDim * kBlock;
    const bool isHalf = q.scalar_type() == at::kBFloat16;
    const at::Tensor out = at::empty({in.size(0), heads * headDim}, in.options());
    const float* const from = in.const_data_ptr<float>();
    float* const to = out.mutable_data_ptr<float>();
    const std::int64_t longest = *std::max_element(m_position.begin(), m_position.end()) + 1;
    constexpr std::int64_t kWorthAThread = 200'000;
    const std::int64_t grain =
        std::max<std::int64_t>(1, kWorthAThread / (longest * headDim * groups));
    at::parallel_for(0, in.size(0) * kvHeads, grain, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> scores(static_cast<std::size_t>((longest + kBlock) / kBlock * kBlock));
        for (std::int64_t item = begin; item < end; ++item) {
            const auto row = static_cast<std::size_t>(item / kvHeads);
            const std::int64_t kvHead = item % kvHeads;
            const std::int64_t keys = m_position[row] + 1;
            const std::int64_t least = window > 0 ? std::max<std::int64_t>(0, keys - window) : 0;
            const auto* const bytes = static_cast<const char*>(
                m_parts[m_partOf[row]].text->m_layers[layer].const_data_ptr());
            const char* const blocks = bytes + kvHead * 2 * half * (isHalf ? 2 : 4);
            for (std::int64_t head = kvHead * groups; head < (kvHead + 1) * groups; ++head) {
                const std::int64_t place =
                    (static_cast<std::int64_t>(row) * heads + head) * headDim;
                rowKernels()->attend(from + place, blocks, isHalf ? 1 : 0, kvHeads * 2 * half,
                                     headDim, least, keys, static_cast<float>(scale),
                                     static_cast<float>(cap), scores.data(), to + place);
            }
        }
    });
    return out.to(q.scalar_type());
}

at::Tensor TextAttention::attendPlain(std::size_t layer, const at::Tensor& q, std::int64_t window,
                                      double scale, double cap) const
{
    std::vector<at::Tensor> mixed;
    std::int64_t row = 0;
    for (std::size_t part = 0; part < m_parts.size(); ++part) {
        const auto added = static_cast<std::int64_t>(m_parts[part].ids.size());
        const at::Tensor& cache = m_parts[part].text->m_layers[layer];
        const std::int64_t total = m_from[part] + added;
        const at::Tensor heads =
            attendHeads(q.narrow(0, row, added).transpose(0, 1).unsqueeze(0),
                        cache.select(0, 0).narrow(1, 0, total).unsqueeze(0),
                        cache.select(0, 1).narrow(1, 0, total).unsqueeze(0),
                        partMask(m_from[part], added, window, q.device()), {window, scale, cap});
        mixed.push_back(heads.squeeze(0).transpose(0, 1).reshape({added, -1}));
        row += added;
    }
    return at::cat(mixed);
}

}  // namespace marginalia
