// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

namespace marginalia {

struct RmBtOptions {
    double centre = 0;       ///< weight of (score chosen + score rejected)^2
    bool useMargin = false;  ///< RowValues::margin is asked for
};
/// Bradley and Terry's model of the chosen answer's score against the rejected one's (objectives.md
/// 6.1; Touvron et al. 2023, eq. 2; centring: Eisenstein et al. 2023). Detaches nothing.
LossOut rmBt(const RowBatch& batch, const RmBtOptions& options);

/// Squared error of sigmoid(score) against ratings in [0, 1], over the ratings that are there
/// (objectives.md 6.2; Bansal et al. 2023). Detaches nothing.
LossOut rmMse(const RowBatch& batch);

/// Cross-entropy of "is this step right" at the end of each judged step (objectives.md 6.3; Uesato
/// et al. 2022); with `lastStepOnly` of each row's last judged step alone. Detaches nothing.
LossOut prm(const RowBatch& batch, bool lastStepOnly);

/// Weighted rows that have a judged step: what `lastStepOnly` divides by.
double judgedRows(const std::vector<RowFacts>& rows);

}  // namespace marginalia
