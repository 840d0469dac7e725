// SPDX-License-Identifier: Apache-2.0
// The loops, compiled once for every processor and once for AVX-512; KERNELS names the table that
// the file defines. They are plain, for the compiler to make vectors of; only looking up in tables
// is written out where GATHERS says so. No #pragma once: it is a body, included by exactly one
// source each.

#include "core/train/adamw_kernels.h"

#include <math.h>
#include <string.h>

namespace {

constexpr long kBlock = kMomentBlock;
/// Smaller scales are none: a quotient by them is not a number.
constexpr float kLeastScale = 1.17549435e-38F;

inline unsigned bitsOf(float value)
{
    unsigned bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

inline float floatOf(unsigned bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/// Of torch's operator, in its order: m += (g - m) (1 - b1); v = v b2 + ((1 - b2) g) g;
/// w = w (1 - lr decay) + (step m) / (sqrt(v) / root + eps).
void updateFloats(const AdamWNumbers& numbers, long count, const float* __restrict gradient,
                  float* __restrict weight, float* __restrict first, float* __restrict second)
{
    const AdamWNumbers n = numbers;
    for (long i = 0; i < count; ++i) {
        const float g = gradient[i] * n.scale;
        const float m = first[i] + (g - first[i]) * n.firstShare;
        const float v = second[i] * n.secondKeep + n.secondShare * g * g;
        first[i] = m;
        second[i] = v;
        weight[i] = weight[i] * n.keep + n.step * m / (sqrtf(v) / n.root + n.epsilon);
    }
}

/// Like float32's order for what is not negative, so that they can be compared as whole numbers.
float largestOf(const float* from, long count)
{
    unsigned largest = 0;
    for (long i = 0; i < count; ++i) {
        const unsigned bits = bitsOf(from[i]) & 0x7fffffffU;
        largest = bits > largest ? bits : largest;
    }
    return floatOf(largest);
}

/// A share that is not a number (what it is of overflowed) must not lead out of the table.
#if GATHERS
inline __m512i magnitudes(const CodeMap& map, __m512 share)
{
    const __m512i bits = _mm512_castps_si512(share);
    const __m512i above0 =
        _mm512_sub_epi32(_mm512_srli_epi32(bits, 16), _mm512_set1_epi32(kFirstBin));
    const __m512i bin = _mm512_min_epi32(_mm512_max_epi32(above0, _mm512_setzero_si512()),
                                         _mm512_set1_epi32(kBins - 1));
    const __m512i k = _mm512_i32gather_epi32(bin, map.begin, 4);
    const __m512 step = _mm512_i32gather_ps(k, map.steps, 4);
    const __mmask16 above = _mm512_cmp_ps_mask(share, step, _CMP_GT_OQ);
    return _mm512_mask_add_epi32(k, above, k, _mm512_set1_epi32(1));
}

void encode(const CodeMap& map, const float* from, float scale, unsigned char* codes)
{
    const __m512 wide = _mm512_set1_ps(scale);
    const __m512i zero = _mm512_set1_epi32(map.zero);
    for (long i = 0; i < kBlock; i += 16) {
        const __m512 x = _mm512_loadu_ps(from + i);
        const __m512i k = magnitudes(map, _mm512_div_ps(_mm512_abs_ps(x), wide));
        const __m512i below = _mm512_min_epi32(k, _mm512_set1_epi32(map.mostBelow));
        const __mmask16 isBelow = _mm512_movepi32_mask(_mm512_castps_si512(x));
        const __m512i code = _mm512_mask_sub_epi32(_mm512_add_epi32(zero, k), isBelow, zero, below);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(codes + i), _mm512_cvtepi32_epi8(code));
    }
}

void decode(const CodeMap& map, const unsigned char* codes, float scale, float* to)
{
    const __m512 wide = _mm512_set1_ps(scale);
    for (long i = 0; i < kBlock; i += 16) {
        const __m512i code =
            _mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(codes + i)));
        const __m512 value = _mm512_i32gather_ps(code, map.values, 4);
        _mm512_storeu_ps(to + i, _mm512_mul_ps(value, wide));
    }
}
#else
void encode(const CodeMap& map, const float* from, float scale, unsigned char* codes)
{
    for (long i = 0; i < kBlock; ++i) {
        const unsigned bits = bitsOf(from[i]);
        const float share = floatOf(bits & 0x7fffffffU) / scale;
        int bin = static_cast<int>(bitsOf(share) >> 16U) - kFirstBin;
        bin = bin > 0 ? bin : 0;
        int k = map.begin[bin < kBins ? bin : kBins - 1];
        k += share > map.steps[k] ? 1 : 0;
        const int below = k < map.mostBelow ? k : map.mostBelow;
        const int code = bits >> 31U != 0 ? map.zero - below : map.zero + k;
        codes[i] = static_cast<unsigned char>(code);
    }
}

void decode(const CodeMap& map, const unsigned char* codes, float scale, float* to)
{
    for (long i = 0; i < kBlock; ++i) {
        to[i] = map.values[codes[i]] * scale;
    }
}
#endif

void packWhole(const CodeMap& map, const float* from, unsigned char* codes, float* scale)
{
    const float largest = largestOf(from, kBlock);
    if (largest < kLeastScale) {
        *scale = 0;
        memset(codes, map.zero, kBlock);
        return;
    }
    *scale = largest;
    encode(map, from, largest, codes);
}

void pack(const CodeMap* map, const float* from, long count, unsigned char* codes, float* scale)
{
    if (count == kBlock) {
        packWhole(*map, from, codes, scale);
        return;
    }
    float numbers[kBlock] = {};
    unsigned char all[kBlock];
    memcpy(numbers, from, static_cast<unsigned long>(count) * sizeof numbers[0]);
    packWhole(*map, numbers, all, scale);
    memcpy(codes, all, static_cast<unsigned long>(count));
}

