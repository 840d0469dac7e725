// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jobs/run_spec.h"
#include "core/objectives/row_batch.h"

#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// What a term is divided by. The denominators of a step follow from masks, weights and roles at
/// plan time.
enum class Denominator : std::uint8_t {
    Pairs,        ///< sum of the weights of the pairs
    Rows,         ///< sum of the weights of the rows that are not mismatched
    ChosenRows,   ///< sum of the weights of the chosen rows
    Tokens,       ///< sum of weight times trained tokens, over all rows
    ChosenTokens  ///< the same over the chosen rows
};

/// One summand of the loss: `weight` * numerator / denominator, where the denominator is that of
/// the whole step (or unit).
struct LossTerm {
    std::string name;
    double weight = 1;
    at::Tensor numerator;  ///< scalar with graph to RowBatch::lp
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

/// A pure function of one coupling unit. Everything it detaches is listed where it is defined.
using Objective = std::function<LossOut(const RowBatch&)>;

/// Parameters by catalogue key; missing ones take the catalogue's default.
struct BoundParameters {
    std::map<std::string, double> numbers;
    std::map<std::string, std::string> words;
    std::vector<TermSpec> terms;
};

/// Binds an id of the catalogue to its function; the error names the id or parameter.
Result<Objective> bindObjective(const std::string& id, const BoundParameters& parameters);

/// Value of a denominator for one unit.
double denominatorOf(Denominator kind, const RowBatch& batch);

}  // namespace marginalia
