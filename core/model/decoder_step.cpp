// SPDX-License-Identifier: Apache-2.0
#include "core/model/decoder_impl.h"
#include "core/model/kv_cache.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <c10/util/Exception.h>

#include <cmath>
#include <map>

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
    const std::int64_t batch = ids.size(0);
    const std::int64_t added = ids.size(1);
    const std::int64_t before = cache.m_length;
    TORCH_CHECK(before + added <= cache.m_capacity, "the key/value cache is full");
    cache.m_mask.narrow(1, before, added).copy_(mask);
    cache.m_positions.narrow(1, before, added).copy_(positions);
    if (before == 0) {
        cache.m_padded = !mask.all().item<bool>();
    }
    cache.m_length = before + added;
    std::map<std::int64_t, at::Tensor> masks;
    for (const std::int64_t window : impl.windows) {
        masks[window] =
            stepMask(cache.m_mask, cache.m_positions, positions, before, window, cache.m_padded);
    }
    const auto [cosine, sine] = impl.rotation(positions.reshape({-1}));
    const double scale = 1.0 / std::sqrt(static_cast<double>(impl.config.headDim));
    at::Tensor x = at::embedding(impl.embedding, ids.reshape({-1}));
    for (size_t i = 0; i < impl.layers.size(); ++i) {
        const Layer& layer = impl.layers[i];
        const auto [q, k, v] =
            impl.queriesKeysValues(layer, impl.norm(x, layer.inputNorm), cosine, sine);
        const auto byHead = [&](const at::Tensor& tensor) {
            return tensor.view({batch, added, -1, impl.config.headDim}).transpose(1, 2);
        };
        cache.m_keys[i].narrow(2, before, added).copy_(byHead(k));
        cache.m_values[i].narrow(2, before, added).copy_(byHead(v));
        const at::Tensor& seen = masks.at(layer.window);
        const at::Tensor mixed = at::scaled_dot_product_attention(
            byHead(q), cache.m_keys[i].narrow(2, 0, cache.m_length),
            cache.m_values[i].narrow(2, 0, cache.m_length),
            seen.defined() ? std::optional(seen) : std::nullopt, 0.0, false, scale,
            impl.config.heads != impl.config.kvHeads);
        const at::Tensor flat = mixed.transpose(1, 2).reshape({batch * added, -1});
        x = x + at::linear(flat, layer.o,
                           layer.oBias.defined() ? std::optional(layer.oBias) : std::nullopt);
        x = x + impl.gatedMlp(layer, impl.norm(x, layer.postNorm));
    }
    const at::Tensor last = x.view({batch, added, -1}).select(1, added - 1);
    return logits(impl.norm(last, impl.finalNorm));
}

}  // namespace marginalia
