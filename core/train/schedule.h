// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace marginalia {

/// A learning-rate schedule as transformers writes it: a factor of the base rate per optimizer
/// step.
struct Schedule {
    std::string kind = "linear";  ///< constant, constant_with_warmup, linear, cosine
    std::int64_t warmup = 0;      ///< steps; plain "constant" ignores it, as transformers does
    std::int64_t total = 1;

    /// Factor of step 1, 2, ...; the first step of a warm-up has 0.
    double factor(std::int64_t step) const;
};

/// Unsupported for kinds that are not listed above.
Status checkSchedule(const std::string& kind);

}  // namespace marginalia
