// SPDX-License-Identifier: Apache-2.0
#include "core/model/kernel_level.h"

#include <stdlib.h>
#include <string.h>

namespace {

int g_most = static_cast<int>(KernelLevel::Avx512);

KernelLevel processorLevel()
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
        __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0) {
        return KernelLevel::Avx512;
    }
    if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) {
        return KernelLevel::Avx2;
    }
#endif
    return KernelLevel::Generic;
}

/// What MARGINALIA_CPU allows; a word that is not known allows everything.
KernelLevel allowedLevel()
{
    const char* const word = getenv("MARGINALIA_CPU");
    if (word == nullptr) {
        return KernelLevel::Avx512;
    }
    return strcmp(word, "plain") == 0     ? KernelLevel::None
           : strcmp(word, "generic") == 0 ? KernelLevel::Generic
           : strcmp(word, "avx2") == 0    ? KernelLevel::Avx2
                                          : KernelLevel::Avx512;
}

}  // namespace

KernelLevel kernelLevel()
{
    static const int best =
        static_cast<int>(allowedLevel() < processorLevel() ? allowedLevel() : processorLevel());
    const int most = __atomic_load_n(&g_most, __ATOMIC_RELAXED);
    return static_cast<KernelLevel>(most < best ? most : best);
}

void limitKernelLevel(KernelLevel most)
{
    __atomic_store_n(&g_most, static_cast<int>(most), __ATOMIC_RELAXED);
}
