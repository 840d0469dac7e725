// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <c10/core/ScalarType.h>

#include <string>
#include <vector>

namespace marginalia::golden {

using Numbers = std::vector<double>;

/// How far a number may lie from its reference value: absolute plus a share of the value; of
/// gradients plus a share of the largest.
struct Tolerance {
    at::ScalarType dtype;
    double absolute;
    double relative;
    double gradientAbsolute;
    double gradientOfLargest;
};
/// decisions.md 8, by the type that is computed in and the name of the case; never loosened.
Tolerance toleranceOf(at::ScalarType dtype, const std::string& name);

/// Fails with `what` and the place of each number that lies too far off, or when they are not as
/// many.
void expectNear(const Numbers& got, const Numbers& want, const Tolerance& tolerance,
                const std::string& what);
/// The same of the numbers of a gradient.
void expectGradient(const Numbers& got, const Numbers& want, const Tolerance& tolerance,
                    const std::string& what);

}  // namespace marginalia::golden
