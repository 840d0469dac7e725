// SPDX-License-Identifier: Apache-2.0
#pragma once

/* How both sides of a product are packed: for files that are compiled for AVX-512 with bf16, which
   include nothing but this, C headers and panel_kernels.h. Every such file has a copy of its own.
 */

// g++ 12 warns of values that its own header leaves open on purpose.
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include "core/model/panel_kernels.h"

#include <immintrin.h>
#include <string.h>

namespace {

constexpr long kLanes = 16;
constexpr long kPanel = 32;
/// Words of k that are summed before the next panel: they stay in the cache.
constexpr long kDepth = 384;
/// Bytes of tiles that are used again for every panel: they stay in the second cache.
constexpr long kLeftBytes = 512 << 10;

inline __mmask16 lanes(long count)
{
    return count >= kLanes ? static_cast<__mmask16>(0xFFFF)
                           : static_cast<__mmask16>((1U << (count < 0 ? 0 : count)) - 1U);
}

inline __m512i bits(__m512bh v)
{
    return reinterpret_cast<__m512i>(v);
}

/// Words 0, 16, 1, 17, ...: two rows of 16 become 16 pairs.
inline __m512i zipOrder()
{
    alignas(64) unsigned short order[32];
    for (unsigned i = 0; i < 16; ++i) {
        order[2 * i] = static_cast<unsigned short>(i);
        order[2 * i + 1] = static_cast<unsigned short>(16 + i);
    }
    return _mm512_load_si512(order);
}

/// Where numbers come from, as words: `row` gives 16 words of k, zero beyond `count` numbers; `zip`
/// the words that 16 columns of a word's rows make.
struct Floats {
    typedef float Number;
    static constexpr long kNumbers = 1;
    static __m512i row(const float* from, long count)
    {
        return _mm512_castps_si512(_mm512_maskz_loadu_ps(lanes(count), from));
    }
    static __m512i zip(const float* first, const float*, __mmask16 mask, __m512i)
    {
        return _mm512_castps_si512(_mm512_maskz_loadu_ps(mask, first));
    }
};

struct RoundedFloats {
    typedef float Number;
    static constexpr long kNumbers = 2;
    static __m512i row(const float* from, long count)
    {
        const __m512 low = _mm512_maskz_loadu_ps(lanes(count), from);
        const __m512 high = count > kLanes
                                ? _mm512_maskz_loadu_ps(lanes(count - kLanes), from + kLanes)
                                : _mm512_setzero_ps();
        return bits(_mm512_cvtne2ps_pbh(high, low));
    }
    static __m512i zip(const float* first, const float* second, __mmask16 mask, __m512i order)
    {
        const __m512 low = _mm512_maskz_loadu_ps(mask, first);
        const __m512 high =
            second != nullptr ? _mm512_maskz_loadu_ps(mask, second) : _mm512_setzero_ps();
        return _mm512_permutexvar_epi16(order, bits(_mm512_cvtne2ps_pbh(high, low)));
    }
};

struct Halves {
    typedef HalfBits Number;
    static constexpr long kNumbers = 2;
    static __m512i row(const HalfBits* from, long count)
    {
        const __mmask32 mask = count >= 2 * kLanes ? 0xFFFFFFFFU : (1U << count) - 1U;
        return _mm512_maskz_loadu_epi16(mask, from);
    }
    static __m512i zip(const HalfBits* first, const HalfBits* second, __mmask16 mask, __m512i order)
    {
        const __m256i low = _mm256_maskz_loadu_epi16(mask, first);
        const __m256i high =
            second != nullptr ? _mm256_maskz_loadu_epi16(mask, second) : _mm256_setzero_si256();
        return _mm512_permutexvar_epi16(order,
                                        _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1));
    }
};

