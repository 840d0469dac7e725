// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/actions.h"

#include <vector>

namespace marginalia {

/// Everything a person can do while labelling; ids begin with "label.".
std::vector<ActionSpec> labelActions();

}  // namespace marginalia
