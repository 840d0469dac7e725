// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

#include <ATen/core/Tensor.h>

namespace marginalia {

/// What is believed of the labels (objectives.md 2.14 to 2.16).
struct NoiseModel {
    enum class Kind : std::uint8_t { Clean, Smoothed, Unbiased, Em };
    Kind kind = Kind::Clean;
    double epsilon = 0;  ///< share of labels the wrong way round
    double eta = 0.9;    ///< Em: reliability of an annotator not met before
    double alpha = 0.1;  ///< Em: step of the reliabilities
};

/// Reliabilities stay inside these, on use and after an update.
constexpr double kLowestReliability = 0.501;
constexpr double kHighestReliability = 0.999;

struct NoisyLoss {
    at::Tensor loss;       ///< [P]
    at::Tensor posterior;  ///< [P] Em: chance that the label is right; else undefined
};

/// Blends the loss of each pair with that of the pair the wrong way round. `annotator` [P] int64 or
/// undefined: all labels of one annotator. Em reads and writes state["eta"], one reliability an
/// annotator, in order of their numbers. Detached: the posterior.
NoisyLoss withNoise(const NoiseModel& noise, const at::Tensor& right, const at::Tensor& wrong,
                    const at::Tensor& annotator, ObjectiveState& state);

}  // namespace marginalia
