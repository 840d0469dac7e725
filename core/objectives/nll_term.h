// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

#include <string>

namespace marginalia {

enum class NllReduction : std::uint8_t { TokenMean, RowMean, Sum };

/// Likelihood of the rows of one role (Chosen or Gold) beside a preference loss
/// (objectives.md 2.10, 9.7): -S over all their tokens (TokenMean), the mean of -S/n (RowMean) or
/// the mean of -S (Sum). `wholeText` counts prompts too and asks for Objective::scoresPrompts.
/// Detaches nothing.
LossTerm nllTerm(const RowBatch& batch, const std::string& name, RowRole role,
                 NllReduction reduction, bool wholeText = false);

/// The word of a catalogue choice: token_mean, row_mean, sum.
NllReduction nllReductionOf(const std::string& word);

}  // namespace marginalia
