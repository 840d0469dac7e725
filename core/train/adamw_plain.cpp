// SPDX-License-Identifier: Apache-2.0
#include "core/train/adamw_plain.h"

#include <ATen/TensorOperators.h>

#include <atomic>
#include <cmath>

namespace marginalia {

namespace {

std::atomic<bool> g_fused{true};

}  // namespace

void plainAdamW(const AdamWPlace& place, std::int64_t step, double learningRate, double weightDecay,
                const AdamWOptions& options)
{
    const auto corrected = [step](double beta) {
        return 1 - std::pow(beta, static_cast<double>(step));
    };
    place.weight.mul_(1 - learningRate * weightDecay);
    place.first.lerp_(place.gradient, 1 - options.beta1);
    place.second.mul_(options.beta2).addcmul_(place.gradient, place.gradient, 1 - options.beta2);
    const at::Tensor width =
        (place.second.sqrt() / std::sqrt(corrected(options.beta2))).add_(options.epsilon);
    place.weight.addcdiv_(place.first, width, -learningRate / corrected(options.beta1));
}

void setFusedAdamWEnabled(bool enabled)
{
    g_fused = enabled;
}

bool fusedAdamWEnabled()
{
    return g_fused;
}

}  // namespace marginalia
