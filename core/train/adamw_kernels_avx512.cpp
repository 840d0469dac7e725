// SPDX-License-Identifier: Apache-2.0
// Only C headers here: whatever else this file instantiated would crash processors without AVX-512.
#if defined(__x86_64__)
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma,prefer-vector-width=512")
// g++ 12 warns of a value that its own header leaves open on purpose.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>
#define GATHERS 1
#endif
#define KERNELS kAdamWKernelsAvx512
#define KERNELS_NAME "avx512"
#include "core/train/adamw_kernels_body.h"
