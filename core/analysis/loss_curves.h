// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jobs/run_spec.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace marginalia {

struct Dual;

/// What an objective knows of one pair when nothing else is in the batch.
struct PairPoint {
    double policyChosen = 0;  ///< sum of log-probs of the answer's tokens, nats
    double policyRejected = 0;
    double referenceChosen = 0;
    double referenceRejected = 0;
    double tokensChosen = 1;
    double tokensRejected = 1;
    double margin = 0;        ///< the pair's asked-for margin, nats
    double chanceChosen = 1;  ///< estimated chance that the answer beats the model's own
    double chanceRejected = 0;
    double visitsChosen = 1;  ///< of the tree's node
    double visitsRejected = 0;
    /// What batches carry along: KTO's z0, in nats, and BCO's shift, in rewards.
    double shift = 0;

    double chosenRatio() const { return policyChosen - referenceChosen; }
    double rejectedRatio() const { return policyRejected - referenceRejected; }
    double ratioMargin() const { return chosenRatio() - rejectedRatio(); }
};

/// The loss of a pair and where it pushes: a negative derivative raises that answer.
struct PairLoss {
    double loss = 0;
    double byChosen = 0;    ///< d loss / d policyChosen, per nat
    double byRejected = 0;  ///< d loss / d policyRejected, per nat
};

/// How a likelihood term counts a chosen answer's tokens.
enum class LikelihoodMean : std::uint8_t { Token, Row, Sum };

/// An objective's loss as a function of one pair. A model for pictures and explanations, in plain
/// double arithmetic; the losses that train are in core/objectives, and golden values bind both.
struct LossCurve {
    /// Without likelihood terms.
    std::function<Dual(const PairPoint&)> preference;
    double preferenceWeight = 1;
    /// Weight of the negative log-likelihood of the chosen answer; 0: none.
    double likelihoodWeight = 0;
    LikelihoodMean likelihoodMean = LikelihoodMean::Token;

    /// The whole loss of a pair that is alone in its batch.
    PairLoss at(const PairPoint& point) const;
    /// The preference part alone, unweighted.
    PairLoss preferenceAt(const PairPoint& point) const;
};

/// Ids that have a curve, in the catalogue's spelling.
const std::vector<std::string>& lossCurveIds();
bool hasLossCurve(const std::string& id);
/// A sentence why an objective has none; empty when it has one.
Text whyNoLossCurve(const std::string& id);

/// The curve of an id with these parameters and choices (catalogue keys; what is missing takes the
/// catalogue's default, else the paper's).
Result<LossCurve> lossCurve(const std::string& id, const std::map<std::string, double>& parameters,
                            const std::map<std::string, std::string>& choices);
/// The curve of a recipe: its objective, or the weighted sum of its terms.
Result<LossCurve> lossCurve(const RunSpec& spec);

/// Whether an objective lets go of a pair that stays far the wrong way round: its pull there is
/// under a tenth of its strongest. False for an id without a curve.
bool fadesOnWrongPairs(const std::string& id);

/// How a pair's margin is moved along a curve's axis.
enum class MarginPath : std::uint8_t { Both, Chosen, Rejected };
/// `base` with its margin moved to `margin` nats: half by each answer, or all by one.
PairPoint withMargin(PairPoint base, double margin, MarginPath path);
/// Change of the loss per nat of margin along the path; negative: the objective widens the margin.
double slopeAlong(const PairLoss& loss, MarginPath path);

}  // namespace marginalia
