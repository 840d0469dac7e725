// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/actions.h"

#include <vector>

namespace marginalia {

/// Everything a person can do with the table; ids begin with "data.".
std::vector<ActionSpec> dataActions();

}  // namespace marginalia
