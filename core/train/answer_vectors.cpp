// SPDX-License-Identifier: Apache-2.0
#include "core/train/answer_vectors.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/full.h>
#include <ATen/ops/index_add.h>
#include <ATen/ops/scatter_reduce.h>
#include <ATen/ops/zeros.h>

#include <limits>

namespace marginalia {

at::Tensor answerVectors(const at::Tensor& projected, const at::Tensor& values,
                         const at::Tensor& row, std::int64_t rows)
{
    // The largest value of a row only keeps the exponents small: it cancels.
    const at::Tensor least = at::full({rows}, -std::numeric_limits<float>::max(), values.options());
    const at::Tensor largest = at::scatter_reduce(least, 0, row, values.detach(), "amax");
    const at::Tensor weight = at::exp(values - largest.index_select(0, row));
    const at::Tensor sums = at::index_add(at::zeros({rows}, values.options()), 0, row, weight);
    const at::Tensor share = weight / sums.index_select(0, row);
    return at::index_add(at::zeros({rows, projected.size(1)}, projected.options()), 0, row,
                         projected * share.unsqueeze(1));
}

}  // namespace marginalia
