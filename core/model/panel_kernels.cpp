// SPDX-License-Identifier: Apache-2.0
#include "core/model/panel_kernels.h"

#include "core/model/kernel_level.h"

#include <stdlib.h>
#include <string.h>
#if defined(__x86_64__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace {

int g_enabled = 1;

}  // namespace

const char* panelsName(const PanelKernels* kernels)
{
    return kernels != nullptr ? kernels->name : "library";
}

long panelRightSize(const PanelKernels* kernels, long k, long n)
{
    constexpr long kPanel = 32;
    return (n + kPanel - 1) / kPanel * kPanel * ((k + kernels->numbers - 1) / kernels->numbers);
}

#if defined(__x86_64__)
namespace {

bool panelsRun()
{
    return kernelLevel() == KernelLevel::Avx512 &&
           __atomic_load_n(&g_enabled, __ATOMIC_RELAXED) != 0;
}

/// Linux gives a process the tiles' registers when it asks (arch_prctl(2)).
bool mayUseTiles()
{
    constexpr int kRequestPermission = 0x1023;
    constexpr int kTileData = 18;
    return __builtin_cpu_supports("amx-tile") != 0 && __builtin_cpu_supports("amx-bf16") != 0 &&
           syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}

const PanelKernels* chooseHalf()
{
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512bf16") == 0) {
        return nullptr;
    }
    const char* const forced = getenv("MARGINALIA_CPU");
    const bool narrow = forced != nullptr && strcmp(forced, "avx512") == 0;
    return !narrow && mayUseTiles() ? &kHalfPanelsAmx : &kHalfPanelsAvx512;
}

}  // namespace

const PanelKernels* floatPanels()
{
    return panelsRun() ? &kFloatPanelsAvx512 : nullptr;
}

const PanelKernels* halfPanels()
{
    static const PanelKernels* const chosen = chooseHalf();
    return panelsRun() ? chosen : nullptr;
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
