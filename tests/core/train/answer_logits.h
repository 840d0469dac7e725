// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder.h"
#include "core/train/train_data.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

/// What a model says of a row, computed the plain way: one text, whole logits.
namespace marginalia::plain {

/// Logits before each trained token of a row, [n, V], and those tokens, [n].
struct RowLogits {
    at::Tensor logits;
    at::Tensor targets;
};
RowLogits logitsOf(const Decoder& decoder, const TrainRow& row);

/// Log-probs of the trained tokens, [n].
std::vector<double> logpsOf(const Decoder& decoder, const TrainRow& row);

/// A prompt with an answer behind it, the answer trained.
TrainRow joined(const TrainRow& prompt, const std::vector<std::int32_t>& answer);

}  // namespace marginalia::plain
