// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

namespace marginalia {

enum class RwrWeighting : std::uint8_t { Exp, Sigmoid, BestOfN, PrefFt };

struct RwrOptions {
    RwrWeighting weighting = RwrWeighting::Exp;
    double temperature = 10;
    double baseline = 0;
    double lo = 0;   ///< least weight of an answer
    double hi = 20;  ///< greatest
    std::int64_t topK = 1;
    bool keptOnly = false;  ///< divide by the tokens of answers whose weight is not 0
};

/// Weight of each answer: exp((score - baseline) / T) within [lo, hi]; sigmoid(score / T); 1 for
/// the best k of a group and 0 for the others; 1 for chosen and 0 for rejected. Constants of the
/// data.
std::vector<double> rwrWeights(const std::vector<RowFacts>& rows, const RwrOptions& options);

/// Likelihood of the answers, each by its weight (objectives.md 4.2; Tajwar et al. 2024,
/// 2404.14367). Detaches nothing; the weights are constants.
LossOut rwr(const RowBatch& batch, const RwrOptions& options);

/// Weighted tokens of the answers whose weight is not 0: the divisor with `keptOnly`.
double rwrKeptTokens(const std::vector<RowFacts>& rows, const RwrOptions& options);

}  // namespace marginalia
