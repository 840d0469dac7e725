// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/combinations.h"
#include "core/objectives/objective.h"

namespace marginalia {

/// A weighted sum of losses on one batch (objectives.md 2.10): each term keeps its own denominator,
/// its state under "<term>/" and its name; a term that is a sum itself gives "<term>/<part>". `sft`
/// beside losses on pairs is the likelihood of the chosen answers. The loss of a row is the sum of
/// its terms' but for that likelihood; its reward is that of the first term that has one.
Result<Objective> bindMix(const Combination& all);

}  // namespace marginalia
