// SPDX-License-Identifier: Apache-2.0
#include "core/model/kv_cache.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <c10/util/Exception.h>

namespace marginalia {

KvCache::KvCache(std::int64_t layers, std::int64_t batch, std::int64_t kvHeads,
                 std::int64_t capacity, std::int64_t headDim, const at::TensorOptions& options)
    : m_capacity(capacity)
{
    for (std::int64_t i = 0; i < layers; ++i) {
        m_keys.push_back(at::empty({batch, kvHeads, capacity, headDim}, options));
        m_values.push_back(at::empty({batch, kvHeads, capacity, headDim}, options));
    }
    m_mask = at::zeros({batch, capacity}, options.dtype(at::kBool));
    m_positions = at::zeros({batch, capacity}, options.dtype(at::kLong));
    m_ids = at::zeros({batch, capacity}, options.dtype(at::kLong));
}

void KvCache::append(const at::Tensor& ids, const at::Tensor& positions, const at::Tensor& mask)
{
    const std::int64_t added = ids.size(1);
    TORCH_CHECK(m_length + added <= m_capacity, "the key/value cache is full");
    m_ids.narrow(1, m_length, added).copy_(ids);
    m_mask.narrow(1, m_length, added).copy_(mask);
    m_positions.narrow(1, m_length, added).copy_(positions);
    if (m_length == 0) {
        m_padded = !mask.all().item<bool>();
    }
    m_length += added;
}

void KvCache::select(const at::Tensor& rows)
{
    for (at::Tensor& keys : m_keys) {
        keys = keys.index_select(0, rows);
    }
    for (at::Tensor& values : m_values) {
        values = values.index_select(0, rows);
    }
    m_mask = m_mask.index_select(0, rows);
    m_positions = m_positions.index_select(0, rows);
    m_ids = m_ids.index_select(0, rows);
}

}  // namespace marginalia
