// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/adamw_kernels.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <utility>

namespace marginalia {

/// Which of AdamW's moments a map is for: the first has signs, the second has none.
enum class MomentKind : std::uint8_t { First, Second };

/// The dynamic map of 256 numbers from -1 (0) to 1 of Dettmers et al. 2022, "8-bit Optimizers via
/// Block-wise Quantization", section 1.3, as their library lays it out: decade i of seven, the
/// smallest first, has 2^i numbers (2^(i+1) without signs) in the middles of as many equal parts of
/// [0.1, 1] 10^(i-6); 0 and 1 besides.
///
/// Rounding goes to the nearest number, of two as near to the smaller magnitude. Without signs it
/// never gives 0 to what is not: an update divides by the root of the second moment.
const CodeMap& dynamicMap(MomentKind kind);

/// By LibTorch's operators, on any device, what the kernels do in one pass: their reference.
/// `numbers` is float32 of any shape; codes uint8 of the same shape, scales float32 [blocks of
/// kMomentBlock].
std::pair<at::Tensor, at::Tensor> packPlainly(MomentKind kind, const at::Tensor& numbers);
at::Tensor unpackPlainly(MomentKind kind, const at::Tensor& codes, const at::Tensor& scales);

}  // namespace marginalia
