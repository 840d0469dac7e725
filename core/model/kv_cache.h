// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace marginalia {

/// Keys and values of a batch that is being written, rotated already; slots are shared by all rows
/// (left padding).
class KvCache {
public:
    KvCache(std::int64_t layers, std::int64_t batch, std::int64_t kvHeads, std::int64_t capacity,
            std::int64_t headDim, const at::TensorOptions& options);

    std::int64_t length() const { return m_length; }
    std::int64_t capacity() const { return m_capacity; }
    std::int64_t batch() const { return m_mask.size(0); }

    /// Keeps only the given rows [n] int64, in that order; a row may be taken several times.
    void select(const at::Tensor& rows);

private:
    friend class Decoder;
    /// Notes tokens [B, L] behind those that are there; their keys and values come with the pass.
    void append(const at::Tensor& ids, const at::Tensor& positions, const at::Tensor& mask);

    std::int64_t m_length = 0;
    std::int64_t m_capacity;
    std::vector<at::Tensor> m_keys;  ///< per layer [B, kvHeads, capacity, D]
    std::vector<at::Tensor> m_values;
    at::Tensor m_mask;       ///< [B, capacity] bool: real tokens
    at::Tensor m_positions;  ///< [B, capacity] int64
    at::Tensor m_ids;        ///< [B, capacity] int64: to compute the keys again
    std::int64_t m_longest =
        0;  ///< largest position + 1 so far, where the rotation follows from it
    bool m_padded = false;
};

}  // namespace marginalia
