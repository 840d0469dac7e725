// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Weights of several qualities as directions of length 1: alignment by direction (objectives.md
/// 8.1; Wang et al. 2024, 2402.18571), and answers from the neighbourhood of a direction (8.2;
/// 2510.20498).
namespace marginalia {

using Direction = std::vector<double>;  ///< one weight a quality, of length 1

/// The sentence of the system prompt that states a direction in whole hundredths, for a model and
/// so not translated. `qualities` are their names, in the order of the weights.
std::string directionPrompt(const std::vector<std::string>& qualities, const Direction& direction);

/// `count` directions at most `degrees` from `centre`, drawn by the seed.
std::vector<Direction> directionsNear(const Direction& centre, double degrees, int count,
                                      std::uint64_t seed);

/// Place of the answer with the greatest product of direction and scores, the first of equal ones;
/// -1 without answers.
int bestAnswer(const Direction& direction, const std::vector<std::vector<double>>& scores);

/// Angle between two directions in degrees.
double degreesBetween(const Direction& left, const Direction& right);

}  // namespace marginalia
