// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/kto.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <limits>

namespace marginalia {

namespace {

at::Tensor referencePoint(const RowBatch& batch, const at::Tensor& ratios, bool allRows)
{
    at::Tensor counted = rowsWithRole(batch, {RowRole::Mismatch});
    if (!allRows) {
        // By the mask: a log-ratio of exactly 0 is also what an untrained policy gives.
        counted = counted & (sequenceLengths(batch) > 0);
    }
    const at::Tensor sum = at::where(counted, ratios.detach(), at::zeros_like(ratios)).sum();
    const at::Tensor number = counted.sum().clamp_min(1).to(ratios.scalar_type());
    return (sum / number).clamp_min(0);
}

}  // namespace

LossOut kto(const RowBatch& batch, const KtoOptions& options)
{
    const at::Tensor sums = sequenceSums(batch, batch.lp);
    const at::Tensor ratios = sums - referenceSums(batch);
    const at::Tensor z0 = referencePoint(batch, ratios, options.allKlRows);
    const at::Tensor good = rowsWithRole(batch, {RowRole::Desirable});
    const at::Tensor bad = rowsWithRole(batch, {RowRole::Undesirable});
    const at::Tensor none = at::zeros_like(ratios);
    // 1 - sigmoid(u) as sigmoid(-u): no digits are lost when the row is nearly satisfied.
    const at::Tensor loss = at::where(
        good, at::sigmoid(options.beta * (z0 - ratios)) * options.desirableWeight,
        at::where(bad, at::sigmoid(options.beta * (ratios - z0)) * options.undesirableWeight,
                  none));

    LossOut out;
    out.terms = {{"kto", 1, (batch.weight * loss).sum(), Denominator::Rows}};
    out.rowLoss = loss.detach();
    const at::Tensor counted = good | bad;
    const at::Tensor nan = at::full_like(ratios.detach(), std::numeric_limits<double>::quiet_NaN());
    out.rowMetrics = {{"reward", at::where(counted, (options.beta * ratios).detach(), nan)},
                      {"logp", at::where(counted, sums.detach(), nan)}};
    out.unitMetrics = {{"kl", z0.item<double>()}};
    return out;
}

}  // namespace marginalia
