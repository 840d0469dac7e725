// SPDX-License-Identifier: Apache-2.0
#include "core/model/stack_chunk.h"

#include <algorithm>
#include <cstring>

namespace marginalia {

namespace {

/// Queries whose scores are computed together; less than this of a causal square is wasted.
constexpr std::int64_t kQueries = 64;

}  // namespace

ChunkRun::ChunkRun(const BlockKernels& kernels, const StackShape& shape, const StackChunk& chunk,
                   std::size_t layers, StackKeep keep)
    : m_kernels(kernels), m_shape(shape), m_chunk(chunk), m_layers(layers), m_keep(keep)
{
    for (const Segment& segment : chunk.segments) {
        m_mostKeys = std::max(m_mostKeys, segment.prefixLength + segment.length);
    }
}

std::array<std::int64_t, 13> ChunkRun::partSizes() const
{
    const std::int64_t n = tokens();
    const StackShape& s = m_shape;
    const std::int64_t normed = s.normsHeads ? n * s.turned() : 0;
    return {n,
            n * s.hidden,
            n * s.projected(),
            n * s.heads,
            n * s.mixed(),
            n * s.hidden,
            n,
            n * s.hidden,
            2 * n * s.intermediate,
            n * s.intermediate,
            n * s.ranks,
            normed * s.headDim,
            normed};
}

void ChunkRun::placeParts(Saved& saved, float* at) const
{
    float** const parts[] = {&saved.inverse1,    &saved.normed1, &saved.qkv,      &saved.logSums,
                             &saved.mixed,       &saved.middle,  &saved.inverse2, &saved.normed2,
                             &saved.gateUp,      &saved.gated,   &saved.low,      &saved.heads,
                             &saved.inverseHeads};
    const auto sizes = partSizes();
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        *parts[i] = at;
        at += wholeLines(sizes[i]);
    }
}

std::int64_t ChunkRun::blockFloats() const
{
    std::int64_t out = 0;
    for (const std::int64_t size : partSizes()) {
        out += wholeLines(size);
    }
    return out;
}

/// Of a block of queries, twice where there is a backward pass.
std::int64_t ChunkRun::scoreFloats() const
{
    return wholeLines((keepsNothing() ? 1 : 2) * kQueries * m_mostKeys);
}

std::int64_t ChunkRun::gradientFloats() const
{
    const StackShape& s = m_shape;
    const std::int64_t perToken =
        s.hidden + s.mixed() + s.projected() + 3 * s.intermediate + s.ranks;
    return keepsNothing() ? 0 : wholeLines(tokens() * perToken);
}

std::int64_t ChunkRun::keptFloats() const
{
    const auto layers = static_cast<std::int64_t>(m_layers);
    const std::int64_t ends = lastFloats() + 2 * angleFloats();
    switch (m_keep) {
        case StackKeep::Nothing:
            return 0;
        case StackKeep::Rows:
            return ends + 2 * inputFloats();
        case StackKeep::Inputs:
            return ends + layers * inputFloats();
        case StackKeep::All:
            break;
    }
    return ends + layers * (inputFloats() + blockFloats());
}

std::int64_t ChunkRun::sharedFloats() const
{
    const std::int64_t work = scoreFloats() + gradientFloats();
    switch (m_keep) {
        case StackKeep::Nothing:
            return work + lastFloats() + 2 * angleFloats() + 2 * inputFloats() + blockFloats();
        case StackKeep::Rows:
        case StackKeep::Inputs:
            return work + blockFloats();
        case StackKeep::All:
            break;
    }
    return work;
}

void ChunkRun::place(float* kept, float* shared)
{
    const auto take = [](float*& from, std::int64_t floats) {
        float* const out = from;
        from += floats;
        return out;
    };
    float*& own = m_keep == StackKeep::Nothing ? shared : kept;
    m_last = take(own, lastFloats());
    m_cosine = take(own, angleFloats());
    m_sine = take(own, angleFloats());
    m_saved.resize(m_layers);
    float* const common = m_keep == StackKeep::All ? nullptr : take(shared, blockFloats());
    for (std::size_t i = 0; i < m_layers; ++i) {
        const bool again = keepsNothing() && i >= 2;
        m_saved[i].in = again ? m_saved[i - 2].in : take(own, inputFloats());
        placeParts(m_saved[i], common != nullptr ? common : take(own, blockFloats()));
    }
    m_scores = take(shared, scoreFloats());
    m_gradients = shared;
}