void unpack(const CodeMap* map, const unsigned char* codes, float scale, long count, float* to)
{
    if (count == kBlock) {
        decode(*map, codes, scale, to);
        return;
    }
    float numbers[kBlock];
    unsigned char all[kBlock] = {};
    memcpy(all, codes, static_cast<unsigned long>(count));
    decode(*map, all, scale, numbers);
    memcpy(to, numbers, static_cast<unsigned long>(count) * sizeof numbers[0]);
}

void randomBits(const unsigned seed[2], unsigned update, unsigned key, unsigned long long block,
                unsigned short bits[kMomentBlock])
{
    constexpr int kCounters = 32;
    constexpr int kRounds = 10;
    unsigned x[4][kCounters];
    for (int c = 0; c < kCounters; ++c) {
        const unsigned long long counter = kCounters * block + static_cast<unsigned>(c);
        x[0][c] = static_cast<unsigned>(counter);
        x[1][c] = static_cast<unsigned>(counter >> 32U);
        x[2][c] = key;
        x[3][c] = update;
    }
    unsigned keys[2] = {seed[0], seed[1]};
    for (int round = 0; round < kRounds; ++round) {
        for (int c = 0; c < kCounters; ++c) {
            const unsigned long long even = 0xD2511F53ULL * x[0][c];
            const unsigned long long odd = 0xCD9E8D57ULL * x[2][c];
            x[0][c] = static_cast<unsigned>(odd >> 32U) ^ x[1][c] ^ keys[0];
            x[1][c] = static_cast<unsigned>(odd);
            x[2][c] = static_cast<unsigned>(even >> 32U) ^ x[3][c] ^ keys[1];
            x[3][c] = static_cast<unsigned>(even);
        }
        keys[0] += 0x9E3779B9U;
        keys[1] += 0xBB67AE85U;
    }
    for (int word = 0; word < 4; ++word) {
        for (int c = 0; c < kCounters; ++c) {
            bits[kCounters * word + c] = static_cast<unsigned short>(x[word][c]);
            bits[kBlock / 2 + kCounters * word + c] =
                static_cast<unsigned short>(x[word][c] >> 16U);
        }
    }
}

/// To the nearest, halves to the even one, as c10's BFloat16.
void roundNearest(const float* from, long count, unsigned short* to)
{
    for (long i = 0; i < count; ++i) {
        const unsigned bits = bitsOf(from[i]);
        const unsigned rounded = (bits + 0x7fffU + ((bits >> 16U) & 1U)) >> 16U;
        to[i] = static_cast<unsigned short>((bits & 0x7fffffffU) > 0x7f800000U ? 0x7fc0U : rounded);
    }
}

/// Up as often as the distance to the number below says: right on average.
void roundAtRandom(const float* from, long count, const unsigned short* random, unsigned short* to)
{
    for (long i = 0; i < count; ++i) {
        const unsigned bits = bitsOf(from[i]);
        const unsigned rounded = (bits + random[i]) >> 16U;
        to[i] = static_cast<unsigned short>((bits & 0x7fffffffU) > 0x7f800000U ? 0x7fc0U : rounded);
    }
}

void widen(const unsigned short* from, long count, float* to)
{
    for (long i = 0; i < count; ++i) {
        to[i] = floatOf(static_cast<unsigned>(from[i]) << 16U);
    }
}

/// One block, through the first cache where something is held otherwise than in float32.
void updateBlock(const AdamWNumbers& numbers, const AdamWTensor& tensor, long from, long count)
{
    const bool packed = tensor.first == nullptr;
    const long block = from / kBlock;
    float firstNumbers[kBlock];
    float secondNumbers[kBlock];
    float weights[kBlock];
    float* const first = packed ? firstNumbers : tensor.first + from;
    float* const second = packed ? secondNumbers : tensor.second + from;
    float* const weight = tensor.weight == nullptr ? weights : tensor.weight + from;
    if (packed) {
        unpack(numbers.firstMap, tensor.firstCodes + from, tensor.firstScales[block], count, first);
        unpack(numbers.secondMap, tensor.secondCodes + from, tensor.secondScales[block], count,
               second);
    }
    if (tensor.weight == nullptr) {
        widen(tensor.half + from, count, weight);
    }
    updateFloats(numbers, count, tensor.gradient + from, weight, first, second);
    if (packed) {
        pack(numbers.firstMap, first, count, tensor.firstCodes + from, tensor.firstScales + block);
        pack(numbers.secondMap, second, count, tensor.secondCodes + from,
             tensor.secondScales + block);
    }
    if (tensor.weight == nullptr) {
        unsigned short random[kBlock];
        randomBits(numbers.seed, numbers.update, tensor.key,
                   static_cast<unsigned long long>(tensor.firstBlock + block), random);
        roundAtRandom(weight, count, random, tensor.half + from);
    } else if (tensor.half != nullptr) {
        roundNearest(weight, count, tensor.half + from);
    }
}

void update(const AdamWNumbers* numbers, const AdamWTensor* tensor, long from, long to)
{
    if (tensor->first != nullptr && tensor->weight != nullptr && tensor->half == nullptr) {
        updateFloats(*numbers, to - from, tensor->gradient + from, tensor->weight + from,
                     tensor->first + from, tensor->second + from);
        return;
    }
    for (long at = from; at < to; at += kBlock) {
        updateBlock(*numbers, *tensor, at, to - at < kBlock ? to - at : kBlock);
    }
}

}  // namespace

const AdamWKernels KERNELS = {KERNELS_NAME, update, pack, unpack, randomBits};
