// SPDX-License-Identifier: Apache-2.0
#include "core/model/row_kernels.h"

#include <stdlib.h>
#include <string.h>

namespace {

const RowKernels* choose()
{
    const char* const forced = getenv("MARGINALIA_CPU");
    if (forced != nullptr && strcmp(forced, "plain") == 0) {
        return nullptr;
    }
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
        __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0) {
        return &kRowKernelsAvx512;
    }
    if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) {
        return &kRowKernelsAvx2;
    }
#endif
    return &kRowKernelsGeneric;
}

}  // namespace

const RowKernels* rowKernels()
{
    static const RowKernels* const chosen = choose();
    return chosen;
}