namespace {

/// The keys that a block of queries can see: part of the prefix, then part of the segment itself.
struct KeySpan {
    std::int64_t first;        ///< key index in prefix + segment
    std::int64_t prefixBegin;  ///< row in the chunk
    std::int64_t prefixCount;
    std::int64_t ownBegin;  ///< row in the chunk
    std::int64_t ownCount;
    std::int64_t count() const { return prefixCount + ownCount; }
};

KeySpan keysOf(const Segment& segment, std::int64_t from, std::int64_t to, std::int64_t window)
{
    const std::int64_t prefix = segment.prefixLength;
    const std::int64_t first =
        window > 0 ? std::max<std::int64_t>(prefix + from - window + 1, 0) : 0;
    const std::int64_t skippedPrefix = std::min(first, prefix);
    const std::int64_t skippedOwn = std::max<std::int64_t>(first - prefix, 0);
    return {first, segment.prefixBegin + skippedPrefix, prefix - skippedPrefix,
            segment.begin + skippedOwn, to - skippedOwn};
}

/// The range of a query's row of scores that it may see.
std::pair<std::int64_t, std::int64_t> seen(const Segment& segment, const KeySpan& keys,
                                           std::int64_t query, std::int64_t window)
{
    const std::int64_t last = segment.prefixLength + query + 1;
    const std::int64_t first = window > 0 ? std::max<std::int64_t>(last - window, 0) : 0;
    return {first - keys.first, last - keys.first};
}

}  // namespace

void ChunkRun::attend(StackProducts& products, const Saved& saved, std::int64_t window)
{
    const std::int64_t d = m_shape.headDim;
    const std::int64_t stride = m_shape.projected();
    const std::int64_t width = m_shape.mixed();
    const std::int64_t shared = m_shape.heads / m_shape.kvHeads;
    float* const scores = m_scores;
    for (const Segment& segment : m_chunk.segments) {
        for (std::int64_t from = 0; from < segment.length; from += kQueries) {
            const std::int64_t to = std::min(from + kQueries, segment.length);
            const KeySpan keys = keysOf(segment, from, to, window);
            const std::int64_t count = keys.count();
            for (std::int64_t head = 0; head < m_shape.heads; ++head) {
                const float* const q = saved.qkv + (segment.begin + from) * stride + head * d;
                const float* const k = saved.qkv + width + head / shared * d;
                const float* const v = k + m_shape.kvHeads * d;
                products.model.general(false, true, to - from, keys.prefixCount, d, q, stride,
                                       k + keys.prefixBegin * stride, stride, 0, scores, count);
                products.model.general(false, true, to - from, keys.ownCount, d, q, stride,
                                       k + keys.ownBegin * stride, stride, 0,
                                       scores + keys.prefixCount, count);
                for (std::int64_t i = from; i < to; ++i) {
                    const auto [first, last] = seen(segment, keys, i, window);
                    saved.logSums[(segment.begin + i) * m_shape.heads + head] =
                        m_kernels.softmaxRow(scores + (i - from) * count, count, first, last,
                                             m_shape.scale);
                }
                float* const out = saved.mixed + (segment.begin + from) * width + head * d;
                products.model.general(false, false, to - from, d, keys.ownCount,
                                       scores + keys.prefixCount, count, v + keys.ownBegin * stride,
                                       stride, 0, out, width);
                products.model.general(false, false, to - from, d, keys.prefixCount, scores, count,
                                       v + keys.prefixBegin * stride, stride, 1, out, width);
            }
        }
    }
}

