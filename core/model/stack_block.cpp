// SPDX-License-Identifier: Apache-2.0
// One block of a chunk, apart from its attention.
#include "core/model/stack_chunk.h"

#include <cstring>

namespace marginalia {

ChunkRun::Lows ChunkRun::lowsOf(const BlockWeights& weights, const Saved& saved) const
{
    const std::int64_t n = tokens();
    Lows out{};
    out.qkv = saved.low;
    out.out = out.qkv + n * weights.qkv.beside.ranks;
    out.gateUp = out.out + n * weights.out.beside.ranks;
    out.down = out.gateUp + n * weights.gateUp.beside.ranks;
    return out;
}

void ChunkRun::turn(const BlockWeights& weights, const Saved& saved)
{
    const StackShape& s = m_shape;
    const std::int64_t stride = s.projected();
    const std::int64_t width = s.turned() * s.headDim;
    for (std::int64_t i = 0; i < tokens(); ++i) {
        float* const row = saved.qkv + i * stride;
        if (weights.qkvBias != nullptr) {
            m_kernels.add(weights.qkvBias, stride, row);
        }
        if (weights.qNorm != nullptr) {
            float* const before = saved.heads + i * width;
            float* const inverse = saved.inverseHeads + i * s.turned();
            std::memcpy(before, row, static_cast<std::size_t>(width) * sizeof(float));
            m_kernels.norm(before, weights.qNorm, s.eps, s.heads, s.headDim, row, inverse);
            m_kernels.norm(before + s.mixed(), weights.kNorm, s.eps, s.kvHeads, s.headDim,
                           row + s.mixed(), inverse + s.heads);
        }
    }
    m_kernels.rotate(saved.qkv, stride, m_cosine, m_sine, tokens(), s.turned(), s.headDim, 1);
}

void ChunkRun::turnBack(const BlockWeights& weights, const BlockGradients& gradients,
                        const Saved& saved, float* dQkv, float* free)
{
    const StackShape& s = m_shape;
    const std::int64_t stride = s.projected();
    const std::int64_t width = s.turned() * s.headDim;
    m_kernels.rotate(dQkv, stride, m_cosine, m_sine, tokens(), s.turned(), s.headDim, -1);
    for (std::int64_t i = 0; i < tokens(); ++i) {
        float* const row = dQkv + i * stride;
        const auto normBack = [&](std::int64_t head, std::int64_t heads, const float* weight,
                                  float* gradient) {
            float* const slopes = row + head * s.headDim;
            const auto bytes = static_cast<std::size_t>(heads * s.headDim) * sizeof(float);
            std::memcpy(free, slopes, bytes);
            std::memset(slopes, 0, bytes);
            m_kernels.normBackward(free, saved.heads + i * width + head * s.headDim, weight,
                                   saved.inverseHeads + i * s.turned() + head, heads, s.headDim,
                                   slopes, gradient);
        };
        if (weights.qNorm != nullptr) {
            normBack(0, s.heads, weights.qNorm, gradients.qNorm);
            normBack(s.heads, s.kvHeads, weights.kNorm, gradients.kNorm);
        }
        if (weights.qkvBias != nullptr) {
            m_kernels.add(row, stride, gradients.qkvBias);
        }
    }
}

void ChunkRun::blockForward(const BlockWeights& weights, std::int64_t window,
                            StackProducts& products, const Saved& saved, float* out)
{
    const std::int64_t n = tokens();
    const StackShape& s = m_shape;
    const Lows lows = lowsOf(weights, saved);
    const auto rowBytes = static_cast<std::size_t>(n * s.hidden) * sizeof(float);
    const ProductShape toQkv{n, s.projected(), s.hidden};
    const ProductShape toOut{n, s.hidden, s.mixed()};
    const ProductShape toGateUp{n, 2 * s.intermediate, s.hidden};
    const ProductShape toDown{n, s.hidden, s.intermediate};
    m_kernels.norm(saved.in, weights.inputNorm, s.eps, n, s.hidden, saved.normed1, saved.inverse1);
    reduceRows(products, toQkv, saved.normed1, weights.qkv, lows.qkv);
    multiplyRows(products, toQkv, saved.normed1, weights.qkv, lows.qkv, 0, saved.qkv);
    turn(weights, saved);
    attend(products, saved, window);
    std::memcpy(saved.middle, saved.in, rowBytes);
    reduceRows(products, toOut, saved.mixed, weights.out, lows.out);
    multiplyRows(products, toOut, saved.mixed, weights.out, lows.out, 1, saved.middle);
    m_kernels.norm(saved.middle, weights.postNorm, s.eps, n, s.hidden, saved.normed2,
                   saved.inverse2);
    reduceRows(products, toGateUp, saved.normed2, weights.gateUp, lows.gateUp);
    multiplyRows(products, toGateUp, saved.normed2, weights.gateUp, lows.gateUp, 0, saved.gateUp);
    m_kernels.gated(saved.gateUp, n, s.intermediate, saved.gated);
    reduceRows(products, toDown, saved.gated, weights.down, lows.down);
    if (out == nullptr) {
        return;
    }
    std::memcpy(out, saved.middle, rowBytes);
    multiplyRows(products, toDown, saved.gated, weights.down, lows.down, 1, out);
}

void ChunkRun::blockBackward(const BlockWeights& weights, std::int64_t window,
                             StackProducts& products, const BlockGradients& gradients,
                             const Saved& saved, bool first, float* dx)
{
    const std::int64_t n = tokens();
    const StackShape& s = m_shape;
    const Lows lows = lowsOf(weights, saved);
    float* const dNormed = m_gradients;
    float* const dMixed = dNormed + n * s.hidden;
    float* const dQkv = dMixed + n * s.mixed();
    float* const dGated = dQkv + n * s.projected();
    float* const dGateUp = dGated + n * s.intermediate;
    float* const slopes = dGateUp + 2 * n * s.intermediate;
    differentiateRows(products, {n, s.hidden, s.intermediate}, {dx, saved.gated, lows.down, slopes},
                      weights.down, gradients.down, first, dGated);
    m_kernels.gatedBackward(dGated, saved.gateUp, n, s.intermediate, dGateUp);
    differentiateRows(products, {n, 2 * s.intermediate, s.hidden},
                      {dGateUp, saved.normed2, lows.gateUp, slopes}, weights.gateUp,
                      gradients.gateUp, first, dNormed);
    m_kernels.normBackward(dNormed, saved.middle, weights.postNorm, saved.inverse2, n, s.hidden, dx,
                           gradients.postNorm);
    differentiateRows(products, {n, s.hidden, s.mixed()}, {dx, saved.mixed, lows.out, slopes},
                      weights.out, gradients.out, first, dMixed);
    std::memset(dQkv, 0, static_cast<std::size_t>(n * s.projected()) * sizeof(float));
    attendBackward(products, saved, window, dMixed, dQkv);
    turnBack(weights, gradients, saved, dQkv, dMixed);
    differentiateRows(products, {n, s.projected(), s.hidden},
                      {dQkv, saved.normed1, lows.qkv, slopes}, weights.qkv, gradients.qkv, first,
                      dNormed);
    m_kernels.normBackward(dNormed, saved.in, weights.inputNorm, saved.inverse1, n, s.hidden, dx,
                           gradients.inputNorm);
}

}  // namespace marginalia
