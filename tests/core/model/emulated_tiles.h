// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/panel_kernels.h"

/// The loops of the AMX kernels with tiles that are arrays, and numbers multiplied one by one; for
/// processors with AVX-512 and bf16.
const PanelKernels* emulatedTiles();
