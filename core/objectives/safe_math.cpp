// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/safe_math.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/expm1.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/log.h>
#include <ATen/ops/log1p.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/logaddexp.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

#include <cmath>

namespace marginalia::safe {

at::Tensor logSigmoid(const at::Tensor& z)
{
    return at::log_sigmoid(z);
}

at::Tensor log1mExp(const at::Tensor& z)
{
    const at::Tensor x = z.clamp_max(-1e-7);
    const at::Tensor isFar = x < -std::log(2.0);
    // Each branch sees only arguments it is exact for: the other branch's infinite slope times 0
    // would be NaN.
    const at::Tensor far = at::where(isFar, x, at::full_like(x, -1.0));
    const at::Tensor near = at::where(isFar, at::full_like(x, -0.5), x);
    return at::where(isFar, at::log1p(-at::exp(far)), at::log(-at::expm1(near)));
}

at::Tensor logOdds(const at::Tensor& a)
{
    return a - log1mExp(a);
}

at::Tensor logMix(const at::Tensor& a, const at::Tensor& b, double beta)
{
    return at::logaddexp(a + std::log(beta), b + std::log1p(-beta));
}

at::Tensor k1(const at::Tensor& d)
{
    return -d;
}

at::Tensor k2(const at::Tensor& d)
{
    return d * d * 0.5;
}

at::Tensor k3(const at::Tensor& d)
{
    // expm1 keeps the digits that e^d - 1 loses near 0, where the estimate is about d^2 / 2.
    return at::expm1(d) - d;
}

at::Tensor ratio(const at::Tensor& logps, const at::Tensor& oldLogps)
{
    return at::exp(at::clamp(logps - oldLogps, -20.0, 20.0));
}

at::Tensor clampStraightThrough(const at::Tensor& z, double low)
{
    return z + (z.clamp_min(low) - z).detach();
}

at::Tensor maskedMean(const at::Tensor& values, const at::Tensor& mask)
{
    const at::Tensor kept = at::where(mask, values, at::zeros_like(values));
    return kept.sum() / mask.sum().clamp_min(1).to(values.scalar_type());
}

}  // namespace marginalia::safe
