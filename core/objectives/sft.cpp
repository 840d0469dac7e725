// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/sft.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

namespace marginalia {

LossOut sft(const RowBatch& batch, SftReduction reduction)
{
    const at::Tensor sums = sequenceSums(batch, batch.lp);
    // A row without trained tokens counts as one of length 1 in its own mean.
    const at::Tensor averages = sums / sequenceLengths(batch).clamp_min(1);
    LossOut out;
    if (reduction == SftReduction::TokenGlobal) {
        out.terms = {{"sft", 1, -(batch.weight * sums).sum(), Denominator::Tokens}};
    } else {
        out.terms = {{"sft", 1, -(batch.weight * averages).sum(), Denominator::Rows}};
    }
    out.rowLoss = -averages.detach();
    out.rowMetrics = {{"logp", sums.detach()}};
    return out;
}

LossTerm chosenNll(const RowBatch& batch, NllReduction reduction)
{
    const at::Tensor isChosen = rowsWithRole(batch, {RowRole::Chosen});
    at::Tensor sums = sequenceSums(batch, batch.lp);
    if (reduction == NllReduction::RowMean) {
        sums = sums / sequenceLengths(batch).clamp_min(1);
    }
    const at::Tensor weighted = at::where(isChosen, batch.weight * sums, at::zeros_like(sums));
    return {
        "sft", 1, -weighted.sum(),
        reduction == NllReduction::TokenMean ? Denominator::ChosenTokens : Denominator::ChosenRows};
}

}  // namespace marginalia
