// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/plan_costs.h"
#include "core/train/train_loop.h"

#include <cstdint>

namespace marginalia {

/// What small work of a run took on this machine.
struct Calibration {
    double passSeconds = 0;       ///< of a pass, however few its tokens
    double operationSeconds = 0;  ///< more of one multiplication and addition
    double forwardSeconds = 0;    ///< of one in a pass without gradients
    double updateSeconds = 0;     ///< of norm, clipping and update
    double spent = 0;

    PackSize small;  ///< fullest streams of the two sizes that were tried
    PackSize large;
    bool several = false;        ///< each beside the gradients of another
    std::int64_t smallPeak = 0;  ///< bytes that they took beyond what lay there; 0: not known
    std::int64_t largePeak = 0;

    double secondsOf(const PassWork& work) const
    {
        return passSeconds * work.passes + operationSeconds * work.operations;
    }
};

/// Takes a few of the run's items, cut where they are long, through steps that change nothing and
/// through more forward passes, for about `seconds`. `withMemory`: through steps of another size
/// too, whose peak tells what memory grows by. Before the first step only.
Result<Calibration> calibrate(TrainLoop& loop, const ComputeCost& cost, const PlannedWork& work,
                              double seconds, bool withMemory);
/// The same on the rows of a step that a run wrote itself, which cannot be cut.
Result<Calibration> calibrateOn(TrainLoop& loop, const ComputeCost& cost,
                                const std::vector<UnitRows>& made, double seconds);

}  // namespace marginalia
