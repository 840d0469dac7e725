// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jobs/run_spec.h"
#include "core/objectives/denominator.h"
#include "core/objectives/row_batch.h"
#include "core/objectives/token_statistics.h"

#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// One summand of the loss: `weight` * numerator / denominator, where the denominator is that of
/// the whole step (or unit).
struct LossTerm {
    std::string name;
    double weight = 1;
    at::Tensor numerator;  ///< scalar with graph to RowBatch::lp, statistics or head outputs
    Denominator denominator = Denominator::Pairs;
};

/// Terms to minimise, and detached per-row values for metrics and rows.bin.
struct LossOut {
    std::vector<LossTerm> terms;
    at::Tensor rowLoss;  ///< [N] unreduced, unweighted; a pair's loss stands on both of its rows;
                         ///< mismatched rows 0
    std::vector<std::pair<std::string, at::Tensor>>
        rowMetrics;  ///< name -> [N]; NaN where a row has no such value
    std::vector<std::pair<std::string, double>> unitMetrics;  ///< e.g. kl (KTO's z0)
};

/// What an objective carries from step to step (running means, annotators' reliabilities), by name.
/// Saved with the checkpoints; a held-out pass works on a copy.
using ObjectiveState = std::map<std::string, std::vector<double>>;

/// A bound objective. `loss` is a pure function of one coupling unit and the state; everything it
/// detaches is listed where it is defined.
struct Objective {
    std::function<LossOut(const RowBatch&, ObjectiveState&)> loss;
    /// What the vocabulary stage must compute for it.
    StatisticsRequest statistics;
    /// Prompt tokens are scored too: RowBatch::trained says which tokens are of the answer.
    bool scoresPrompts = false;
    /// Reference log-probs are needed by token, not as sums.
    bool referencePerToken = false;
    /// RowBatch::stepEntropy is needed: a step of several units is computed once before it trains.
    bool wantsStepEntropy = false;
    /// The loss reads and changes its ObjectiveState: units have an order.
    bool carriesState = false;
    /// > 0: length of the step that makes the model worse, whose inner states stand in
    /// HeadOutputs::hiddenAux beside the model's own (objectives.md 4.9).
    double ascentStep = 0;
    /// Denominator::Own of some rows; null where no term asks for it.
    std::function<double(const std::vector<RowFacts>&)> ownDenominator;

    LossOut operator()(const RowBatch& batch, ObjectiveState& state) const
    {
        return loss(batch, state);
    }
    LossOut operator()(const RowBatch& batch) const
    {
        ObjectiveState none;
        return loss(batch, none);
    }
};

/// Parameters by catalogue key; missing ones take the catalogue's default.
struct BoundParameters {
    std::map<std::string, double> numbers;
    std::map<std::string, std::string> words;
    std::vector<TermSpec> terms;
    std::vector<ModifierSpec> modifiers;
};

/// Binds an id of the catalogue to its function; the error names the id or parameter.
Result<Objective> bindObjective(const std::string& id, const BoundParameters& parameters);

}  // namespace marginalia
