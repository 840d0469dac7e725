// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/catalog.h"

namespace marginalia {

/// The program of other people that made reference values for an objective or modifier, with its
/// version and place: "TRL 1.16.0, DPOTrainer with loss_type=ipo". Null: none has it; its values
/// come from a second, independent implementation of the formula.
const char* checkedAgainst(const ObjectiveInfo& info);

}  // namespace marginalia
