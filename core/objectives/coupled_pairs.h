// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"
#include "core/objectives/pair_scores.h"

namespace marginalia {

struct AotOptions {
    double beta = 0.1;
    double labelSmoothing = 0;
    bool unpaired = false;  ///< sort chosen and rejected answers apart
    ScoreChanges changes;
};

/// Alignment by optimal transport (Melnyk et al. 2024; objectives.md 2.17): the differences of the
/// unit's pairs are sorted before they are compared, so that all pairs of a unit hang together. The
/// slope goes through the sorted values. The loss of a rank stands on the rows that hold it, its
/// number in the row metric "sorted_rank". Detached: the reference.
LossOut aot(const RowBatch& batch, const AotOptions& options);

/// Several pairs of one prompt, each isolating an aspect; the aspect with the larger loss weighs
/// more (objectives.md 2.26). Pairs of a group belong together. Detached: the reference and the
/// weights of the aspects.
LossOut dpoMulti(const RowBatch& batch, double beta);

}  // namespace marginalia
