// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_folder.h"
#include "core/train/train_loop.h"

#include <vector>

namespace marginalia {

/// The records of rows.bin for a step: one per trained completion, pairs by one number.
std::vector<RowRecord> rowRecords(const StepReport& report, std::uint16_t attempt);

}  // namespace marginalia
