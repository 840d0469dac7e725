// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/packed_input.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <vector>

namespace marginalia {

/// What differs from layer to layer.
struct AttentionKind {
    std::int64_t window = 0;  ///< 0: full
    double scale = 1;         ///< on q k^T
    double cap = 0;           ///< c tanh(s / c) on the scaled scores, before the mask; 0: none
};

/// q [B, heads, Lq, D], k and v [B, kvHeads, Lk, D], mask [B, 1, Lq, Lk] bool of what may be seen
/// (undefined: all) -> [B, heads, Lq, D]. Softmax in float32 or better.
at::Tensor attendHeads(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                       const at::Tensor& mask, const AttentionKind& kind);

/// How the segments of one packed stream attend: made once a pass, used by every layer.
///
/// Segments of similar lengths are gathered into a bucket [B, Lq] x [B, Lk] with a mask; the
/// queries' results are put back into the stream by one index. This is the plain path, the
/// reference of the others; it runs on every device.
class AttentionPlan {
public:
    /// `windows` are the distinct sliding windows of the layers (0: full attention).
    AttentionPlan(const PackedInput& input, const std::vector<std::int64_t>& windows);

    /// q [T, heads, D], k and v [T, kvHeads, D] -> [T, heads * D]; positions are already applied.
    at::Tensor attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                      const AttentionKind& kind) const;

private:
    struct Bucket {
        std::int64_t rows = 0;
        std::int64_t queries = 0;
        std::int64_t keys = 0;
        at::Tensor queryIndex;                     ///< [rows * queries]
        at::Tensor keyIndex;                       ///< [rows * keys]
        std::map<std::int64_t, at::Tensor> masks;  ///< window -> [rows, 1, queries, keys] bool
    };
    Bucket makeBucket(const PackedInput& input, const std::vector<Segment>& segments,
                      const std::vector<std::int64_t>& windows,
                      const std::int64_t* positions) const;

    std::vector<Bucket> m_buckets;
    at::Tensor m_inverse;  ///< [T]: place of every token in the buckets' concatenated queries
};

}  // namespace marginalia
