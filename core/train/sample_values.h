// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/packer.h"

namespace marginalia {

/// What samples of the model carry (TrainRow), laid out as the unit's flat arrays: log-probs of the
/// writing, the generator and the start model by token. What no row has stays undefined.
void addSampleValues(UnitBatch& unit, c10::Device device);

}  // namespace marginalia
