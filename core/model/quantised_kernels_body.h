// SPDX-License-Identifier: Apache-2.0
// The loops, compiled once for every processor, for AVX2 and for AVX-512; KERNELS names the table
// that the file defines. No #pragma once: it is a body, included by exactly one source each.

#include "core/model/kernel_vectors.h"
#include "core/model/quantised_kernels.h"

#include <float.h>

namespace {

typedef unsigned char WideByte __attribute__((vector_size(LANES), aligned(1), may_alias));
typedef signed char WideSigned __attribute__((vector_size(LANES), aligned(1), may_alias));
// g++ 12 converts lane by lane where the width changes by more than a factor of two.
typedef short Shorts __attribute__((vector_size(2 * LANES)));

/// bf16 of finite numbers, to nearest even, in the lower half of each lane.
__attribute__((always_inline)) inline Vector halves(const Vector& v)
{
    VectorBits bits;
    memcpy(&bits, &v, sizeof bits);
    bits = (bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16;
    Vector out;
    memcpy(&out, &bits, sizeof out);
    return out;
}

inline void storeHalves(unsigned short* to, const Vector& v)
{
    VectorBits bits;
    memcpy(&bits, &v, sizeof bits);
    *reinterpret_cast<WideHalf*>(to) = __builtin_convertvector(bits, WideHalf);
}

/// Largest absolute value of whole vectors, below 0 when one is not finite.
float largestAbsolute(const float* from, long count)
{
    Vector largest = {};
    VectorInt finite = VectorInt{} - 1;
    for (long i = 0; i < count; i += kLanes) {
        const Vector v = Full::load(from + i);
        const Vector absolute = v < Vector{} ? -v : v;
        finite &= absolute <= all(FLT_MAX);
        largest = absolute > largest ? absolute : largest;
    }
    int lanes[kLanes];
    memcpy(lanes, &finite, sizeof lanes);
    int both = -1;
    for (const int lane : lanes) {
        both &= lane;
    }
    return both != 0 ? largestOf(largest) : -1;
}

/// What a number must exceed for the next code: the middle between two values times the scale.
/// Exact in float64 (28 and 24 bits); rounded down it still parts the float32 numbers as before.
void thresholdsOf(float scale, float* thresholds)
{
    for (int i = 0; i < 15; ++i) {
        const double middle =
            (static_cast<double>(kNf4Values[i]) + static_cast<double>(kNf4Values[i + 1])) / 2;
        const double exact = middle * static_cast<double>(scale);
        const float near = static_cast<float>(exact);
        // The next smaller number has the next larger bits below 0 (from -0 on), the next smaller
        // ones above it. Without a branch: half of the middles are rounded up.
        const int above = static_cast<double>(near) > exact ? 1 : 0;
        int bits;
        memcpy(&bits, &near, sizeof bits);
        bits += i < 7 ? above : -above;
        memcpy(thresholds + i, &bits, sizeof bits);
    }
}

int packBlock(const float* from, unsigned char* codes, float* scale)
{
    const float largest = largestAbsolute(from, kNf4Block);
    if (largest < 0) {
        return 0;
    }
    *scale = largest;
    if (largest == 0) {
        memset(codes, 0x77, kNf4Bytes);
        return 1;
    }
    float thresholds[15];
    thresholdsOf(largest, thresholds);
    unsigned char apart[kNf4Block];
    for (long i = 0; i < kNf4Block; i += kLanes) {
        const Vector v = Full::load(from + i);
        VectorInt code = {};
        for (const float threshold : thresholds) {
            code -= v > all(threshold);
        }
        const Shorts narrow = __builtin_convertvector(code, Shorts);
        *reinterpret_cast<WideByte*>(apart + i) = __builtin_convertvector(narrow, WideByte);
    }
    for (long i = 0; i < kNf4Bytes; ++i) {
        codes[i] = static_cast<unsigned char>(apart[2 * i] << 4 | apart[2 * i + 1]);
    }
    return 1;
}

int packNf4(const float* from, long count, unsigned char* codes, float* scales)
{
    for (; count > 0; count -= kNf4Block, from += kNf4Block, codes += kNf4Bytes, ++scales) {
        float last[kNf4Block] = {};
        if (count < kNf4Block) {
            memcpy(last, from, static_cast<unsigned long>(count) * sizeof(float));
        }
        if (packBlock(count < kNf4Block ? last : from, codes, scales) == 0) {
            return 0;
        }
    }
    return 1;
}

// The values of a block's codes, and how they are looked up; round() makes them the bits of bf16.
#if LANES == 16
inline VectorInt indicesAt(const unsigned char* codes)
{
    unsigned halves[2];
    memcpy(halves, codes, sizeof halves);
    const VectorInt first = {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0};
    const VectorBits shifts = {4, 0, 12, 8, 20, 16, 28, 24, 4, 0, 12, 8, 20, 16, 28, 24};
    const VectorBits both = first != 0 ? VectorBits{} + halves[0] : VectorBits{} + halves[1];
    return __builtin_convertvector((both >> shifts) & 15U, VectorInt);
}

struct BlockValues {
    Vector values;
    explicit BlockValues(float scale) : values(Full::load(kNf4Values) * scale) {}
    void round() { values = halves(values); }
    Vector at(const unsigned char* codes) const
    {
        return __builtin_shuffle(values, indicesAt(codes));
    }
};
#elif LANES == 8
inline VectorInt indicesAt(const unsigned char* codes)
{
    unsigned four;
    memcpy(&four, codes, sizeof four);
    const VectorBits shifts = {4, 0, 12, 8, 20, 16, 28, 24};
    return __builtin_convertvector(((VectorBits{} + four) >> shifts) & 15U, VectorInt);
}

struct BlockValues {
    Vector low, high;
    explicit BlockValues(float scale)
        : low(Full::load(kNf4Values) * scale), high(Full::load(kNf4Values + 8) * scale)
    {
    }
    void round()
    {
        low = halves(low);
        high = halves(high);
    }
    Vector at(const unsigned char* codes) const
    {
        const VectorInt index = indicesAt(codes);
        return index > 7 ? __builtin_shuffle(high, index & 7) : __builtin_shuffle(low, index & 7);
    }
};
#else
struct BlockValues {
    float values[16];
    explicit BlockValues(float scale)
    {
        for (int i = 0; i < 16; ++i) {
            values[i] = kNf4Values[i] * scale;
        }
    }
    void round()
    {
        for (int i = 0; i < 16; i += kLanes) {
            store(values + i, halves(Full::load(values + i)));
        }
    }
    Vector at(const unsigned char* codes) const
    {
        return Vector{values[codes[0] >> 4], values[codes[0] & 15], values[codes[1] >> 4],
                      values[codes[1] & 15]};
    }
};
#endif

inline void unpackBlock(const unsigned char* codes, float scale, float* out)
{
    const BlockValues values(scale);
    for (long i = 0; i < kNf4Block; i += kLanes) {
        store(out + i, values.at(codes + i / 2));
    }
}

inline void unpackBlock(const unsigned char* codes, float scale, unsigned short* out)
{
    // Rounded once, before the codes are looked up.
    BlockValues values(scale);
    values.round();
    for (long i = 0; i < kNf4Block; i += kLanes) {
        storeHalves(out + i, values.at(codes + i / 2));
    }
}

template <class Number>
void unpackRange(const unsigned char* codes, const float* scales, long from, long to, Number* out)
{
    long block = from / kNf4Block;
    while (from < to) {
        const long begin = block * kNf4Block;
        const long end = begin + kNf4Block < to ? begin + kNf4Block : to;
        if (from == begin && end == begin + kNf4Block) {
            unpackBlock(codes + block * kNf4Bytes, scales[block], out);
        } else {
            Number whole[kNf4Block];
            unpackBlock(codes + block * kNf4Bytes, scales[block], whole);
            memcpy(out, whole + (from - begin),
                   static_cast<unsigned long>(end - from) * sizeof(Number));
        }
        out += end - from;
        from = end;
        ++block;
    }
}

void unpackNf4(const unsigned char* codes, const float* scales, long from, long to, float* out)
{
    unpackRange(codes, scales, from, to, out);
}

void unpackNf4Half(const unsigned char* codes, const float* scales, long from, long to,
                   unsigned short* out)
{
    unpackRange(codes, scales, from, to, out);
}

int packInt8(const float* from, long count, signed char* codes, float* scale)
{
    const long whole = count / kLanes * kLanes;
    float last[kLanes] = {};
    memcpy(last, from + whole, static_cast<unsigned long>(count - whole) * sizeof(float));
    const float head = largestAbsolute(from, whole);
    const float tail = largestAbsolute(last, kLanes);
    if (head < 0 || tail < 0) {
        return 0;
    }
    *scale = (head > tail ? head : tail) / 127.0F;
    if (*scale == 0) {
        memset(codes, 0, static_cast<unsigned long>(count));
        return 1;
    }
    // Adding it rounds to a whole number. A quotient of float32 numbers lies too far from a half,
    // or on it, for the rounding to float64 to matter.
    const double magic = 6755399441055744.0;  // 1.5 * 2^52
    for (long i = 0; i < count; ++i) {
        const double quotient = static_cast<double>(from[i]) / static_cast<double>(*scale);
        // Beyond 127 only where the scale is too small for float32 to hold all its digits.
        const double most = quotient < 127 ? quotient : 127;
        const double both = most > -127 ? most : -127;
        codes[i] = static_cast<signed char>(static_cast<int>((both + magic) - magic));
    }
    return 1;
}

inline Vector valuesAt(const signed char* codes, float scale)
{
    const WideSigned some = *reinterpret_cast<const WideSigned*>(codes);
    const Shorts wide = __builtin_convertvector(some, Shorts);
    return __builtin_convertvector(__builtin_convertvector(wide, VectorInt), Vector) * scale;
}

inline void put(float* to, const Vector& v)
{
    store(to, v);
}

inline void put(unsigned short* to, const Vector& v)
{
    storeHalves(to, halves(v));
}

template <class Number>
void unpackRow(const signed char* codes, float scale, long count, Number* out)
{
    long i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        put(out + i, valuesAt(codes + i, scale));
    }
    if (i < count) {
        signed char last[kLanes] = {};
        Number some[kLanes];
        memcpy(last, codes + i, static_cast<unsigned long>(count - i));
        put(some, valuesAt(last, scale));
        memcpy(out + i, some, static_cast<unsigned long>(count - i) * sizeof(Number));
    }
}

void unpackInt8(const signed char* codes, float scale, long count, float* out)
{
    unpackRow(codes, scale, count, out);
}

void unpackInt8Half(const signed char* codes, float scale, long count, unsigned short* out)
{
    unpackRow(codes, scale, count, out);
}

}  // namespace

extern "C" {
extern const struct QuantisedKernels KERNELS;
const struct QuantisedKernels KERNELS = {KERNELS_NAME, packNf4,    unpackNf4,     unpackNf4Half,
                                         packInt8,     unpackInt8, unpackInt8Half};
}
