// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder.h"

#include <ATen/core/Tensor.h>

#include <memory>
#include <utility>
#include <vector>

/// A small model of Llama's shape, rows for it, and what its gradients are.
namespace marginalia::stack_case {

/// float32 numbers that bf16 holds.
at::Tensor rounded(const at::Tensor& values);

ModelConfig smallLlama(std::int64_t kvHeads, std::int64_t intermediate);

/// The same weights in float32 and bf16: numbers that bf16 holds.
std::pair<std::unique_ptr<Decoder>, std::unique_ptr<Decoder>> sameModel(const ModelConfig& config);

/// A prompt with two answers, and two plain rows.
PackedInput input();

/// Gradients of all parameters in float32, of a sum of log-probs with weights from -1 to 1.
std::vector<at::Tensor> gradientsOf(Decoder& decoder, const PackedInput& packed, at::Tensor& logps);

/// Norm of the difference over that of `wanted`.
double distance(const at::Tensor& found, const at::Tensor& wanted);

}  // namespace marginalia::stack_case
