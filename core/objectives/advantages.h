// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/row_batch.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// What differences of rewards within a group are divided by.
enum class RewardScale : std::uint8_t {
    Group,  ///< the group's standard deviation
    Batch,  ///< the standard deviation over all rows of the unit
    None
};

/// Advantages of a group's answers: reward minus the group's mean, over a standard deviation with
/// divisor n - 1 plus 1e-4 (Shao et al. 2024, section 4.1.1; the constant as in TRL). [N],
/// detached. A reward that is NaN is left out of mean and deviation and gets 0; so does a group of
/// one.
///
/// Advantages that the rows bring (RowValues::advantage) win.
at::Tensor groupAdvantages(const RowBatch& batch, RewardScale scale);

/// Reward minus the mean reward of the group's other answers (Ahmadian et al. 2024, eq. 8); with
/// `groupMean`, minus the mean of all answers of the group. [N], detached. `rewards` [N] may differ
/// from those of the batch (a penalty taken off).
at::Tensor leaveOneOutAdvantages(const RowBatch& batch, const at::Tensor& rewards, bool groupMean);

/// Rewards of a batch as [N]; zeros when it has none.
at::Tensor rewardsOf(const RowBatch& batch);

/// Rewards of a unit of samples, for curves: "reward", "reward_std" (mean over groups) and
/// "frac_reward_zero_std", by TRL's names.
std::vector<std::pair<std::string, double>> rewardMetrics(const RowBatch& batch);

/// A tensor's entries as doubles on the processor, and such a list as a tensor of the log-probs'
/// type and device.
std::vector<double> numbers(const at::Tensor& tensor);
at::Tensor likeLogps(const RowBatch& batch, const std::vector<double>& values);

/// [N] spread over tokens: [T].
inline at::Tensor byToken(const RowBatch& batch, const at::Tensor& perRow)
{
    return perRow.index_select(0, batch.rowOfToken);
}

/// Values of trained tokens; 0 elsewhere, so that what stands outside the mask cannot make NaN.
at::Tensor trainedOnly(const RowBatch& batch, const at::Tensor& perToken);

/// Log-probs of the rows when they were written; today's, detached, where the rows bring none: the
/// first update after sampling.
at::Tensor oldLogps(const RowBatch& batch);

}  // namespace marginalia
