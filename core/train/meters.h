// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/step_engine.h"

#include <string>
#include <utility>
#include <vector>

namespace marginalia {

using MetricValues = std::vector<std::pair<std::string, double>>;

/// The metrics of a step by TRL's names (interfaces.md 6.1) and ours under "marginalia/": rewards,
/// log-probs, margins with their spread, entropy, token accuracy, terms. A value whose rows are
/// absent is absent.
///
/// Ours are means over all rows of the step; `asTrl` takes means of micro-batches as TRL's trainers
/// do.
MetricValues metricsOf(const StepResult& step, const Needs& needs, bool asTrl);

/// Linear-interpolation quantile of values that need not be sorted; NaN when there are none.
double quantile(std::vector<double> values, double share);

}  // namespace marginalia
