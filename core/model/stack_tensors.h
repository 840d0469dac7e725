// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder_impl.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace marginalia {

/// Parameters of the fused stack in the order of their gradients: per block inputNorm, q, k, v, o,
/// postNorm, gate, up, down; finalNorm.
std::vector<at::Tensor> stackParameters(const Decoder::Impl& model);

/// The stack's tensors with adapters folded into them, both in the order of stackParameters().
struct StackTensors {
    std::vector<at::Tensor> inputs;  ///< of the graph: they get the gradients
    std::vector<at::Tensor> values;  ///< what is computed with; q, k, v and gate, up side by side
    at::Tensor table;                ///< of embeddings, in the graph
    at::Tensor tableValues;
};

/// An adapter without dropout is a change of the weights: W + scale B A has the gradients of the
/// three, and a zero B leaves W bit for bit.
StackTensors stackTensors(const Decoder::Impl& model);

/// Whether every adapter that is on is a change of the weights alone.
bool adaptersFold(const Decoder::Impl& model);

}  // namespace marginalia
