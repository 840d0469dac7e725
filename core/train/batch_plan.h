// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jobs/run_spec.h"
#include "core/train/train_data.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace marginalia {

/// A coupling unit (logical micro-batch): items that one objective call sees together.
struct UnitPlan {
    std::vector<std::int64_t> items;
    std::vector<std::int64_t> partners;  ///< per item, whose completion stands beside its prompt;
                                         ///< empty: no mismatched rows
};
using StepPlan = std::vector<UnitPlan>;

/// Which items each step trains on: a pure function of settings, seed and number of items, so that
/// resume needs only the step. Made before ranks and memory are known (decisions.md 5a).
class BatchPlan {
public:
    /// Shuffled every epoch by (seed, epoch); the last unit of an epoch may be short, one of a
    /// single row is joined to the unit before it where the objective needs two.
    static Result<BatchPlan> shuffled(const RunSpec& spec, std::int64_t items);
    /// Fixed batches, for golden curves.
    static BatchPlan given(std::vector<std::vector<std::vector<std::int64_t>>> batches,
                           bool rotate);

    std::int64_t steps() const { return m_steps; }
    /// The run ends elsewhere; which items a step trains on stays as it is.
    void setSteps(std::int64_t steps) { m_steps = steps; }
    std::int64_t stepsPerEpoch() const { return m_stepsPerEpoch; }
    /// Of step 1, 2, ...
    StepPlan step(std::int64_t step) const;
    double epoch(std::int64_t step) const
    {
        return static_cast<double>(step) / static_cast<double>(m_stepsPerEpoch);
    }
    /// Items of a held-out pass in units of the batch size.
    StepPlan inOrder(std::int64_t items) const;

private:
    std::vector<UnitPlan> unitsOfEpoch(std::int64_t epoch) const;
    void addPartners(UnitPlan& unit, std::int64_t items) const;

    enum class Partner { None, Fixed, Rotate };
    Partner m_partner = Partner::None;
    std::uint64_t m_seed = 1;
    std::int64_t m_items = 0;
    std::int64_t m_batch = 1;
    std::int64_t m_accumulation = 1;
    std::int64_t m_least = 1;
    std::int64_t m_steps = 0;
    std::int64_t m_stepsPerEpoch = 1;
    std::vector<StepPlan> m_given;
    mutable std::int64_t m_cachedEpoch = -1;
    mutable std::vector<UnitPlan> m_cachedUnits;
};

}  // namespace marginalia
