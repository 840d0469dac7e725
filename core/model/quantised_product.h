// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/quantised.h"

namespace marginalia {

/// x W^T + b of x [T, inputs] and a packed W [outputs, inputs]; b [outputs] or undefined. In the
/// type of x: W is what unpack() gives in that type, a tile at a time.
///
/// Carries the graph to x and b; W has no gradient, and of it only the packed form is kept for the
/// backward pass. While a RowExact lives a row's result is the same bits whatever rows are computed
/// with it and by how many threads, and there is no graph.
at::Tensor quantisedProduct(const at::Tensor& x, const QuantisedMatrix& weight,
                            const at::Tensor& bias);

}  // namespace marginalia
