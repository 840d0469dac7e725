// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

namespace marginalia {

enum class SftReduction : std::uint8_t { TokenGlobal, SeqMean };

/// Negative log-likelihood of the demonstrations (objectives.md 4.1): -sum w lp over the weighted
/// tokens of the step (TokenGlobal), or the weighted mean of the rows' token means (SeqMean).
/// Detaches nothing.
LossOut sft(const RowBatch& batch, SftReduction reduction);

}  // namespace marginalia
