// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder_impl.h"

namespace marginalia {

/// All blocks and the final norm of a decoder whose weights are shared out: [T, hidden]. By our own
/// loops where they apply (shared_loops.h), in float32 then; else by LibTorch's operators, whose
/// results it has to the last bit but for sums of gradients.
///
/// Each block's weights are there while it is computed, and are brought once more for the backward
/// pass. For that only what goes into a block is kept, and the block is computed again then (Chen et
/// al. 2016, "Training deep nets with sublinear memory cost", section 4.1); our own loops keep all
/// that they need where the decoder is not recomputing().
at::Tensor sharedStack(const Decoder::Impl& model, const PackedInput& input);

}  // namespace marginalia
