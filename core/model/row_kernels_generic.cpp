// SPDX-License-Identifier: Apache-2.0
// The wide vectors never leave this file, so that their calling convention does not matter.
#pragma GCC diagnostic ignored "-Wpsabi"
#define KERNELS kRowKernelsGeneric
#define KERNELS_NAME "generic"
#define LANES 4
#define TILE_ROWS 4
#define TILE_OUTPUTS 2
#include "core/model/row_kernels_body.h"
