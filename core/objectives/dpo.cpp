// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/dpo.h"

#include "core/objectives/safe_math.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/zeros.h>

namespace marginalia {

LossOut dpo(const RowBatch& batch, const DpoOptions& options)
{
    const at::Tensor sums = sequenceSums(batch, batch.lp);
    const at::Tensor ratios = sums - referenceSums(batch);
    const PairIndex pairs = pairIndex(batch);
    at::Tensor margin = options.beta * (ratios.index_select(0, pairs.chosen) -
                                        ratios.index_select(0, pairs.rejected));
    if (options.useMargin && batch.values.margin.defined()) {
        margin = margin - batch.values.margin.index_select(0, pairs.chosen);
    }
    at::Tensor loss = -safe::logSigmoid(margin);
    if (options.labelSmoothing > 0) {
        loss = loss * (1 - options.labelSmoothing) -
               safe::logSigmoid(-margin) * options.labelSmoothing;
    }

    LossOut out;
    const at::Tensor weight = batch.weight.index_select(0, pairs.chosen);
    out.terms.push_back({"dpo", options.weight, (weight * loss).sum(), Denominator::Pairs});
    if (options.hasSftTerm) {
        LossTerm term = chosenNll(batch, options.sftReduction);
        term.weight = options.sftWeight;
        out.terms.push_back(std::move(term));
    }
    const at::Tensor each = loss.detach();
    out.rowLoss = at::zeros({batch.rows()}, each.options())
                      .index_copy(0, pairs.chosen, each)
                      .index_copy(0, pairs.rejected, each);
    out.rowMetrics = {{"reward", (options.beta * ratios).detach()}, {"logp", sums.detach()}};
    return out;
}

}  // namespace marginalia
