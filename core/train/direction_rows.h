// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/training_rows.h"
#include "core/train/rating_scale.h"
#include "core/train/train_data.h"

#include <vector>

namespace marginalia {

/// Demonstrations chosen along drawn directions (objectives.md 8.1, from the answers that the data
/// has): the direction is written into the prompt, and the answer that it rates best is copied.
///
/// A direction lies at most `angle` degrees from the weights of the qualities and follows from the
/// text of the prompt and the run's seed alone, so that every reading of the data makes the same
/// rows. The tools must outlive it.
class DirectionRows {
public:
    DirectionRows(const TextTools& tools, const RunSpec& spec);

    struct Choice {
        SnapshotItem item;  ///< with the direction in its prompt
        TrainingRow row;    ///< one of those given
    };
    /// `rated`: rows of the record's answers that have a rating in every one of its qualities, at
    /// least one. Ratings are compared on their scale, so that a quality rated up to 100 counts no
    /// more than one rated up to 5.
    Choice choose(const SnapshotItem& item, const std::vector<TrainingRow>& rated,
                  const RatingScale& scale) const;

private:
    Messages told(const SnapshotItem& item, const std::string& sentence) const;

    RowWish m_wish;
    double m_angle = 0;
    std::uint64_t m_seed = 0;
    bool m_asSystem = false;  ///< the template shows system messages
};

}  // namespace marginalia
