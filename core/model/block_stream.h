// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/attention.h"
#include "core/model/decoder_impl.h"

#include <cstddef>

namespace marginalia {

/// What all blocks of one pass read besides what goes through them. The model must outlive it.
struct BlockStream {
    const Decoder::Impl& model;
    AttentionPlan plan;
    Rotations rotations;

    /// One block by LibTorch's operators: [T, hidden] -> [T, hidden].
    at::Tensor block(std::size_t number, const at::Tensor& x) const
    {
        const auto attend = [this](std::size_t i, const at::Tensor& q, const at::Tensor& k,
                                   const at::Tensor& v) {
            const Layer& layer = model.parts.layers[i];
            return plan.attend(q, k, v, {layer.window, layer.scale, model.config.attentionCap});
        };
        return model.block(number, x, rotations, attend);
    }
};

}  // namespace marginalia
