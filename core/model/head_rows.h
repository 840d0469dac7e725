// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/fused_head.h"

namespace marginalia {

/// fusedHead() by our own loops on the CPU, in one node of the graph: float32 rows against a head
/// in float32 or bf16, every worker with rows and gradients of its own. Logits of a chunk of rows
/// stay in the cache; their exponentials are kept for the backward pass where all of them are
/// small. Undefined logps where this path does not apply; the caller then takes LibTorch's
/// operators, which are its reference in the tests.
TokenScores headRows(const at::Tensor& hidden, const at::Tensor& weight, const at::Tensor& scored,
                     const at::Tensor& targets, bool withStatistics, const HeadShape& shape);

/// Whether rows in float32 take this path, as far as that is the head's matter.
bool takesHeadRows(const at::Tensor& weight, const HeadShape& shape);
/// The same of a contiguous head that is not there yet.
struct AbsentHead {
    at::ScalarType type;
    at::Device device;
    std::int64_t numbers;
};
bool takesHeadRows(const AbsentHead& weight, const HeadShape& shape);

/// Tests and measurements switch the path off here; on unless MARGINALIA_CPU=plain.
void setHeadRowsEnabled(bool enabled);

}  // namespace marginalia
