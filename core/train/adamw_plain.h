// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/adamw.h"

namespace marginalia {

/// One tensor of an update: all of one shape, float32; weight and moments are written to.
struct AdamWPlace {
    at::Tensor weight;
    at::Tensor gradient;
    at::Tensor first;
    at::Tensor second;
};

/// Update number `step` (from 1) of one tensor, an operator after the other: what the fused
/// operator computes in one pass (Loshchilov and Hutter 2019, algorithm 2).
void plainAdamW(const AdamWPlace& place, std::int64_t step, double learningRate, double weightDecay,
                const AdamWOptions& options);

/// Tests and measurements take plainAdamW() with false.
void setFusedAdamWEnabled(bool enabled);
bool fusedAdamWEnabled();

}  // namespace marginalia
