// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/stack_chunk.h"
#include "core/model/stack_tensors.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace marginalia {

/// Weights of the fused stack as its products take them, and the memory of what was made of them.
struct PreparedStack {
    StackWeights weights;
    std::vector<at::Tensor> kept;
};

/// Lays the weights out in panels, once for all chunks and workers of a pass, where our own kernels
/// multiply, prepacking is on, and panels take no more than mostPanelBytes(); norms become float32.
/// `backward`: for both directions.
PreparedStack prepareStack(const StackTensors& tensors, const std::vector<std::int64_t>& windows,
                           bool backward);
/// Beyond, every product lays its weight out again, which costs it less than a tenth: a frozen
/// model of any size takes no more than this beside its weights.
std::int64_t mostPanelBytes();

/// The same of one block, for passes that have the weights block by block.
struct PreparedBlock {
    BlockWeights weights;
    std::vector<at::Tensor> kept;
    bool apart = false;  ///< nothing of it lies in the values themselves
};
PreparedBlock prepareBlock(const BlockTensors& tensors, bool backward);

/// One matrix [out, in], prepared in the same way.
struct PreparedWeight {
    ProductWeight weight;
    at::Tensor kept;
};
PreparedWeight prepareWeight(const at::Tensor& matrix, bool backward);
/// What prepareWeight() gave, from the memory that it kept.
ProductWeight weightIn(const at::Tensor& kept, const at::Tensor& matrix, bool backward);

/// Tests and measurements switch prepacking off here: every product then lays its weight out again.
void setPrepackingEnabled(bool enabled);

}  // namespace marginalia
