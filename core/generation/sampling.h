// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/generation/generate.h"

#include <cstdint>

namespace marginalia {

/// Uniform in [0, 1), a pure function of its arguments: what a row draws never depends on the batch
/// around it.
double uniformAt(std::uint64_t seed, std::uint64_t stream, std::uint64_t step);

/// Draws an id by the inverse of the cumulative distribution; greedy when the temperature is 0.
/// `count` logits are read.
TokenId drawToken(const float* logits, std::int64_t count, const SamplingOptions& options,
                  double uniform);

/// Log-probability of `id` under the plain softmax of `count` logits, nats.
float plainLogp(const float* logits, std::int64_t count, TokenId id);

}  // namespace marginalia
