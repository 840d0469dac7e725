// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/train/chart_spec.h"

#include <QString>

#include <string>

namespace marginalia {

/// "lr 1e-5 → 6e-6": a setting that was changed while the run went on.
QString knobText(const std::string& key, double before, double after);
/// "fork: run 15"
QString forkText(const ChartFork& fork);

}  // namespace marginalia
