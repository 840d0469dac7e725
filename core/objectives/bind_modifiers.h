// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/pair_noise.h"
#include "core/objectives/pair_scores.h"
#include "core/objectives/parameters.h"

#include <optional>

namespace marginalia {

/// What the modifiers of a run change in a loss on scores; ids that do not concern it are passed
/// over. The catalogue says which modifiers a loss takes; bindObjective has checked that.
struct BoundModifiers {
    ScoreChanges changes;
    NoiseModel noise;
    std::optional<Given> wpo;
    std::optional<Given> sftTerm;
    double tie = 0;  ///< half-width of the tie band; 0: ties are not modelled
};
Result<BoundModifiers> bindModifiers(const std::vector<ModifierSpec>& modifiers);

}  // namespace marginalia
