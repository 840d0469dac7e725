// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/row_batch.h"

#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

namespace marginalia {

namespace {

at::Tensor sumByRow(const RowBatch& batch, const at::Tensor& perToken)
{
    return at::zeros({batch.rows()}, perToken.options()).index_add(0, batch.rowOfToken, perToken);
}

}  // namespace

at::Tensor sequenceSums(const RowBatch& batch, const at::Tensor& perToken)
{
    // where, not a product: a masked token may carry -inf, and 0 x inf is NaN.
    return sumByRow(batch, at::where(batch.trained, perToken, at::zeros_like(perToken)));
}

at::Tensor sequenceLengths(const RowBatch& batch)
{
    return sumByRow(batch, batch.trained.to(batch.lp.scalar_type()));
}

}  // namespace marginalia
