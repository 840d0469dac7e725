// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/pack_sizes.h"
#include "core/train/train_loop.h"

#include <cstdint>
#include <vector>

namespace marginalia {

/// Multiplications and additions of one forward pass.
class ComputeCost {
public:
    explicit ComputeCost(const ModelConfig& config);
    double forward(const PackSize& pack) const
    {
        return 2 * (m_stack * static_cast<double>(pack.tokens) +
                    m_table * static_cast<double>(pack.scored) + m_attention * pack.keys);
    }

private:
    double m_stack = 0;
    double m_table = 0;
    double m_attention = 0;
};

/// Passes through the model with what they compute; a backward pass counts as two forward ones.
struct PassWork {
    double operations = 0;
    double passes = 0;  ///< streams with a gradient; a third of one: forward only

    void addTrained(double forward, bool again)
    {
        operations += (again ? 4 : 3) * forward;
        passes += again ? 4.0 / 3 : 1;
    }
    void addQuiet(double forward)
    {
        operations += forward;
        passes += 1.0 / 3;
    }
};
/// Of one unit; a unit of several streams computes each of them twice.
PassWork workOf(const UnitSizes& unit, const ComputeCost& cost);

/// What a run will compute.
struct PlannedWork {
    PackSize fullest;  ///< the stream with most tokens
    std::int64_t longestItem = 0;
    bool several = false;  ///< some step has more than one stream
    PassWork step;         ///< mean of the steps
    PassWork reference;    ///< before the first step, where nothing is cached
    PassWork heldOut;      ///< of one evaluation
};

/// From the plan of all steps and the lengths of their rows; no tensor is made. `made`: the rows of
/// a step of a run that writes its answers itself, which stand for all of them; else empty.
PlannedWork plannedWork(const TrainLoop& loop, const ComputeCost& cost,
                        const std::vector<UnitRows>& made);

}  // namespace marginalia
