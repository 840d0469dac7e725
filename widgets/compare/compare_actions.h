// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/actions.h"

#include <vector>

namespace marginalia {

/// Everything a person can do while comparing; ids begin with "compare.".
std::vector<ActionSpec> compareActions();

}  // namespace marginalia
