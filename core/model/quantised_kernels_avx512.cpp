// SPDX-License-Identifier: Apache-2.0
// Only C headers here: whatever else this file instantiated would crash processors without AVX-512.
#if defined(__x86_64__)
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma,prefer-vector-width=512")
#endif
#pragma GCC diagnostic ignored "-Wpsabi"
#define KERNELS kQuantisedKernelsAvx512
#define KERNELS_NAME "avx512"
#define LANES 16
#include "core/model/quantised_kernels_body.h"
