// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/model/base_weights.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

namespace marginalia {

/// A matrix [outputs, inputs] that is never trained, in few bits. A handle, as a tensor is.
///
/// NF4 (Dettmers et al. 2023, "QLoRA"; models.md 7.6): the numbers in row-major order, blocks of 64
/// that share a scale. Rows whose length is no multiple of 64 share blocks, as in bitsandbytes; the
/// last block is filled up with the code of 0. Scales are not quantised again.
///
/// Int8 (the weights' part of Dettmers et al. 2022, "LLM.int8()", section 2.1): a row has one
/// scale, its largest absolute value / 127, and whole numbers from -127 to 127. Inputs are not
/// quantised, so that the method's outliers need no path of their own.
struct QuantisedMatrix {
    BaseWeights kind = BaseWeights::Dense;
    std::int64_t outputs = 0;
    std::int64_t inputs = 0;
    at::Tensor codes;   ///< NF4: uint8 [blocks, 32]; int8: int8 [outputs, inputs]
    at::Tensor scales;  ///< float32; NF4: [blocks]; int8: [outputs]

    bool defined() const { return codes.defined(); }
    std::int64_t bytes() const;

    /// Rows [from, to) of columns [first, last) as float32, bf16 (rounded to nearest even) or
    /// float64: [to - from, last - first]. On the processor a block at a time, on a card with
    /// LibTorch's operators. No graph.
    at::Tensor unpack(std::int64_t from, std::int64_t to, std::int64_t first, std::int64_t last,
                      at::ScalarType type) const;
    /// All of it.
    at::Tensor dense(at::ScalarType type) const { return unpack(0, outputs, 0, inputs, type); }
};

/// The same numbers as unpack(), with LibTorch's operators, on any device.
at::Tensor unpackByOperators(const QuantisedMatrix& matrix, std::int64_t from, std::int64_t to,
                             at::ScalarType type);

/// Packs a matrix on the processor, of any floating type: [outputs, inputs], or [inputs, outputs]
/// where `inputsByRows` (turned first, so that blocks and rows are those of an output). Beside the
/// result it takes the memory of a few rows. Invalid: a number is not finite.
Result<QuantisedMatrix> quantise(const at::Tensor& stored, bool inputsByRows, BaseWeights kind,
                                 at::Device device = at::kCPU);

}  // namespace marginalia
