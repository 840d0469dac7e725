// SPDX-License-Identifier: Apache-2.0
#include "core/model/attention.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <limits>
#include <optional>

namespace marginalia {

namespace {

/// Padding that a bucket may carry before it is split: gathering costs more than a little padding.
constexpr double kMostPadding = 1.5;

std::int64_t keysOf(const Segment& segment)
{
    return segment.prefixLength + segment.length;
}

std::vector<std::vector<Segment>> groupSegments(const std::vector<Segment>& segments)
{
    std::vector<Segment> sorted;
    std::copy_if(segments.begin(), segments.end(), std::back_inserter(sorted),
                 [](const Segment& segment) { return segment.length > 0; });
    std::stable_sort(sorted.begin(), sorted.end(), [](const Segment& left, const Segment& right) {
        return std::pair(left.length, keysOf(left)) > std::pair(right.length, keysOf(right));
    });
    std::vector<std::vector<Segment>> groups;
    double used = 0;
    std::int64_t queries = 0;
    std::int64_t keys = 0;
    for (const Segment& segment : sorted) {
        const double area = static_cast<double>(segment.length * keysOf(segment));
        const std::int64_t widest = std::max(keys, keysOf(segment));
        const double padded = groups.empty() ? 0
                                             : static_cast<double>(groups.back().size() + 1) *
                                                   static_cast<double>(queries * widest);
        if (groups.empty() || padded > kMostPadding * (used + area) + 16384) {
            groups.emplace_back();
            used = 0;
            queries = segment.length;
            keys = keysOf(segment);
        }
        groups.back().push_back(segment);
        used += area;
        keys = std::max(keys, keysOf(segment));
    }
    return groups;
}

/// Stream index of key `j` of a segment: its prefix first, then itself.
std::int64_t keyPlace(const Segment& segment, std::int64_t j)
{
    return j < segment.prefixLength ? segment.prefixBegin + j
                                    : segment.begin + j - segment.prefixLength;
}

/// The formula written out, for what the library's own operator cannot do: capped scores.
at::Tensor attendCapped(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                        const at::Tensor& mask, const AttentionKind& kind)
{
    // Query heads that share a key head stand together: [B, kvHeads, heads / kvHeads, Lq, D].
    const std::int64_t groups = q.size(1) / k.size(1);
    const at::Tensor grouped = q.reshape({q.size(0), k.size(1), groups, q.size(2), q.size(3)});
    at::Tensor scores = at::matmul(grouped, k.unsqueeze(2).transpose(-1, -2)) * kind.scale;
    scores = at::tanh(scores / kind.cap) * kind.cap;
    if (mask.defined()) {
        scores = scores.masked_fill(mask.unsqueeze(1).logical_not(),
                                    -std::numeric_limits<double>::infinity());
    }
    const at::ScalarType wide = q.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
    const at::Tensor shares = at::softmax(scores, -1, wide).to(v.scalar_type());
    return at::matmul(shares, v.unsqueeze(2)).reshape(q.sizes());
}

}  // namespace

at::Tensor attendHeads(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                       const at::Tensor& mask, const AttentionKind& kind)
{
    if (kind.cap > 0) {
        return attendCapped(q, k, v, mask, kind);
    }
    return at::scaled_dot_product_attention(q, k, v,
                                            mask.defined() ? std::optional(mask) : std::nullopt,
                                            0.0, false, kind.scale, q.size(1) != k.size(1));
}

AttentionPlan::AttentionPlan(const PackedInput& input, const std::vector<std::int64_t>& windows)
{
    const at::Tensor positions = input.positions.cpu().contiguous();
    const at::Tensor inverse = at::zeros({input.ids.size(0)}, at::kLong);
    auto* const inverseData = inverse.mutable_data_ptr<std::int64_t>();
    std::int64_t offset = 0;
    for (const auto& group : groupSegments(input.segments)) {
        m_buckets.push_back(
            makeBucket(input, group, windows, positions.const_data_ptr<std::int64_t>()));
        const Bucket& bucket = m_buckets.back();
        for (size_t row = 0; row < group.size(); ++row) {
            for (std::int64_t i = 0; i < group[row].length; ++i) {
                inverseData[group[row].begin + i] =
                    offset + static_cast<std::int64_t>(row) * bucket.queries + i;
            }
        }
        offset += bucket.rows * bucket.queries;
    }
    m_inverse = inverse.to(input.ids.device());
}

AttentionPlan::Bucket AttentionPlan::makeBucket(const PackedInput& input,
                                                const std::vector<Segment>& segments,
                                                const std::vector<std::int64_t>& windows,
                                                const std::int64_t* positions) const
{
    Bucket bucket;
    bucket.rows = static_cast<std::int64_t>(segments.size());
    for (const Segment& segment : segments) {
        bucket.queries = std::max(bucket.queries, segment.length);
        bucket.keys = std::max(bucket.keys, keysOf(segment));
    }
    std::vector<std::int64_t> queryIndex(static_cast<size_t>(bucket.rows * bucket.queries), 0);
    std::vector<std::int64_t> keyIndex(static_cast<size_t>(bucket.rows * bucket.keys), 0);
    for (size_t row = 0; row < segments.size(); ++row) {
        const Segment& segment = segments[row];
        for (std::int64_t i = 0; i < segment.length; ++i) {
            queryIndex[row * static_cast<size_t>(bucket.queries) + static_cast<size_t>(i)] =
                segment.begin + i;
        }
        for (std::int64_t j = 0; j < keysOf(segment); ++j) {
            keyIndex[row * static_cast<size_t>(bucket.keys) + static_cast<size_t>(j)] =
                keyPlace(segment, j);
        }
    }
    const at::Device device = input.ids.device();
    bucket.queryIndex = at::tensor(queryIndex, at::kLong).to(device);
    bucket.keyIndex = at::tensor(keyIndex, at::kLong).to(device);
    for (const std::int64_t window : windows) {
        const at::Tensor mask = at::zeros({bucket.rows, 1, bucket.queries, bucket.keys}, at::kBool);
        bool* allowed = mask.mutable_data_ptr<bool>();
        for (const Segment& segment : segments) {
            for (std::int64_t i = 0; i < bucket.queries; ++i, allowed += bucket.keys) {
                // Padding queries see one key, because a row without any would be NaN.
                allowed[0] = i >= segment.length;
                const std::int64_t seen = i < segment.length ? segment.prefixLength + i + 1 : 0;
                for (std::int64_t j = 0; j < seen; ++j) {
                    allowed[j] =
                        window == 0 ||
                        positions[segment.begin + i] - positions[keyPlace(segment, j)] < window;
                }
            }
        }
        bucket.masks[window] = mask.to(device);
    }
    return bucket;
}

at::Tensor AttentionPlan::attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                                 const AttentionKind& kind) const
{
    const std::int64_t heads = q.size(1);
    const std::int64_t headDim = q.size(2);
    std::vector<at::Tensor> parts;
    for (const Bucket& bucket : m_buckets) {
        const auto gather = [&](const at::Tensor& tensor, const at::Tensor& index,
                                std::int64_t length) {
            return tensor.index_select(0, index)
                .view({bucket.rows, length, tensor.size(1), headDim})
                .transpose(1, 2);
        };
        const at::Tensor out = attendHeads(
            gather(q, bucket.queryIndex, bucket.queries), gather(k, bucket.keyIndex, bucket.keys),
            gather(v, bucket.keyIndex, bucket.keys), bucket.masks.at(kind.window), kind);
        parts.push_back(
            out.transpose(1, 2).reshape({bucket.rows * bucket.queries, heads * headDim}));
    }
    return at::cat(parts, 0).index_select(0, m_inverse);
}

}  // namespace marginalia
