// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

/// What modifiers do to parameters, gradients and losses outside the loss function itself
/// (objectives.md 9.8 to 9.13): rules over plain tensors and numbers.
namespace marginalia {

/// The reference that follows the policy: alpha policy + (1 - alpha) reference (objectives.md 9.8;
/// Gorbatovski et al. 2024, 2404.09656).
at::Tensor followedReference(const at::Tensor& policy, const at::Tensor& reference, double alpha);

/// True for the `k` entries of all tensors together that changed most, by absolute difference
/// (objectives.md 9.10; Ansell et al. 2022, 2110.07560); of equal ones the earlier first.
std::vector<at::Tensor> mostChanged(const std::vector<at::Tensor>& start,
                                    const std::vector<at::Tensor>& tuned, std::int64_t k);

/// Weights in proportion to the losses, of sum 1; equal ones where all losses are 0 (objectives.md
/// 2.26).
std::vector<double> proportionalWeights(const std::vector<double>& losses);
/// Weights, not negative and of sum 1, that make the weighted sum of gradients shortest
/// (objectives.md 9.11; Desideri 2012): in closed form for two, by Frank and Wolfe's steps for
/// more. `gradients` are flat and of one length.
std::vector<double> minNormWeights(const std::vector<at::Tensor>& gradients);

enum class DriftMode : std::uint8_t { Absolute, GradientNorm, AdaptiveCosine };
/// A gradient that pulls the optimizer towards the prior direction as well (objectives.md 9.13;
/// 2510.15050). To be applied once to the accumulated gradient of a matrix.
at::Tensor driftedGradient(const at::Tensor& gradient, const at::Tensor& prior, DriftMode mode,
                           double alpha);

}  // namespace marginalia
