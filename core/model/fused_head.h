// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder.h"

#include <ATen/core/Tensor.h>

namespace marginalia {

/// What a family does to the products of hidden state and head.
struct HeadShape {
    double multiplier = 1;
    double cap = 0;  ///< c tanh(z / c) after the multiplier; 0: none
};

/// Log-probabilities of `targets` [S] after the rows `scored` [S] of `hidden` [T, H] under the head
/// `weight` [V, H], chunk by chunk: the whole [S, V] never exists. Float32 softmax whatever the
/// type of the weights; differentiable in hidden and weight. Backward computes the logits of a
/// chunk again unless all of them are small enough to be kept (performance.md 2.1).
TokenScores fusedHead(const at::Tensor& hidden, const at::Tensor& weight, const at::Tensor& scored,
                      const at::Tensor& targets, bool withStatistics, const HeadShape& shape = {});

/// Tests and measurements switch keeping off here: every backward pass computes logits again.
void setHeadKeepingEnabled(bool enabled);
bool headKeepingEnabled();

/// A model's head: its weight [V, H], an adapter on it folded in, and what the family does to the
/// products.
struct HeadView {
    at::Tensor weight;
    HeadShape shape;
};
HeadView headOf(const Decoder& decoder);

}  // namespace marginalia
