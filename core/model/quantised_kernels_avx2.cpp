// SPDX-License-Identifier: Apache-2.0
// Only C headers here: whatever else this file instantiated would crash processors without AVX2.
#if defined(__x86_64__)
#pragma GCC target("avx2,fma")
#endif
#pragma GCC diagnostic ignored "-Wpsabi"
#define KERNELS kQuantisedKernelsAvx2
#define KERNELS_NAME "avx2"
#define LANES 8
#include "core/model/quantised_kernels_body.h"
