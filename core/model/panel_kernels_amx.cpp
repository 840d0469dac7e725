// SPDX-License-Identifier: Apache-2.0
// Only C headers here: whatever else this file instantiated would crash processors without AMX.
#if defined(__x86_64__)
#pragma GCC target("amx-tile,amx-bf16,avx512f,avx512dq,avx512bw,avx512vl,avx512bf16,avx2,fma")
#include "core/model/panel_tiles_body.h"

namespace {

/// The compiler does not know that tile instructions read and write memory.
inline void settle()
{
    __asm__ volatile("" ::: "memory");
}

/// Sums in tiles 0 to 3, the left side in 4 and 5, the right one in 6 and 7.
class AmxTiles {
public:
    AmxTiles()
    {
        Layout layout;
        memset(&layout, 0, sizeof layout);
        layout.palette = 1;
        for (int i = 0; i < 8; ++i) {
            layout.rows[i] = kTileRows;
            layout.bytes[i] = 64;
        }
        settle();
        _tile_loadconfig(&layout);
    }
    ~AmxTiles() { _tile_release(); }
    AmxTiles(const AmxTiles&) = delete;
    AmxTiles& operator=(const AmxTiles&) = delete;

    void clear()
    {
        _tile_zero(0);
        _tile_zero(1);
        _tile_zero(2);
        _tile_zero(3);
    }
    void load(int i, const float* c, long stride)
    {
        settle();
        const long bytes = 4 * stride;
        switch (i) {
            case 0:
                _tile_loadd(0, c, bytes);
                break;
            case 1:
                _tile_loadd(1, c, bytes);
                break;
            case 2:
                _tile_loadd(2, c, bytes);
                break;
            default:
                _tile_loadd(3, c, bytes);
                break;
        }
    }
    void store(int i, float* c, long stride)
    {
        const long bytes = 4 * stride;
        switch (i) {
            case 0:
                _tile_stored(0, c, bytes);
                break;
            case 1:
                _tile_stored(1, c, bytes);
                break;
            case 2:
                _tile_stored(2, c, bytes);
                break;
            default:
                _tile_stored(3, c, bytes);
                break;
        }
        settle();
    }
    void add(const PanelWord* first, const PanelWord* second, const PanelWord* right)
    {
        settle();
        constexpr long kRowBytes = 4 * kLanes;
        constexpr long kLineBytes = 4 * kPanel;
        _tile_loadd(6, right, kLineBytes);
        _tile_loadd(4, first, kRowBytes);
        _tile_dpbf16ps(0, 4, 6);
        _tile_loadd(7, right + kLanes, kLineBytes);
        _tile_dpbf16ps(1, 4, 7);
        if (second != nullptr) {
            _tile_loadd(5, second, kRowBytes);
            _tile_dpbf16ps(2, 5, 6);
            _tile_dpbf16ps(3, 5, 7);
        }
    }

private:
    struct alignas(64) Layout {
        unsigned char palette;
        unsigned char start;
        unsigned char reserved[14];
        unsigned short bytes[16];
        unsigned char rows[16];
    };
    static_assert(sizeof(Layout) == 64);
};

}  // namespace

extern "C" {
extern const struct PanelKernels kHalfPanelsAmx;
const struct PanelKernels kHalfPanelsAmx = {"amx-bf16",
                                            2,
                                            tileLeftSize,
                                            packTiles,
                                            packPanels<RoundedFloats>,
                                            packWeights<Halves>,
                                            multiplyTiles<AmxTiles>};
}
#endif
