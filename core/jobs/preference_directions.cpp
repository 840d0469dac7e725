// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/preference_directions.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

namespace marginalia {

namespace {

constexpr double kRadians = std::numbers::pi / 180;

double product(const std::vector<double>& left, const std::vector<double>& right)
{
    return std::inner_product(left.begin(), left.end(), right.begin(), 0.0);
}

double lengthOf(const std::vector<double>& values)
{
    return std::sqrt(product(values, values));
}

/// In (0, 1), the same on every machine (the distributions of the standard library are not).
double uniform(std::mt19937_64& random)
{
    return (static_cast<double>(random() >> 11U) + 0.5) * 0x1p-53;
}

double normal(std::mt19937_64& random)
{
    const double radius = std::sqrt(-2 * std::log(uniform(random)));
    return radius * std::cos(2 * std::numbers::pi * uniform(random));
}

/// A drawn unit vector at a right angle to `centre`; zeros where there is none.
Direction sideways(const Direction& centre, std::mt19937_64& random)
{
    Direction out(centre.size());
    for (double& value : out) {
        value = normal(random);
    }
    const double along = product(out, centre);
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] -= along * centre[i];
    }
    const double length = lengthOf(out);
    for (double& value : out) {
        value = length > 1e-9 ? value / length : 0;
    }
    return out;
}

}  // namespace

std::string directionPrompt(const std::vector<std::string>& qualities, const Direction& direction)
{
    std::string sum;
    for (std::size_t i = 0; i < qualities.size() && i < direction.size(); ++i) {
        sum += (i == 0 ? "" : " + ") + qualities[i] + " * " +
               std::to_string(std::lround(100 * direction[i]));
    }
    return "Write the answer that rates highest by this sum of its qualities: " + sum + ".";
}

std::vector<Direction> directionsNear(const Direction& centre, double degrees, int count,
                                      std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    Direction unit = centre;
    const double length = lengthOf(centre);
    for (double& value : unit) {
        value /= length > 0 ? length : 1;
    }
    std::vector<Direction> out;
    for (int i = 0; i < count; ++i) {
        const double angle = degrees * kRadians * uniform(random);
        const Direction side = sideways(unit, random);
        // With one quality there is no side to turn to.
        const bool turns = lengthOf(side) > 0.5;
        Direction next = unit;
        for (std::size_t j = 0; turns && j < next.size(); ++j) {
            next[j] = unit[j] * std::cos(angle) + side[j] * std::sin(angle);
        }
        out.push_back(std::move(next));
    }
    return out;
}

int bestAnswer(const Direction& direction, const std::vector<std::vector<double>>& scores)
{
    int best = -1;
    double most = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const double value = product(direction, scores[i]);
        if (best < 0 || value > most) {
            best = static_cast<int>(i);
            most = value;
        }
    }
    return best;
}

double degreesBetween(const Direction& left, const Direction& right)
{
    const double lengths = lengthOf(left) * lengthOf(right);
    const double cosine = lengths > 0 ? product(left, right) / lengths : 1;
    return std::acos(std::clamp(cosine, -1.0, 1.0)) / kRadians;
}

}  // namespace marginalia
