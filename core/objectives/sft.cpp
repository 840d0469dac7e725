// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/sft.h"

#include <ATen/TensorOperators.h>

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
    out.rowMetrics = {{"logp", sums.detach()}, {"row_sum", -sums.detach()}};
    return out;
}

}  // namespace marginalia
