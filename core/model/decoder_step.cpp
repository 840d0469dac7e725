// SPDX-License-Identifier: Apache-2.0
#include "core/model/attention.h"
#include "core/model/decoder_impl.h"
#include "core/model/kv_cache.h"

#include <ATen/ops/arange.h>

#include <map>
#include <utility>

namespace marginalia {

namespace {

/// Which cached slots each new token may see: [B, 1, L, S]; undefined where one token sees all of
/// an unpadded cache.
at::Tensor stepMask(const at::Tensor& keyMask, const at::Tensor& keyPositions,
                    const at::Tensor& positions, std::int64_t before, std::int64_t window,
                    bool padded)
{
    const std::int64_t added = positions.size(1);
    const std::int64_t total = before + added;
    if (added == 1 && !padded && (window == 0 || total <= window)) {
        return {};
    }
    const at::Tensor slots = at::arange(total, keyMask.options().dtype(at::kLong));
    const at::Tensor own =
        at::arange(before, total, keyMask.options().dtype(at::kLong)).unsqueeze(1);
    at::Tensor allowed =
        (slots.unsqueeze(0) <= own).unsqueeze(0) & keyMask.narrow(1, 0, total).unsqueeze(1);
    if (window > 0) {
        allowed = allowed &
                  (positions.unsqueeze(2) - keyPositions.narrow(1, 0, total).unsqueeze(1) < window);
    }
    // A padding token sees itself: a row that sees nothing would be NaN.
    return (allowed | (slots.unsqueeze(0) == own).unsqueeze(0)).unsqueeze(1);
}

}  // namespace

std::unique_ptr<KvCache> Decoder::newCache(std::int64_t batch, std::int64_t capacity) const
{
    const ModelConfig& config = m_impl->config;
    return std::make_unique<KvCache>(config.layers, batch, config.kvHeads, capacity, config.headDim,
                                     at::TensorOptions(m_impl->dtype).device(m_impl->device));
}

at::Tensor Decoder::step(const at::Tensor& ids, const at::Tensor& positions, const at::Tensor& mask,
                         KvCache& cache) const
{
    const Impl& impl = *m_impl;
    const std::int64_t before = cache.m_length;
    const std::int64_t longest = impl.rotationLength(positions, cache.m_longest);
    const bool changes = before > 0 && impl.config.rope.crosses(cache.m_longest, longest);
    cache.append(ids, positions, mask);
    cache.m_longest = longest;
    if (changes) {
        // The keys so far were turned by the short factors: all of them are computed again.
        const std::int64_t all = std::exchange(cache.m_length, 0);
        return step(cache.m_ids.narrow(1, 0, all).clone(),
                    cache.m_positions.narrow(1, 0, all).clone(),
                    cache.m_mask.narrow(1, 0, all).clone(), cache);
    }
    std::map<std::int64_t, at::Tensor> masks;
    for (const std::int64_t window : impl.windows) {
        masks[window] =
            stepMask(cache.m_mask, cache.m_positions, positions, before, window, cache.m_padded);
    }
    const std::int64_t added = ids.size(1);
    const std::int64_t total = cache.m_length;
    const std::int64_t batch = ids.size(0);
    const auto byHead = [&](const at::Tensor& tensor) {
        return tensor.view({batch, added, -1, impl.config.headDim}).transpose(1, 2);
    };
    const auto attend = [&](std::size_t i, const at::Tensor& q, const at::Tensor& k,
                            const at::Tensor& v) {
        const Layer& layer = impl.parts.layers[i];
        cache.m_keys[i].narrow(2, before, added).copy_(byHead(k));
        cache.m_values[i].narrow(2, before, added).copy_(byHead(v));
        const at::Tensor mixed = attendHeads(
            byHead(q), cache.m_keys[i].narrow(2, 0, total), cache.m_values[i].narrow(2, 0, total),
            masks.at(layer.window), {layer.window, layer.scale, impl.config.attentionCap});
        return mixed.transpose(1, 2).reshape({batch * added, -1});
    };
    const at::Tensor flat = positions.reshape({-1});
    const at::Tensor rows =
        impl.blocks(impl.embed(ids.reshape({-1}), flat), impl.rotations(flat, longest), attend);
    return logits(rows.view({batch, added, -1}).select(1, added - 1));
}

}  // namespace marginalia
