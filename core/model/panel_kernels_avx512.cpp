// SPDX-License-Identifier: Apache-2.0
// Only C headers here: whatever else this file instantiated would crash processors without AVX-512.
#if defined(__x86_64__)
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx512bf16,avx2,fma")
#include "core/model/panel_packing_body.h"

namespace {

/// Rows of a tile: the last tile may hold fewer.
inline long tileRows(long m)
{
    constexpr long kMostRows = 14;
    const long tiles = (m + kMostRows - 1) / kMostRows;
    return tiles == 0 ? 0 : (m + tiles - 1) / tiles;
}

template <class Source>
long leftSize(long m, long k)
{
    const long rows = tileRows(m);
    return rows == 0 ? 0 : (m + rows - 1) / rows * rows * wordsOf<Source>(k);
}

template <class Source>
void packLeft(int transposed, long m, long k, const float* a, long lda, PanelWord* to)
{
    const long rows = tileRows(m);
    const __mmask16 written = lanes(rows);
    for (long row = 0; row < m; row += rows, to += rows * wordsOf<Source>(k)) {
        const long count = m - row < rows ? m - row : rows;
        if (transposed != 0) {
            zipRows<Source>(a + row, lda, count, k, to, rows, written);
        } else {
            turnRows<Source>(a + row * lda, lda, count, k, to, rows, written);
        }
    }
}

struct FullSum {
    static constexpr long kNumbers = 1;
    static __m512 add(__m512 sum, PanelWord left, __m512i right)
    {
        return _mm512_fmadd_ps(_mm512_castsi512_ps(_mm512_set1_epi32(static_cast<int>(left))),
                               _mm512_castsi512_ps(right), sum);
    }
};

struct HalfSum {
    static constexpr long kNumbers = 2;
    static __m512 add(__m512 sum, PanelWord left, __m512i right)
    {
        return _mm512_dpbf16_ps(
            sum, reinterpret_cast<__m512bh>(_mm512_set1_epi32(static_cast<int>(left))),
            reinterpret_cast<__m512bh>(right));
    }
};

/// One tile of C: R rows of 32 columns.
template <class Sum, int R>
void tile(long words, const PanelWord* left, long leftStep, const PanelWord* right, int add,
          float* c, long ldc, __mmask16 low, __mmask16 high)
{
    __m512 sums[R][2];
#pragma GCC unroll 16
    for (int r = 0; r < R; ++r) {
        sums[r][0] = _mm512_setzero_ps();
        sums[r][1] = _mm512_setzero_ps();
        __builtin_prefetch(c + r * ldc, 1);
        __builtin_prefetch(c + r * ldc + kLanes, 1);
    }
    for (long p = 0; p < words; ++p, left += leftStep, right += kPanel) {
        const __m512i first = _mm512_loadu_si512(right);
        const __m512i second = _mm512_loadu_si512(right + kLanes);
#pragma GCC unroll 16
        for (int r = 0; r < R; ++r) {
            sums[r][0] = Sum::add(sums[r][0], left[r], first);
            sums[r][1] = Sum::add(sums[r][1], left[r], second);
        }
    }
#pragma GCC unroll 16
    for (int r = 0; r < R; ++r) {
        float* const row = c + r * ldc;
        if (add != 0) {
            sums[r][0] = _mm512_add_ps(sums[r][0], _mm512_maskz_loadu_ps(low, row));
            sums[r][1] = _mm512_add_ps(sums[r][1], _mm512_maskz_loadu_ps(high, row + kLanes));
        }
        _mm512_mask_storeu_ps(row, low, sums[r][0]);
        _mm512_mask_storeu_ps(row + kLanes, high, sums[r][1]);
    }
}

typedef void (*Tile)(long, const PanelWord*, long, const PanelWord*, int, float*, long, __mmask16,
                     __mmask16);

template <class Sum>
void multiply(long m, long n, long k, const PanelWord* left, const PanelWord* right, int add,
              float* c, long ldc)
{
    static constexpr Tile kTiles[] = {nullptr,       tile<Sum, 1>,  tile<Sum, 2>,  tile<Sum, 3>,
                                      tile<Sum, 4>,  tile<Sum, 5>,  tile<Sum, 6>,  tile<Sum, 7>,
                                      tile<Sum, 8>,  tile<Sum, 9>,  tile<Sum, 10>, tile<Sum, 11>,
                                      tile<Sum, 12>, tile<Sum, 13>, tile<Sum, 14>};
    const long rows = tileRows(m);
    const long words = wordsOf<Sum>(k);
    for (long from = 0; from < words; from += kDepth) {
        const long depth = words - from < kDepth ? words - from : kDepth;
        const int adds = add != 0 || from > 0 ? 1 : 0;
        const long fitting = kLeftBytes / (4 * rows * depth);
        const long block = rows * (fitting > 1 ? fitting : 1);
        for (long top = 0; top < m; top += block) {
            const long end = m - top < block ? m : top + block;
            for (long column = 0; column < n; column += kPanel) {
                const PanelWord* const panel = right + column * words + from * kPanel;
                for (long row = top; row < end; row += rows) {
                    kTiles[end - row < rows ? end - row : rows](
                        depth, left + row * words + from * rows, rows, panel, adds,
                        c + row * ldc + column, ldc, lanes(n - column), lanes(n - column - kLanes));
                }
            }
        }
    }
}

}  // namespace

extern "C" {
extern const struct PanelKernels kFloatPanelsAvx512;
extern const struct PanelKernels kHalfPanelsAvx512;
const struct PanelKernels kFloatPanelsAvx512 = {"avx512",           1,
                                                leftSize<Floats>,   packLeft<Floats>,
                                                packPanels<Floats>, packWeights<Floats>,
                                                multiply<FullSum>};
const struct PanelKernels kHalfPanelsAvx512 = {"avx512-bf16",
                                               2,
                                               leftSize<RoundedFloats>,
                                               packLeft<RoundedFloats>,
                                               packPanels<RoundedFloats>,
                                               packWeights<Halves>,
                                               multiply<HalfSum>};
}
#endif