void ChunkRun::attendBackward(StackProducts& products, const Saved& saved, std::int64_t window,
                              const float* dMixed, float* dQkv)
{
    const std::int64_t d = m_shape.headDim;
    const std::int64_t stride = m_shape.projected();
    const std::int64_t width = m_shape.mixed();
    const std::int64_t shared = m_shape.heads / m_shape.kvHeads;
    float* const p = m_scores;
    float* const slopes = p + kQueries * m_mostKeys;
    for (const Segment& segment : m_chunk.segments) {
        for (std::int64_t from = 0; from < segment.length; from += kQueries) {
            const std::int64_t to = std::min(from + kQueries, segment.length);
            const KeySpan keys = keysOf(segment, from, to, window);
            const std::int64_t count = keys.count();
            const std::int64_t row = segment.begin + from;
            const std::int64_t parts[][3] = {{keys.prefixBegin, keys.prefixCount, 0},
                                             {keys.ownBegin, keys.ownCount, keys.prefixCount}};
            for (std::int64_t head = 0; head < m_shape.heads; ++head) {
                const std::int64_t kOffset = width + head / shared * d;
                const std::int64_t vOffset = kOffset + m_shape.kvHeads * d;
                const float* const q = saved.qkv + row * stride + head * d;
                const float* const dOut = dMixed + row * width + head * d;
                for (const auto& [begin, length, column] : parts) {
                    products.model.general(false, true, to - from, length, d, q, stride,
                                           saved.qkv + begin * stride + kOffset, stride, 0,
                                           p + column, count);
                    products.model.general(false, true, to - from, length, d, dOut, width,
                                           saved.qkv + begin * stride + vOffset, stride, 0,
                                           slopes + column, count);
                }
                for (std::int64_t i = 0; i < to - from; ++i) {
                    const auto [first, last] = seen(segment, keys, from + i, window);
                    m_kernels.expRow(p + i * count, count, first, last, m_shape.scale,
                                     saved.logSums[(row + i) * m_shape.heads + head]);
                    const float delta = m_kernels.dot(
                        dOut + i * width, saved.mixed + (row + i) * width + head * d, d);
                    m_kernels.softmaxBackwardRow(p + i * count, slopes + i * count, count, delta,
                                                 m_shape.scale);
                }
                for (const auto& [begin, length, column] : parts) {
                    products.model.general(false, false, to - from, d, length, slopes + column,
                                           count, saved.qkv + begin * stride + kOffset, stride, 1,
                                           dQkv + row * stride + head * d, stride);
                    products.model.general(true, false, length, d, to - from, slopes + column,
                                           count, q, stride, 1, dQkv + begin * stride + kOffset,
                                           stride);
                    products.model.general(true, false, length, d, to - from, p + column, count,
                                           dOut, width, 1, dQkv + begin * stride + vOffset, stride);
                }
            }
        }
    }
}

void ChunkRun::takeIn(const float* rows, const float* cosine, const float* sine)
{
    const std::int64_t n = tokens();
    const auto size = static_cast<std::size_t>(n * m_shape.hidden);
    const auto angles = static_cast<std::size_t>(n * m_shape.headDim / 2);
    std::memcpy(m_cosine, cosine, angles * sizeof(float));
    std::memcpy(m_sine, sine, angles * sizeof(float));
    std::memcpy(m_layers > 0 ? m_saved[0].in : m_last, rows, size * sizeof(float));
}

void ChunkRun::throughBlock(std::size_t block, const BlockWeights& weights, std::int64_t window,
                            StackProducts& products)
{
    blockForward(weights, window, products, m_saved[block],
                 block + 1 < m_layers ? m_saved[block + 1].in : m_last);
}

void ChunkRun::giveOut(const float* finalNorm, float* out)
{
    const std::int64_t n = tokens();
    m_kernels.norm(m_last, finalNorm, m_shape.eps, n, m_shape.hidden, out,
                   m_last + n * m_shape.hidden);
}

void ChunkRun::forward(const StackWeights& weights, StackProducts& products, const float* rows,
                       const float* cosine, const float* sine, float* out)
{
    takeIn(rows, cosine, sine);
    for (std::size_t i = 0; i < m_layers; ++i) {
        throughBlock(i, weights.blocks[i], weights.windows[i], products);
    }
    giveOut(weights.finalNorm, out);
}

void ChunkRun::takeBack(const float* finalNorm, const float* gradient, float* dFinalNorm,
                        float* dRows)
{
    const std::int64_t n = tokens();
    const std::int64_t size = n * m_shape.hidden;
    std::memset(dRows, 0, static_cast<std::size_t>(size) * sizeof(float));
    m_kernels.normBackward(gradient, m_last, finalNorm, m_last + size, n, m_shape.hidden, dRows,
                           dFinalNorm);
}

void ChunkRun::backThroughBlock(std::size_t block, const BlockWeights& weights, std::int64_t window,
                                StackProducts& products, const BlockGradients& gradients,
                                bool first, float* dRows)
{
    if (m_keep == StackKeep::Inputs) {
        blockForward(weights, window, products, m_saved[block], nullptr);
    }
    blockBackward(weights, window, products, gradients, m_saved[block], first, dRows);
}

void ChunkRun::backward(const StackWeights& weights, StackProducts& products, const float* gradient,
                        const StackGradients& gradients, bool first, float* dRows)
{
    takeBack(weights.finalNorm, gradient, gradients.finalNorm, dRows);
    for (std::size_t i = m_layers; i-- > 0;) {
        backThroughBlock(i, weights.blocks[i], weights.windows[i], products, gradients.blocks[i],
                         first, dRows);
    }
}

}  // namespace marginalia
