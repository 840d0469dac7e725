// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

#include <functional>

namespace marginalia {

/// The answers of one prompt that have a score or a place, in row order.
struct AnswerGroup {
    std::vector<std::int64_t> rows;       ///< numbers in the batch
    std::vector<double> rewards;          ///< greater is better; from ranks: their negative
    std::vector<std::int64_t> positives;  ///< places in `rows` of right answers
    std::vector<std::int64_t> negatives;  ///< places in `rows` of wrong ones
    std::int64_t demo = -1;               ///< row number of the demonstration

    /// Orders rows and rewards; equal ones keep their order. `positives` and `negatives` are not
    /// kept.
    void sortBestFirst();
};

/// beta (S - R) of each row: [N].
at::Tensor implicitRewards(const RowBatch& batch, double beta);
/// softmax(score / alpha) over a group, as constants: [K].
at::Tensor targetsOf(const AnswerGroup& group, double alpha, const at::Tensor& like);

/// Sums a loss over the groups of a unit; `scores` [N] are what the policy orders answers by, the
/// row metric "reward". A group without such answers adds nothing.
LossOut groupLoss(const char* name, const RowBatch& batch, const at::Tensor& scores,
                  const std::function<at::Tensor(const AnswerGroup&)>& lossOf);

}  // namespace marginalia
