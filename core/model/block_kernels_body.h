// SPDX-License-Identifier: Apache-2.0
// The loops, compiled once for every processor and once for AVX-512; KERNELS names the table that
// the file defines. No #pragma once: it is a body, included by exactly one source each.

#define LANES 16
#include "core/model/block_kernels.h"
#include "core/model/kernel_vectors.h"

namespace {

inline Vector load(const float* from)
{
    return Full::load(from);
}

/// The last, incomplete lanes of a row, zero beyond.
inline Vector loadPart(const float* from, long count)
{
    return loadPart<Full>(from, count);
}

float dot(const float* a, const float* b, long count)
{
    Vector sum = {};
    long i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        sum += load(a + i) * load(b + i);
    }
    if (i < count) {
        sum += loadPart(a + i, count - i) * loadPart(b + i, count - i);
    }
    return sumOf(sum);
}

void add(const float* x, long count, float* y)
{
    long i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        store(y + i, load(y + i) + load(x + i));
    }
    for (; i < count; ++i) {
        y[i] += x[i];
    }
}

void norm(const float* x, const float* weight, float eps, long rows, long width, float* y,
          float* inverse)
{
    for (long row = 0; row < rows; ++row, x += width, y += width) {
        const float scale = 1.0F / sqrtf(dot(x, x, width) / static_cast<float>(width) + eps);
        inverse[row] = scale;
        long i = 0;
        for (; i + kLanes <= width; i += kLanes) {
            store(y + i, load(x + i) * scale * load(weight + i));
        }
        for (; i < width; ++i) {
            y[i] = x[i] * scale * weight[i];
        }
    }
}

void normBackward(const float* dy, const float* x, const float* weight, const float* inverse,
                  long rows, long width, float* dx, float* dweight)
{
    for (long row = 0; row < rows; ++row, dy += width, x += width, dx += width) {
        const float scale = inverse[row];
        Vector sum = {};
        long i = 0;
        for (; i + kLanes <= width; i += kLanes) {
            sum += load(dy + i) * load(weight + i) * load(x + i);
        }
        float total = sumOf(sum);
        for (; i < width; ++i) {
            total += dy[i] * weight[i] * x[i];
        }
        // d(x r)/dx with r = (mean x^2 + eps)^-1/2: r (g - x r^2 mean(g x)).
        const float shift = total * scale * scale * scale / static_cast<float>(width);
        i = 0;
        for (; i + kLanes <= width; i += kLanes) {
            const Vector slope = load(dy + i);
            const Vector value = load(x + i);
            store(dweight + i, load(dweight + i) + slope * value * scale);
            store(dx + i, load(dx + i) + slope * load(weight + i) * scale - value * shift);
        }
        for (; i < width; ++i) {
            dweight[i] += dy[i] * x[i] * scale;
            dx[i] += dy[i] * weight[i] * scale - x[i] * shift;
        }
    }
}

void rotate(float* x, long stride, const float* cosine, const float* sine, long rows, long heads,
            long headDim, float direction)
{
    const long half = headDim / 2;
    for (long row = 0; row < rows; ++row, x += stride, cosine += half, sine += half) {
        for (long head = 0; head < heads; ++head) {
            float* const first = x + head * headDim;
            float* const second = first + half;
            long i = 0;
            for (; i + kLanes <= half; i += kLanes) {
                const Vector a = load(first + i);
                const Vector b = load(second + i);
                const Vector c = load(cosine + i);
                const Vector s = load(sine + i) * direction;
                store(first + i, a * c - b * s);
                store(second + i, b * c + a * s);
            }
            for (; i < half; ++i) {
                const float a = first[i];
                const float b = second[i];
                first[i] = a * cosine[i] - b * sine[i] * direction;
                second[i] = b * cosine[i] + a * sine[i] * direction;
            }
        }
    }
}

void gated(const float* gateUp, long rows, long width, float* out)
{
    for (long row = 0; row < rows; ++row, gateUp += 2 * width, out += width) {
        const float* const up = gateUp + width;
        long i = 0;
        for (; i + kLanes <= width; i += kLanes) {
            const Vector gate = load(gateUp + i);
            store(out + i, gate * sigmoid(gate) * load(up + i));
        }
        if (i < width) {
            const Vector gate = loadPart(gateUp + i, width - i);
            storePart(out + i, gate * sigmoid(gate) * loadPart(up + i, width - i), width - i);
        }
    }
}

