// SPDX-License-Identifier: Apache-2.0
// The wide vectors never leave this file, so that their calling convention does not matter.
#pragma GCC diagnostic ignored "-Wpsabi"
#define KERNELS kBlockKernelsGeneric
#define KERNELS_NAME "generic"
#include "core/model/block_kernels_body.h"
