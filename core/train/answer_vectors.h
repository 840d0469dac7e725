// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace marginalia {

/// A vector an answer: what `projected` [T, k] says of its tokens, weighed by the softmax of the
/// critic's `values` [T] over them (CARFT, objectives.md 7.5). `row` [T] int64 says whose token
/// each is. Gives [rows, k], with a graph to both; 0 for a row without tokens.
at::Tensor answerVectors(const at::Tensor& projected, const at::Tensor& values,
                         const at::Tensor& row, std::int64_t rows);

}  // namespace marginalia