void gatedBackward(const float* dout, const float* gateUp, long rows, long width, float* dgateUp)
{
    for (long row = 0; row < rows;
         ++row, dout += width, gateUp += 2 * width, dgateUp += 2 * width) {
        for (long i = 0; i < width; i += kLanes) {
            const long count = width - i < kLanes ? width - i : kLanes;
            const bool whole = count == kLanes;
            const Vector slope = whole ? load(dout + i) : loadPart(dout + i, count);
            const Vector gate = whole ? load(gateUp + i) : loadPart(gateUp + i, count);
            const Vector up =
                whole ? load(gateUp + width + i) : loadPart(gateUp + width + i, count);
            const Vector sigma = sigmoid(gate);
            const Vector dgate = slope * up * sigma * (1.0F + gate * (1.0F - sigma));
            const Vector dup = slope * gate * sigma;
            if (whole) {
                store(dgateUp + i, dgate);
                store(dgateUp + width + i, dup);
            } else {
                storePart(dgateUp + i, dgate, count);
                storePart(dgateUp + width + i, dup, count);
            }
        }
    }
}

/// scores = e^(scores * scale - shift) in [from, to), zero elsewhere; gives their sum.
inline float exponentials(float* scores, long count, long from, long to, float scale, float shift)
{
    memset(scores, 0, static_cast<unsigned long>(from) * sizeof(float));
    memset(scores + to, 0, static_cast<unsigned long>(count - to) * sizeof(float));
    Vector sum = {};
    long i = from;
    for (; i + kLanes <= to; i += kLanes) {
        const Vector value = exponential(load(scores + i) * scale - shift);
        store(scores + i, value);
        sum += value;
    }
    float total = sumOf(sum);
    if (i < to) {
        float lanes[kLanes];
        storePart(lanes, exponential(loadPart(scores + i, to - i) * scale - shift), kLanes);
        for (long k = 0; k < to - i; ++k) {
            scores[i + k] = lanes[k];
            total += lanes[k];
        }
    }
    return total;
}

float softmaxRow(float* scores, long count, long from, long to, float scale)
{
    Vector largest = all(scores[from]);
    long i = from;
    for (; i + kLanes <= to; i += kLanes) {
        const Vector value = load(scores + i);
        largest = value > largest ? value : largest;
    }
    float most = largestOf(largest);
    for (; i < to; ++i) {
        most = scores[i] > most ? scores[i] : most;
    }
    const float total = exponentials(scores, count, from, to, scale, most * scale);
    const float inverse = 1.0F / total;
    for (i = from; i + kLanes <= to; i += kLanes) {
        store(scores + i, load(scores + i) * inverse);
    }
    for (; i < to; ++i) {
        scores[i] *= inverse;
    }
    return most * scale + logf(total);
}

void expRow(float* scores, long count, long from, long to, float scale, float logSum)
{
    exponentials(scores, count, from, to, scale, logSum);
}

struct LogitRow readLogits(float* logits, long count, long target)
{
    Vector largest = all(logits[0]);
    long i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        const Vector value = load(logits + i);
        largest = value > largest ? value : largest;
    }
    float most = largestOf(largest);
    for (; i < count; ++i) {
        most = logits[i] > most ? logits[i] : most;
    }
    const float picked = logits[target] - most;
    Vector sum = {};
    Vector weighted = {};
    for (i = 0; i + kLanes <= count; i += kLanes) {
        const Vector shifted = load(logits + i) - most;
        const Vector value = exponential(shifted);
        store(logits + i, value);
        sum += value;
        weighted += value * shifted;
    }
    float total = sumOf(sum);
    float mean = sumOf(weighted);
    for (; i < count; ++i) {
        const float shifted = logits[i] - most;
        logits[i] = expf(shifted);
        total += logits[i];
        mean += logits[i] * shifted;
    }
    const float logSum = logf(total);
    struct LogitRow out;
    out.logp = picked - logSum;
    out.inverse = 1.0F / total;
    out.entropy = logSum - mean * out.inverse;
    out.top1 = picked >= 0 ? 1 : 0;
    return out;
}

void scale(const float* x, long count, float factor, float* y)
{
    long i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        store(y + i, load(x + i) * factor);
    }
    for (; i < count; ++i) {
        y[i] = x[i] * factor;
    }
}

void softmaxBackwardRow(const float* p, float* dp, long count, float delta, float scale)
{
    long i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        store(dp + i, load(p + i) * (load(dp + i) - delta) * scale);
    }
    for (; i < count; ++i) {
        dp[i] = p[i] * (dp[i] - delta) * scale;
    }
}

}  // namespace

extern "C" {
extern const struct BlockKernels KERNELS;
const struct BlockKernels KERNELS = {
    KERNELS_NAME,       norm, normBackward, rotate,     gated, gatedBackward, softmaxRow, expRow,
    softmaxBackwardRow, dot,  add,          readLogits, scale};
}
