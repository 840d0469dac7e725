// SPDX-License-Identifier: Apache-2.0
#include "core/model/panel_kernels.h"

#include "core/model/kernel_level.h"

namespace {

constexpr long kMostRows = 14;
constexpr long kPanel = 32;

int g_enabled = 1;

long tilesOf(long m)
{
    return (m + kMostRows - 1) / kMostRows;
}

long wordsOf(const PanelKernels* kernels, long k)
{
    return (k + kernels->numbers - 1) / kernels->numbers;
}

}  // namespace

long panelTileRows(long m)
{
    const long tiles = tilesOf(m);
    return tiles == 0 ? 0 : (m + tiles - 1) / tiles;
}

long panelLeftSize(const PanelKernels* kernels, long m, long k)
{
    const long rows = panelTileRows(m);
    return rows == 0 ? 0 : (m + rows - 1) / rows * rows * wordsOf(kernels, k);
}

long panelRightSize(const PanelKernels* kernels, long k, long n)
{
    return (n + kPanel - 1) / kPanel * kPanel * wordsOf(kernels, k);
}

#if defined(__x86_64__)
static bool panelsRun()
{
    return kernelLevel() == KernelLevel::Avx512 &&
           __atomic_load_n(&g_enabled, __ATOMIC_RELAXED) != 0;
}

const PanelKernels* floatPanels()
{
    return panelsRun() ? &kFloatPanelsAvx512 : nullptr;
}

const PanelKernels* halfPanels()
{
    static const bool has = __builtin_cpu_supports("avx512bf16") != 0;
    return has && panelsRun() ? &kHalfPanelsAvx512 : nullptr;
}
#else
const PanelKernels* floatPanels()
{
    return nullptr;
}

const PanelKernels* halfPanels()
{
    return nullptr;
}
#endif

void setPanelsEnabled(int enabled)
{
    __atomic_store_n(&g_enabled, enabled, __ATOMIC_RELAXED);
}
