// SPDX-License-Identifier: Apache-2.0
#define KERNELS kAdamWKernelsGeneric
#define KERNELS_NAME "generic"
#include "core/train/adamw_kernels_body.h"
