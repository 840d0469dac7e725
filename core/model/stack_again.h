// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder_impl.h"

namespace marginalia {

/// Decoder::Impl::stack() by nodes that keep only what goes into a block and compute the block
/// again when gradients are wanted, with the same results bit by bit: [T, hidden]. The model must
/// be as it was until then, an adapter's dropout aside, whose key is put back (Chen et al. 2016,
/// "Training deep nets with sublinear memory cost", section 4.1).
at::Tensor stackAgain(const Decoder::Impl& model, const PackedInput& input,
                      const Rotations& rotations);

}  // namespace marginalia
