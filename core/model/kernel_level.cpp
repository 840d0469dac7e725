// SPDX-License-Identifier: Apache-2.0
#include "core/model/kernel_level.h"

#include <stdlib.h>
#include <string.h>

namespace {

KernelLevel choose()
{
    const char* const forced = getenv("MARGINALIA_CPU");
    if (forced != nullptr && strcmp(forced, "plain") == 0) {
        return KernelLevel::None;
    }
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

}  // namespace

KernelLevel kernelLevel()
{
    static const KernelLevel chosen = choose();
    return chosen;
}
