// SPDX-License-Identifier: Apache-2.0
// The loops, compiled once for every processor, for AVX2 and for AVX-512; KERNELS names the table
// that the file defines, TILE_ROWS x TILE_OUTPUTS sums fit into its registers. No #pragma once: it
// is a body, included by exactly one source each.

#include "core/model/kernel_vectors.h"
#include "core/model/row_kernels.h"

namespace {

/// Rows that are multiplied before the next weights are read: they stay in the second cache.
constexpr long kRowBlock = 48;

inline const float* part(const float* bias, long from)
{
    return bias != nullptr ? bias + from : nullptr;
}

/// A tile of sums, each its own chain over k; ROWS and OUTPUTS only set how many run side by side.
template <class Type, int ROWS, int OUTPUTS>
inline void dotTile(const float* x, long inner, const typename Type::Number* w, long outputs,
                    const float* bias, float* y)
{
    Vector sums[ROWS][OUTPUTS] = {};
    long k = 0;
    for (; k + kLanes <= inner; k += kLanes) {
        Vector weights[OUTPUTS];
#pragma GCC unroll 8
        for (int n = 0; n < OUTPUTS; ++n) {
            weights[n] = Type::load(w + n * inner + k);
        }
#pragma GCC unroll 8
        for (int row = 0; row < ROWS; ++row) {
            const Vector value = Full::load(x + row * inner + k);
#pragma GCC unroll 8
            for (int n = 0; n < OUTPUTS; ++n) {
                sums[row][n] += value * weights[n];
            }
        }
    }
    for (int row = 0; row < ROWS; ++row) {
        for (int n = 0; n < OUTPUTS; ++n) {
            Vector sum = sums[row][n];
            if (k < inner) {
                sum += loadPart<Full>(x + row * inner + k, inner - k) *
                       loadPart<Type>(w + n * inner + k, inner - k);
            }
            y[row * outputs + n] = sumOf(sum) + (bias != nullptr ? bias[n] : 0.0F);
        }
    }
}

template <class Type, int ROWS>
void dotRows(const float* x, long inner, const typename Type::Number* w, long outputs, long from,
             long to, const float* bias, float* y)
{
    // One row alone needs more outputs to keep the processor busy.
    constexpr int kOutputs = ROWS == 1 ? 2 * TILE_OUTPUTS : TILE_OUTPUTS;
    long n = from;
    for (; n + kOutputs <= to; n += kOutputs) {
        dotTile<Type, ROWS, kOutputs>(x, inner, w + n * inner, outputs, part(bias, n), y + n);
    }
    for (; n < to; ++n) {
        dotTile<Type, ROWS, 1>(x, inner, w + n * inner, outputs, part(bias, n), y + n);
    }
}

template <class Type>
void productsOf(const float* x, long rows, long inner, const typename Type::Number* w, long outputs,
                long from, long to, const float* bias, float* y)
{
    for (long block = 0; block < rows; block += kRowBlock) {
        const long end = block + kRowBlock < rows ? block + kRowBlock : rows;
        for (long n = from; n < to; n += 2 * TILE_OUTPUTS) {
            const long last = n + 2 * TILE_OUTPUTS < to ? n + 2 * TILE_OUTPUTS : to;
            long row = block;
            for (; row + TILE_ROWS <= end; row += TILE_ROWS) {
                dotRows<Type, TILE_ROWS>(x + row * inner, inner, w, outputs, n, last, bias,
                                         y + row * outputs);
            }
            for (; row + 2 <= end; row += 2) {
                dotRows<Type, 2>(x + row * inner, inner, w, outputs, n, last, bias,
                                 y + row * outputs);
            }
            for (; row < end; ++row) {
                dotRows<Type, 1>(x + row * inner, inner, w, outputs, n, last, bias,
                                 y + row * outputs);
            }
        }
    }
}

/// Outputs side by side in a vector, `count` of the last one.
template <class Type, int ROWS, int VECTORS>
inline void columnTile(const float* x, long inner, const typename Type::Number* w, long outputs,
                       long count, const float* bias, float* y)
{
    Vector sums[ROWS][VECTORS] = {};
    for (long k = 0; k < inner; ++k, w += outputs) {
        Vector weights[VECTORS];
#pragma GCC unroll 8
        for (int n = 0; n < VECTORS; ++n) {
            weights[n] = count == kLanes ? Type::load(w + n * kLanes) : loadPart<Type>(w, count);
        }
#pragma GCC unroll 8
        for (int row = 0; row < ROWS; ++row) {
            const Vector value = all(x[row * inner + k]);
#pragma GCC unroll 8
            for (int n = 0; n < VECTORS; ++n) {
                sums[row][n] += value * weights[n];
            }
        }
    }
    for (int row = 0; row < ROWS; ++row) {
        for (int n = 0; n < VECTORS; ++n) {
            const Vector shift =
                bias != nullptr ? loadPart<Full>(bias + n * kLanes, count) : Vector{};
            storePart(y + row * outputs + n * kLanes, sums[row][n] + shift, count);
        }
    }
}

template <class Type, int ROWS>
void columnRows(const float* x, long inner, const typename Type::Number* w, long outputs, long from,
                long to, const float* bias, float* y)
{
    long n = from;
    for (; n + TILE_OUTPUTS * kLanes <= to; n += TILE_OUTPUTS * kLanes) {
        columnTile<Type, ROWS, TILE_OUTPUTS>(x, inner, w + n, outputs, kLanes, part(bias, n),
                                             y + n);
    }
    for (; n < to; n += kLanes) {
        columnTile<Type, ROWS, 1>(x, inner, w + n, outputs, to - n < kLanes ? to - n : kLanes,
                                  part(bias, n), y + n);
    }
}

template <class Type>
void columnsOf(const float* x, long rows, long inner, const typename Type::Number* w, long outputs,
               long from, long to, const float* bias, float* y)
{
    long row = 0;
    for (; row + TILE_ROWS <= rows; row += TILE_ROWS) {
        columnRows<Type, TILE_ROWS>(x + row * inner, inner, w, outputs, from, to, bias,
                                    y + row * outputs);
    }
    for (; row < rows; ++row) {
        columnRows<Type, 1>(x + row * inner, inner, w, outputs, from, to, bias, y + row * outputs);
    }
}

/// Scores of BLOCKS blocks of keys, `stride` numbers from one to the next.
template <class Type, int BLOCKS>
inline void scoreBlocks(const float* q, const typename Type::Number* keys, long stride,
                        long headDim, float scale, float* scores)
{
    constexpr int kParts = static_cast<int>(kBlock / kLanes);
    Vector sums[BLOCKS * kParts] = {};
    for (long d = 0; d < headDim; ++d) {
        const Vector value = all(q[d]);
#pragma GCC unroll 8
        for (int i = 0; i < BLOCKS * kParts; ++i) {
            sums[i] +=
                value * Type::load(keys + i / kParts * stride + d * kBlock + i % kParts * kLanes);
        }
    }
    for (int i = 0; i < BLOCKS * kParts; ++i) {
        store(scores + i * kLanes, sums[i] * scale);
    }
}

__attribute__((always_inline)) inline Vector softened(const Vector& x, float cap)
{
    // tanh(z) = 1 - 2 / (e^2z + 1)
    return cap - 2.0F * cap / (exponential(x * (2.0F / cap)) + 1.0F);
}

/// softmax over [from, to) without the division; zero in the rest of the blocks. Gives the sum.
float weigh(float* scores, long from, long to)
{
    const long first = from / kBlock * kBlock;
    const long end = (to + kBlock - 1) / kBlock * kBlock;
    for (long i = first; i < from; ++i) {
        scores[i] = scores[from];
    }
    for (long i = to; i < end; ++i) {
        scores[i] = scores[from];
    }
    Vector largest = Full::load(scores + first);
    for (long i = first; i < end; i += kLanes) {
        const Vector value = Full::load(scores + i);
        largest = value > largest ? value : largest;
    }
    const Vector most = all(largestOf(largest));
    for (long i = first; i < end; i += kLanes) {
        store(scores + i, exponential(Full::load(scores + i) - most));
    }
    memset(scores + first, 0, static_cast<unsigned long>(from - first) * sizeof(float));
    memset(scores + to, 0, static_cast<unsigned long>(end - to) * sizeof(float));
    Vector sum = {};
    for (long i = first; i < end; i += kLanes) {
        sum += Full::load(scores + i);
    }
    return sumOf(sum);
}

/// out[0 .. VECTORS * 16) += weights times values; `count` of the last vector.
template <class Type, int VECTORS>
inline void mixValues(const typename Type::Number* values, long stride, long headDim, long from,
                      long to, const float* weights, float inverse, long count, float* out)
{
    Vector sums[VECTORS] = {};
    for (long i = from; i < to; ++i) {
        const typename Type::Number* const row =
            values + i / kBlock * stride + i % kBlock * headDim;
        const Vector weight = all(weights[i]);
#pragma GCC unroll 8
        for (int n = 0; n < VECTORS; ++n) {
            sums[n] += weight * (count == kLanes ? Type::load(row + n * kLanes)
                                                 : loadPart<Type>(row, count));
        }
    }
    for (int n = 0; n < VECTORS; ++n) {
        storePart(out + n * kLanes, sums[n] * inverse, count);
    }
}

template <class Type>
void attendOver(const float* q, const typename Type::Number* blocks, long stride, long headDim,
                long from, long to, float scale, float cap, float* scores, float* out)
{
    constexpr int kTogether = 4;  // vectors: chains that keep the processor busy
    constexpr int kBlocks = static_cast<int>(kTogether * kLanes / kBlock);
    const long last = (to + kBlock - 1) / kBlock;
    long block = from / kBlock;
    for (; block + kBlocks <= last; block += kBlocks) {
        scoreBlocks<Type, kBlocks>(q, blocks + block * stride, stride, headDim, scale,
                                   scores + block * kBlock);
    }
    for (; block < last; ++block) {
        scoreBlocks<Type, 1>(q, blocks + block * stride, stride, headDim, scale,
                             scores + block * kBlock);
    }
    if (cap > 0) {
        for (long i = from / kBlock * kBlock; i < last * kBlock; i += kLanes) {
            store(scores + i, softened(Full::load(scores + i), cap));
        }
    }
    const float inverse = 1.0F / weigh(scores, from, to);
    const typename Type::Number* const values = blocks + headDim * kBlock;
    long d = 0;
    for (; d + kTogether * kLanes <= headDim; d += kTogether * kLanes) {
        mixValues<Type, kTogether>(values + d, stride, headDim, from, to, scores, inverse, kLanes,
                                   out + d);
    }
    for (; d < headDim; d += kLanes) {
        mixValues<Type, 1>(values + d, stride, headDim, from, to, scores, inverse,
                           headDim - d < kLanes ? headDim - d : kLanes, out + d);
    }
}

void products(const float* x, long rows, long inner, const void* w, int half, long outputs,
              long from, long to, const float* bias, float* y)
{
    if (half != 0) {
        productsOf<Half>(x, rows, inner, static_cast<const Half::Number*>(w), outputs, from, to,
                         bias, y);
    } else {
        productsOf<Full>(x, rows, inner, static_cast<const float*>(w), outputs, from, to, bias, y);
    }
}

void productsByInputs(const float* x, long rows, long inner, const void* w, int half, long outputs,
                      long from, long to, const float* bias, float* y)
{
    if (half != 0) {
        columnsOf<Half>(x, rows, inner, static_cast<const Half::Number*>(w), outputs, from, to,
                        bias, y);
    } else {
        columnsOf<Full>(x, rows, inner, static_cast<const float*>(w), outputs, from, to, bias, y);
    }
}

void attend(const float* q, const void* blocks, int half, long stride, long headDim, long from,
            long to, float scale, float cap, float* scores, float* out)
{
    if (half != 0) {
        attendOver<Half>(q, static_cast<const Half::Number*>(blocks), stride, headDim, from, to,
                         scale, cap, scores, out);
    } else {
        attendOver<Full>(q, static_cast<const float*>(blocks), stride, headDim, from, to, scale,
                         cap, scores, out);
    }
}

enum Shape { kSilu, kGeluTanh, kQuickGelu, kGelu, kSoftened };

/// f(x) for every number, a vector at a time; the last few in a whole vector too, so that a
/// number's place does not matter.
template <int SHAPE>
inline void eachVector(float* x, long count, float cap)
{
    for (long i = 0; i < count; i += kLanes) {
        const long some = count - i < kLanes ? count - i : kLanes;
        Vector v = some == kLanes ? Full::load(x + i) : loadPart<Full>(x + i, some);
        if (SHAPE == kSilu) {
            v *= sigmoid(v);
        } else if (SHAPE == kGeluTanh) {
            // 0.5 (1 + tanh u) = sigmoid(2 u) with u = sqrt(2 / pi) (x + 0.044715 x^3)
            v *= sigmoid((v + v * v * v * 0.044715F) * 1.5957691216057308F);
        } else if (SHAPE == kQuickGelu) {
            v *= sigmoid(v * 1.702F);
        } else {
            v = softened(v, cap);
        }
        storePart(x + i, v, some);
    }
}

void activate(int kind, float* x, long count)
{
    switch (kind) {
        case kSilu:
            eachVector<kSilu>(x, count, 0);
            return;
        case kGeluTanh:
            eachVector<kGeluTanh>(x, count, 0);
            return;
        case kQuickGelu:
            eachVector<kQuickGelu>(x, count, 0);
            return;
        default:
            for (long i = 0; i < count; ++i) {
                x[i] = 0.5F * x[i] * (1.0F + erff(x[i] * 0.70710678118654752F));
            }
    }
}

void soften(float* x, long count, float cap)
{
    eachVector<kSoftened>(x, count, cap);
}

void norm(const float* x, const float* weight, float shift, float eps, long rows, long width,
          float* y)
{
    for (long row = 0; row < rows; ++row, x += width, y += width) {
        Vector sum = {};
        for (long i = 0; i < width; i += kLanes) {
            const Vector v =
                width - i >= kLanes ? Full::load(x + i) : loadPart<Full>(x + i, width - i);
            sum += v * v;
        }
        const float scale = 1.0F / sqrtf(sumOf(sum) / static_cast<float>(width) + eps);
        for (long i = 0; i < width; ++i) {
            y[i] = x[i] * scale * (weight[i] + shift);
        }
    }
}

}  // namespace

extern "C" {
extern const struct RowKernels KERNELS;
const struct RowKernels KERNELS = {KERNELS_NAME, products, productsByInputs, attend, activate,
                                   soften,       norm};
}
