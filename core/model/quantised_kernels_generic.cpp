// SPDX-License-Identifier: Apache-2.0
// The wide vectors never leave this file, so that their calling convention does not matter.
#pragma GCC diagnostic ignored "-Wpsabi"
#define KERNELS kQuantisedKernelsGeneric
#define KERNELS_NAME "generic"
#define LANES 4
#include "core/model/quantised_kernels_body.h"
