// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jobs/run_folder.h"

#include <map>
#include <string>
#include <vector>

namespace marginalia {

/// The qualities that answers of a run are rated in, and the scale of each, so that ratings become
/// targets in [0, 1] (objectives.md 6.2).
class RatingScale {
public:
    struct Quality {
        std::string name;
        double low = 0;   ///< rating that becomes 0
        double high = 1;  ///< rating that becomes 1
    };

    /// Of everything in a snapshot, by name. The scale of a quality is the narrowest usual one that
    /// holds all of its ratings (0 to 1, 1 to 5, 0 to 4, 0 to 5, 1 to 7, 1 to 10, 0 to 10, 0 to
    /// 100), else what is there from the lowest to the highest.
    static Result<RatingScale> of(SnapshotReader& snapshot);

    const std::vector<Quality>& qualities() const { return m_qualities; }
    bool empty() const { return m_qualities.empty(); }
    /// One target a quality, in [0, 1]; NaN where there is no rating.
    std::vector<double> targets(const std::map<std::string, double>& ratings) const;

private:
    std::vector<Quality> m_qualities;
};

}  // namespace marginalia
