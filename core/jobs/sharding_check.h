// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_spec.h"

#include <vector>

namespace marginalia {

/// What of a run does not go together with weights in shares (sharding: parameters); empty: it may
/// start.
std::vector<SpecProblem> checkSharding(const RunSpec& spec);

}  // namespace marginalia
