// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

/// Numerically safe primitives (objectives.md 0.5): the only functions that losses take logarithms
/// and exponentials by.
namespace marginalia::safe {

/// -log(1 + e^-z); never log(sigmoid(z)), which is -inf in float32 below -104.
at::Tensor logSigmoid(const at::Tensor& z);
/// log(1 - e^z) for z < 0; z is clamped to -1e-7 first.
at::Tensor log1mExp(const at::Tensor& z);
/// log(p / (1 - p)) of p = e^a.
at::Tensor logOdds(const at::Tensor& a);
/// log(beta e^a + (1 - beta) e^b).
at::Tensor logMix(const at::Tensor& a, const at::Tensor& b, double beta);
/// Estimators of KL(policy, reference) from d = reference - policy log-prob of one token.
at::Tensor k1(const at::Tensor& d);
at::Tensor k2(const at::Tensor& d);
at::Tensor k3(const at::Tensor& d);
/// exp(new - old), the exponent clamped to [-20, 20].
at::Tensor ratio(const at::Tensor& logps, const at::Tensor& oldLogps);
/// max(z, low) in value, z in gradient.
at::Tensor clampStraightThrough(const at::Tensor& z, double low);
/// Sum over true entries by their number, at least 1.
at::Tensor maskedMean(const at::Tensor& values, const at::Tensor& mask);

}  // namespace marginalia::safe
