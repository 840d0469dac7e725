// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/step_profile.h"

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

/// Mean of the newest values; nothing without a finite one.
std::optional<double> newestMean(const Series* series, std::size_t steps)
{
    if (series == nullptr) {
        return std::nullopt;
    }
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = series->size() - std::min(series->size(), steps); i < series->size();
         ++i) {
        if (std::isfinite(series->y(i))) {
            sum += static_cast<double>(series->y(i));
            ++count;
        }
    }
    return count > 0 ? std::optional(sum / static_cast<double>(count)) : std::nullopt;
}

}  // namespace

std::optional<StepProfile> stepProfile(const RunCurves& curves, std::size_t steps)
{
    constexpr std::array<const char*, 5> kMeasured = {
        "marginalia/time/data", "marginalia/time/forward", "marginalia/time/objective",
        "marginalia/time/backward", "marginalia/time/optimizer"};
    StepProfile out;
    double known = 0;
    for (std::size_t i = 0; i < kMeasured.size(); ++i) {
        const auto mean = newestMean(curves.find(kMeasured[i]), steps);
        if (!mean) {
            return std::nullopt;
        }
        out.parts[i] = *mean;
        known += *mean;
    }
    const auto whole = newestMean(curves.find("marginalia/step_s"), steps);
    // Rounded sums may exceed the whole by a hair.
    out.seconds = std::max(whole.value_or(known), known);
    out.parts[StepProfile::Waiting] = out.seconds - known;
    return out.seconds > 0 ? std::optional(out) : std::nullopt;
}

}  // namespace marginalia
