// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"
#include "core/objectives/sft.h"

namespace marginalia {

struct DpoOptions {
    double beta = 0.1;
    double labelSmoothing = 0;
    bool useMargin = false;  ///< u = beta Delta - margin, from RowBatch::margin
    double weight = 1;       ///< of the preference term
    double sftWeight = 0;
    bool hasSftTerm = false;
    NllReduction sftReduction = NllReduction::TokenMean;
};

/// Direct preference optimisation (Rafailov et al. 2023, eq. 7; smoothing: Mitchell 2023, eq. 3),
/// with an optional likelihood term of the chosen rows (objectives.md 2.10).
///
/// Detached: the reference sums. Rows outside a whole pair give nothing.
LossOut dpo(const RowBatch& batch, const DpoOptions& options);

}  // namespace marginalia
