// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/nll_term.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

namespace marginalia {

namespace {

Denominator denominatorFor(RowRole role, NllReduction reduction, bool wholeText)
{
    const bool tokens = reduction == NllReduction::TokenMean;
    if (role == RowRole::Gold) {
        return tokens ? Denominator::GoldTokens : Denominator::GoldRows;
    }
    if (!tokens) {
        return Denominator::ChosenRows;
    }
    return wholeText ? Denominator::ChosenText : Denominator::ChosenTokens;
}

}  // namespace

LossTerm nllTerm(const RowBatch& batch, const std::string& name, RowRole role,
                 NllReduction reduction, bool wholeText)
{
    at::Tensor sums = wholeText ? textSums(batch, batch.lp) : sequenceSums(batch, batch.lp);
    if (reduction == NllReduction::RowMean) {
        sums = sums / lengthsForMeans(batch);
    }
    const at::Tensor counted = rowsWithRole(batch, {role});
    const at::Tensor weighted = at::where(counted, batch.weight * sums, at::zeros_like(sums));
    return {name, 1, -weighted.sum(), denominatorFor(role, reduction, wholeText)};
}

NllReduction nllReductionOf(const std::string& word)
{
    return word == "sum"        ? NllReduction::Sum
           : word == "row_mean" ? NllReduction::RowMean
                                : NllReduction::TokenMean;
}

}  // namespace marginalia
