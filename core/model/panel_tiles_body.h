// SPDX-License-Identifier: Apache-2.0
#pragma once

/* Products of numbers rounded to bf16 by tiles of 16 rows with 64 bytes each, as AMX has them. The
   instructions come from `Tiles`, so that tests run these loops on processors without them:

     Tiles() and ~Tiles()            takes and gives back the tiles
     clear(), load(i, c, stride)     the four sums, 2 by 2, of 16 x 16 float32
     add(left0, left1, right)        one block of 16 words of k: two tiles of the left side, and 16
                                     lines of a panel of 32 columns; left1 null: one row of sums
     store(i, c, stride)

   Strides are in numbers. The left side is packed as [tiles of 16 rows][blocks of 16
   words][16][16], zero beyond m and k; the right one in the panels of panel_kernels.h. */

#include "core/model/panel_packing_body.h"

namespace {

constexpr long kTileRows = 16;
constexpr long kTileWords = kTileRows * kLanes;

inline long tilesOf(long rows)
{
    return (rows + kTileRows - 1) / kTileRows;
}

inline long wordBlocksOf(long k)
{
    return (wordsOf<RoundedFloats>(k) + kLanes - 1) / kLanes;
}

/// Rows of words as they lie; rows of zeros beyond `rows`.
inline void packTileRows(const float* from, long stride, long rows, long k, PanelWord* to)
{
    for (long block = 0; block < wordBlocksOf(k); ++block) {
        const long first = block * kLanes * RoundedFloats::kNumbers;
        for (long i = 0; i < kTileRows; ++i, to += kLanes) {
            _mm512_storeu_si512(to, i < rows
                                        ? RoundedFloats::row(from + i * stride + first, k - first)
                                        : _mm512_setzero_si512());
        }
    }
}

/// The same of a matrix that is stored as [k, rows].
inline void packTileColumns(const float* from, long stride, long rows, long k, PanelWord* to)
{
    const __m512i order = zipOrder();
    const __mmask16 mask = lanes(rows);
    for (long block = 0; block < wordBlocksOf(k); ++block, to += kTileWords) {
        __m512i r[kLanes];
        for (long p = 0; p < kLanes; ++p) {
            const long at = (block * kLanes + p) * RoundedFloats::kNumbers;
            const float* const line = from + at * stride;
            r[p] = at < k
                       ? RoundedFloats::zip(line, at + 1 < k ? line + stride : nullptr, mask, order)
                       : _mm512_setzero_si512();
        }
        transpose(r);
        for (long i = 0; i < kTileRows; ++i) {
            _mm512_storeu_si512(to + i * kLanes, r[i]);
        }
    }
}

inline long tileLeftSize(long m, long k)
{
    return tilesOf(m) * wordBlocksOf(k) * kTileWords;
}

inline void packTiles(int transposed, long m, long k, const float* a, long lda, PanelWord* to)
{
    for (long row = 0; row < m; row += kTileRows, to += wordBlocksOf(k) * kTileWords) {
        const long rows = m - row < kTileRows ? m - row : kTileRows;
        if (transposed != 0) {
            packTileColumns(a + row, lda, rows, k, to);
        } else {
            packTileRows(a + row * lda, lda, rows, k, to);
        }
    }
}

/// A part of one panel: so many whole blocks of words where they lie, and the rest of the last one
/// with zeros behind it.
struct PanelPart {
    const PanelWord* whole;
    long blocks;
    const PanelWord* rest; /* null: there is none */
};

/// What a sum of 16 x 16 is written to: C itself, or where C ends before, a copy.
class SumPlace {
public:
    SumPlace(float* c, long ldc, long rows, long columns)
        : m_c(c),
          m_stride(ldc),
          m_rows(rows < kTileRows ? rows : kTileRows),
          m_columns(columns),
          m_apart(rows < kTileRows || columns < kLanes)
    {
    }
    float* target() { return m_apart ? m_copy : m_c; }
    long stride() const { return m_apart ? kLanes : m_stride; }
    bool empty() const { return m_rows <= 0 || m_columns <= 0; }
    void fetch()
    {
        for (long i = 0; m_apart && i < kTileRows; ++i) {
            const __mmask16 mask = i < m_rows ? lanes(m_columns) : 0;
            _mm512_store_ps(m_copy + i * kLanes, _mm512_maskz_loadu_ps(mask, m_c + i * m_stride));
        }
    }
    void put() const
    {
        for (long i = 0; m_apart && i < m_rows; ++i) {
            _mm512_mask_storeu_ps(m_c + i * m_stride, lanes(m_columns),
                                  _mm512_load_ps(m_copy + i * kLanes));
        }
    }

private:
    alignas(64) float m_copy[kTileWords];
    float* m_c;
    long m_stride;
    long m_rows;
    long m_columns;
    bool m_apart;
};

/// 32 x 32 numbers of C, or 16 x 32 where `second` is null.
template <class Tiles>
void sumTiles(Tiles& tiles, const PanelWord* first, const PanelWord* second, const PanelPart& part,
              int add, float* c, long ldc, long rows, long columns)
{
    SumPlace places[4] = {{c, ldc, rows, columns},
                          {c + kLanes, ldc, rows, columns - kLanes},
                          {c + kTileRows * ldc, ldc, rows - kTileRows, columns},
                          {c + kTileRows * ldc + kLanes, ldc, rows - kTileRows, columns - kLanes}};
    tiles.clear();
    for (int i = 0; add != 0 && i < 4; ++i) {
        if (!places[i].empty()) {
            places[i].fetch();
            tiles.load(i, places[i].target(), places[i].stride());
        }
    }
    for (long block = 0; block < part.blocks; ++block) {
        const long at = block * kTileWords;
        tiles.add(first + at, second != nullptr ? second + at : nullptr,
                  part.whole + block * kLanes * kPanel);
    }
    if (part.rest != nullptr) {
        const long at = part.blocks * kTileWords;
        tiles.add(first + at, second != nullptr ? second + at : nullptr, part.rest);
    }
    for (int i = 0; i < 4; ++i) {
        if (!places[i].empty()) {
            tiles.store(i, places[i].target(), places[i].stride());
            places[i].put();
        }
    }
}

template <class Tiles>
void multiplyTiles(long m, long n, long k, const PanelWord* left, const PanelWord* right, int add,
                   float* c, long ldc)
{
    Tiles tiles;
    const long words = wordsOf<RoundedFloats>(k);
    const long blocks = wordBlocksOf(k);
    constexpr long kDepthBlocks = kDepth / kLanes;
    for (long from = 0; from < blocks; from += kDepthBlocks) {
        const long depth = blocks - from < kDepthBlocks ? blocks - from : kDepthBlocks;
        const int adds = add != 0 || from > 0 ? 1 : 0;
        const long fitting = kLeftBytes / (2 * kTileWords * 4 * depth);
        const long step = 2 * kTileRows * (fitting > 1 ? fitting : 1);
        const long missing = (from + depth) * kLanes - words; /* words of the last block */
        for (long top = 0; top < m; top += step) {
            const long end = m - top < step ? m : top + step;
            for (long column = 0; column < n; column += kPanel) {
                const PanelWord* const panel = right + column * words + from * kLanes * kPanel;
                alignas(64) PanelWord rest[kLanes * kPanel];
                PanelPart part = {panel, depth, nullptr};
                if (missing > 0) {
                    memset(rest, 0, sizeof rest);
                    memcpy(
                        rest, panel + (depth - 1) * kLanes * kPanel,
                        sizeof(PanelWord) * static_cast<unsigned long>(kLanes - missing) * kPanel);
                    part.blocks = depth - 1;
                    part.rest = rest;
                }
                for (long row = top; row < end; row += 2 * kTileRows) {
                    const PanelWord* const first =
                        left + (row / kTileRows * blocks + from) * kTileWords;
                    const bool both = row + kTileRows < m;
                    sumTiles(tiles, first, both ? first + blocks * kTileWords : nullptr, part, adds,
                             c + row * ldc + column, ldc, m - row, n - column);
                }
            }
        }
    }
}

}  // namespace
