// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder_impl.h"
#include "core/model/packed_input.h"

#include <ATen/core/Tensor.h>

namespace marginalia {

/// fusedStack() for a decoder whose weights are shared out: the same loops over the same chunks of
/// rows, but all chunks go through a block before the next one's weights are there. Sums
/// come in the same order, so that a stream's gradients are those of fusedStack() to the last bit.
/// Undefined where the path does not apply; sharedStack()'s operators are the reference in the
/// tests.
at::Tensor sharedLoops(const Decoder::Impl& model, const PackedInput& input);

/// Whether streams of this model take the path, as far as that is the model's matter.
bool takesSharedLoops(const Decoder::Impl& model);

}  // namespace marginalia
