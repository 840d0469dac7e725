// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/run_curves.h"

#include <array>
#include <optional>

namespace marginalia {

/// Where the time of a step goes, in seconds, as the mean of the last steps a run has logged.
struct StepProfile {
    static constexpr std::size_t kParts = 6;
    /// Rows made ready, the model, the loss, gradients, the update, and what is none of these:
    /// reference values, saving, held-out rows, hand-over.
    enum Part : std::size_t { Data, Forward, Objective, Backward, Optimizer, Waiting };

    double seconds = 0;  ///< of a step
    std::array<double, kParts> parts{};
};

/// From `marginalia/time/*` and `marginalia/step_s` of up to `steps` of the newest steps. Nothing
/// where they are not logged: a GPU works behind the thread that would measure.
std::optional<StepProfile> stepProfile(const RunCurves& curves, std::size_t steps = 20);

}  // namespace marginalia
