// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/actions.h"
#include "widgets/common/panel.h"

#include <vector>

namespace marginalia {

/// The window's own actions; those of panels come from their rows in panels.cpp.
std::vector<ActionSpec> windowActions();
/// Adds everything a person can do to the registry: the window's, one "go to" a panel, the panels'.
void addAllActions(ActionRegistry& registry);

/// The list of panels and docks, in the order of the rail.
const std::vector<PanelInfo>& panels();

}  // namespace marginalia
