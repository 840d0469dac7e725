// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder_impl.h"
#include "core/model/packed_input.h"

#include <ATen/core/Tensor.h>

namespace marginalia {

/// Embedding, all blocks and the final norm in one node of the graph, for models of Llama's shape
/// on the CPU: [T, hidden] in float32, or undefined where this path does not apply (the caller then
/// takes LibTorch's operators, which are its reference in the tests). Adapters on frozen weights
/// are computed beside them, others are folded into weights of float32 (see stackTensors()); where
/// they drop inputs it does not apply.
///
/// bf16 weights are multiplied by rows rounded to bf16 with float32 sums; all else, adapters and
/// the residual stream above all, stays in float32. Needs a processor with instructions for bf16.
///
/// The stream is cut into chunks of rows that do not see each other; every worker takes its chunks
/// through all layers, forward and backward, with one fork and join for all of them. The split
/// depends on the input and on at::get_num_threads() alone, so that the same settings give the same
/// bits.
at::Tensor fusedStack(const Decoder::Impl& model, const PackedInput& input);

/// Whether streams of this model take the path, as far as that is the model's matter.
bool takesFusedStack(const Decoder::Impl& model);

/// Tests and measurements switch the path off here; on unless MARGINALIA_CPU=plain.
void setFusedStackEnabled(bool enabled);

}  // namespace marginalia
