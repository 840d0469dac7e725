// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

namespace marginalia {

struct KtoOptions {
    double beta = 0.1;
    double desirableWeight = 1;
    double undesirableWeight = 1;
    bool allKlRows =
        true;  ///< an empty mismatched row counts as 0 (TRL); false: it is left out (HALOs)
};

/// Kahneman-Tversky optimisation (Ethayarajh et al. 2024, eq. 8). z0 is the clamped mean log-ratio
/// of the unit's mismatched rows, logged as "kl"; without such rows it is 0.
///
/// Detached: the reference sums and z0.
LossOut kto(const RowBatch& batch, const KtoOptions& options);

}  // namespace marginalia
