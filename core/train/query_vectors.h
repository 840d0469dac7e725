// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/run_setup.h"
#include "core/train/train_data.h"

#include <functional>

namespace marginalia {

/// Gives every query the vectors that it should come near to (objectives.md 4.11): of its expanded
/// form and of the passage that answers it, both under the frozen teacher that `spec.teacher`
/// names, or under the start model. A vector is the state of a text's last token, of length 1.
///
/// Invalid: its vectors are not of `size`, the student's. `progress` gets the share done and
/// returns false to stop.
Status addQueryVectors(TrainData& data, SnapshotReader& snapshot, const RunSpec& spec,
                       const RunEnvironment& environment, std::int64_t size,
                       const std::function<bool(double share)>& progress);

}  // namespace marginalia
