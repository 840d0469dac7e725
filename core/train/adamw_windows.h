// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/adamw_update.h"

namespace marginalia {

/// Updates tensors whose moments and masters lie apart from the weights (StateStore::isApart):
/// `window` numbers at a time are copied to where the gradients are, updated there as
/// updateTensors() does, and go back. Two windows take turns, so that on a card the copies of one
/// run beside the update of the other. When this returns, all numbers are back.
///
/// The same to the bit as without windows: tensors are cut between blocks of kMomentBlock numbers,
/// and each part knows where it begins.
void updateInWindows(const std::vector<TensorUpdate>& tensors, const UpdateNumbers& numbers,
                     std::int64_t window);

}  // namespace marginalia