/// 16 rows of 16 words become 16 columns.
inline void transpose(__m512i* r)
{
    __m512i t[16];
#pragma GCC unroll 8
    for (int i = 0; i < 8; ++i) {
        t[2 * i] = _mm512_unpacklo_epi32(r[2 * i], r[2 * i + 1]);
        t[2 * i + 1] = _mm512_unpackhi_epi32(r[2 * i], r[2 * i + 1]);
    }
#pragma GCC unroll 4
    for (int i = 0; i < 4; ++i) {
        r[4 * i] = _mm512_unpacklo_epi64(t[4 * i], t[4 * i + 2]);
        r[4 * i + 1] = _mm512_unpackhi_epi64(t[4 * i], t[4 * i + 2]);
        r[4 * i + 2] = _mm512_unpacklo_epi64(t[4 * i + 1], t[4 * i + 3]);
        r[4 * i + 3] = _mm512_unpackhi_epi64(t[4 * i + 1], t[4 * i + 3]);
    }
    // r[4 g + c] holds columns c, 4 + c, 8 + c, 12 + c of rows 4 g .. 4 g + 3.
#pragma GCC unroll 4
    for (int c = 0; c < 4; ++c) {
        const __m512i a = _mm512_shuffle_i32x4(r[c], r[4 + c], 0x88);
        const __m512i b = _mm512_shuffle_i32x4(r[8 + c], r[12 + c], 0x88);
        const __m512i d = _mm512_shuffle_i32x4(r[c], r[4 + c], 0xDD);
        const __m512i e = _mm512_shuffle_i32x4(r[8 + c], r[12 + c], 0xDD);
        t[c] = _mm512_shuffle_i32x4(a, b, 0x88);
        t[8 + c] = _mm512_shuffle_i32x4(a, b, 0xDD);
        t[4 + c] = _mm512_shuffle_i32x4(d, e, 0x88);
        t[12 + c] = _mm512_shuffle_i32x4(d, e, 0xDD);
    }
    memcpy(r, t, sizeof t);
}

template <class Source>
constexpr long wordsOf(long k)
{
    return (k + Source::kNumbers - 1) / Source::kNumbers;
}

/// Up to 16 rows of `from` as columns of words; a line of `line` words for each word of k, of which
/// `written` are written.
template <class Source>
void turnRows(const typename Source::Number* from, long stride, long rows, long k, PanelWord* to,
              long line, __mmask16 written)
{
    constexpr long kNumbers = Source::kNumbers;
    const long words = wordsOf<Source>(k);
    for (long p = 0; p < words; p += kLanes) {
        __m512i r[16];
        for (long i = 0; i < kLanes; ++i) {
            r[i] = i < rows ? Source::row(from + i * stride + kNumbers * p, k - kNumbers * p)
                            : _mm512_setzero_si512();
        }
        transpose(r);
        const long count = words - p < kLanes ? words - p : kLanes;
        for (long i = 0; i < count; ++i) {
            _mm512_mask_storeu_epi32(to + (p + i) * line, written, r[i]);
        }
    }
}

/// Columns of the rows of a word as lines of words.
template <class Source>
void zipRows(const typename Source::Number* from, long stride, long columns, long k, PanelWord* to,
             long line, __mmask16 written)
{
    const __m512i order = zipOrder();
    const __mmask16 mask = lanes(columns);
    for (long i = 0; i < k; i += Source::kNumbers, to += line) {
        const typename Source::Number* const first = from + i * stride;
        _mm512_mask_storeu_epi32(
            to, written, Source::zip(first, i + 1 < k ? first + stride : nullptr, mask, order));
    }
}

template <class Source>
void packPanels(int transposed, long k, long n, const typename Source::Number* b, long ldb,
                PanelWord* to)
{
    for (long column = 0; column < n; column += kPanel, to += kPanel * wordsOf<Source>(k)) {
        for (long side = 0; side < kPanel; side += kLanes) {
            const long left = n - column - side;
            const long count = left < 0 ? 0 : left < kLanes ? left : kLanes;
            const long at = count > 0 ? column + side : 0;
            if (transposed != 0) {
                turnRows<Source>(b + at * ldb, ldb, count, k, to + side, kPanel, 0xFFFF);
            } else {
                zipRows<Source>(b + at, ldb, count, k, to + side, kPanel, 0xFFFF);
            }
        }
    }
}

template <class Source>
void packWeights(int transposed, long k, long n, const void* b, long ldb, PanelWord* to)
{
    packPanels<Source>(transposed, k, n, static_cast<const typename Source::Number*>(b), ldb, to);
}

}  // namespace
