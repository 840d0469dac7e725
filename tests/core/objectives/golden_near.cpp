// SPDX-License-Identifier: Apache-2.0
#include "tests/core/objectives/golden_near.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace marginalia::golden {

Tolerance toleranceOf(at::ScalarType dtype, const std::string& name)
{
    if (dtype == at::kDouble) {
        return {dtype, 1e-8, 1e-8, 1e-8, 1e-6};
    }
    const bool extreme = name.find("extreme") != std::string::npos;
    return {dtype, 1e-5, extreme ? 1e-4 : 1e-5, 1e-7, 1e-4};
}

void expectNear(const Numbers& got, const Numbers& want, const Tolerance& tolerance,
                const std::string& what)
{
    ASSERT_EQ(got.size(), want.size()) << what;
    for (std::size_t i = 0; i < got.size(); ++i) {
        EXPECT_LE(std::abs(got[i] - want[i]),
                  tolerance.absolute + tolerance.relative * std::abs(want[i]))
            << what << "[" << i << "]: " << got[i] << " against " << want[i];
    }
}

void expectGradient(const Numbers& got, const Numbers& want, const Tolerance& tolerance,
                    const std::string& what)
{
    ASSERT_EQ(got.size(), want.size()) << what;
    double largest = 0;
    for (const double value : want) {
        largest = std::max(largest, std::abs(value));
    }
    for (std::size_t i = 0; i < got.size(); ++i) {
        double allowed = tolerance.gradientAbsolute + tolerance.gradientOfLargest * largest;
        if (tolerance.dtype == at::kDouble) {
            allowed =
                std::min(tolerance.absolute + tolerance.relative * std::abs(want[i]), allowed);
        }
        EXPECT_LE(std::abs(got[i] - want[i]), allowed)
            << what << "[" << i << "]: " << got[i] << " against " << want[i];
    }
}

}  // namespace marginalia::golden
