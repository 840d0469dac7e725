// SPDX-License-Identifier: Apache-2.0
// Only C headers here: see core/model/panel_kernels_amx.cpp.
#include "tests/core/model/emulated_tiles.h"

#if defined(__x86_64__)
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx512bf16,avx2,fma")
#include "core/model/panel_tiles_body.h"

namespace {

float widened(PanelWord bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/// What _tile_dpbf16ps says of one block (Intel 64 and IA-32 manual, TDPBF16PS).
class ArrayTiles {
public:
    void clear() { memset(m_sums, 0, sizeof m_sums); }
    void load(int i, const float* c, long stride)
    {
        for (long row = 0; row < kTileRows; ++row) {
            memcpy(m_sums[i][row], c + row * stride, sizeof m_sums[i][row]);
        }
    }
    void store(int i, float* c, long stride) const
    {
        for (long row = 0; row < kTileRows; ++row) {
            memcpy(c + row * stride, m_sums[i][row], sizeof m_sums[i][row]);
        }
    }
    void add(const PanelWord* first, const PanelWord* second, const PanelWord* right)
    {
        one(m_sums[0], first, right);
        one(m_sums[1], first, right + kLanes);
        if (second != nullptr) {
            one(m_sums[2], second, right);
            one(m_sums[3], second, right + kLanes);
        }
    }

private:
    static void one(float (*sums)[kLanes], const PanelWord* left, const PanelWord* right)
    {
        for (long row = 0; row < kTileRows; ++row) {
            for (long word = 0; word < kLanes; ++word) {
                const PanelWord a = left[row * kLanes + word];
                for (long column = 0; column < kLanes; ++column) {
                    const PanelWord b = right[word * kPanel + column];
                    sums[row][column] += widened(a << 16U) * widened(b << 16U);
                    sums[row][column] += widened(a & 0xFFFF0000U) * widened(b & 0xFFFF0000U);
                }
            }
        }
    }

    float m_sums[4][kTileRows][kLanes];
};

const PanelKernels kEmulated = {"emulated tiles",
                                2,
                                tileLeftSize,
                                packTiles,
                                packPanels<RoundedFloats>,
                                packWeights<Halves>,
                                multiplyTiles<ArrayTiles>};

}  // namespace

const PanelKernels* emulatedTiles()
{
    return &kEmulated;
}
#else
const PanelKernels* emulatedTiles()
{
    return nullptr;
}
#endif
