// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/packer.h"

namespace marginalia {

/// Fills what a unit's rows carry beside their tokens: visits, aspects, other models' scores,
/// ratings and verdicts on steps; each undefined where no row has one.
void addRowExtras(UnitBatch& unit, c10::Device device);

}  // namespace marginalia
