// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/nll_term.h"
#include "core/objectives/objective.h"
#include "core/objectives/pair_links.h"
#include "core/objectives/pair_noise.h"
#include "core/objectives/pair_scores.h"

#include <optional>
#include <string>

namespace marginalia {

/// A likelihood term beside the preference loss.
struct PairNll {
    std::string name = "nll";
    RowRole role = RowRole::Chosen;
    NllReduction reduction = NllReduction::TokenMean;
    double weight = 0;
    bool wholeText = false;
};

/// A loss that is a score, a link and a noise model (objectives.md 1), with all that can be laid on
/// it.
struct PairwiseOptions {
    std::string term;  ///< name of the preference term
    PairScore score = PairScore::SumRatio;
    PairLink link = nullptr;
    LinkNumbers numbers;
    double alpha = 0;            ///< of AlphaAverage
    double scale = 1;            ///< on the loss of each pair
    bool useMargin = false;      ///< each pair asks for the margin of its label
    double rewardScale = 0.1;    ///< reward = this times the raw score
    bool averageReward = false;  ///< S / n where the score is a sum
    bool countActive = false;    ///< log the share of pairs that still have a slope
    NoiseModel noise;
    ScoreChanges changes;
    bool wpo = false;      ///< product of both answers' WPO weights (objectives.md 9.2), detached
    bool wpoClamp = true;  ///< at most 1
    std::optional<PairNll> nll;
    bool runningShift = false;  ///< bco_pair: delta = running mean of all rewards in state
};

/// The loss of one unit's pairs. Reduction EXAMPLE; pairs' weights multiply the loss, data weights
/// count in the denominator too. Detached: everything of the reference, the running shift, the
/// posterior of the noise model, the weights of pairs.
LossOut pairwise(const RowBatch& batch, const PairwiseOptions& options, ObjectiveState& state);

}  // namespace marginalia
