// SPDX-License-Identifier: Apache-2.0
// What is told of a step's rows: the part of StepEngine that fills RowResult.
#include "core/train/step_engine.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/full.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <limits>

namespace marginalia {

namespace {

at::Tensor sumOfRows(const RowBatch& batch, const at::Tensor& perToken)
{
    return sequenceSums(batch, perToken.to(batch.weight.scalar_type()));
}

at::Tensor namedOr(const LossOut& loss, const char* name, const at::Tensor& otherwise)
{
    for (const auto& [key, values] : loss.rowMetrics) {
        if (key == name) {
            return values;
        }
    }
    return otherwise;
}

}  // namespace

/// How hard the step pulls on each row: |dL/dS| a trained token, or the sum of |dL/d| over what a
/// head says of the row.
at::Tensor StepEngine::influenceOf(const RowBatch& batch, const Leaf& leaf, const at::Tensor& slope)
{
    const c10::NoGradGuard noGrad;
    if (!slope.defined()) {
        return at::zeros({batch.rows()}, batch.weight.options());
    }
    switch (leaf.per) {
        case Leaf::Per::Row:
            return slope.dim() > 1 ? slope.abs().sum(1) : slope.abs();
        case Leaf::Per::Step:
            return at::zeros({batch.rows()}, slope.options())
                .index_add(0, batch.heads.stepRow, slope.abs().sum(1));
        case Leaf::Per::Token:
            break;
    }
    return sumOfRows(batch, slope).abs() / sequenceLengths(batch).clamp_min(1);
}

void StepEngine::collectRows(const UnitBatch& unit, const LossOut& loss,
                             const at::Tensor& influence, UnitResult& out) const
{
    const c10::NoGradGuard noGrad;
    const RowBatch& batch = unit.batch;
    const at::Tensor nan =
        at::full({batch.rows()}, std::numeric_limits<double>::quiet_NaN(), batch.weight.options());
    const auto perToken = [&](const at::Tensor& values) {
        return values.defined() ? sumOfRows(batch, values) : at::zeros_like(nan);
    };
    const at::Tensor lengths = sequenceLengths(batch);
    // One transfer for all rows.
    const at::Tensor table =
        at::stack({lengths, loss.rowLoss, sumOfRows(batch, batch.lp), referenceSums(batch),
                   namedOr(loss, "reward", nan), influence,
                   namedOr(loss, "logp", sumOfRows(batch, batch.lp)), perToken(batch.entropy),
                   perToken(batch.top1)})
            .to(at::kCPU, at::kDouble)
            .contiguous();
    const double* data = table.const_data_ptr<double>();
    const auto rows = static_cast<std::size_t>(batch.rows());
    for (std::size_t i = 0; i < rows; ++i) {
        if (batch.role[i] == RowRole::Mismatch) {
            continue;
        }
        const auto value = [&](std::size_t column) { return data[column * rows + i]; };
        RowResult row;
        row.row = unit.rows[i];
        row.number = unit.number[i];
        row.tokens = value(0);
        row.loss = value(1);
        row.logp = value(2);
        row.reference = value(3);
        row.reward = value(4);
        row.influence = value(5);
        row.shownLogp = value(6);
        row.entropy = value(7);
        row.top1 = value(8);
        out.rows.push_back(row);
    }
}

}  // namespace marginalia
