// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/pair_noise.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

std::vector<double> doubles(const at::Tensor& tensor)
{
    const at::Tensor values = tensor.detach().to(at::kCPU, at::kDouble).contiguous();
    const double* data = values.const_data_ptr<double>();
    return {data, data + values.numel()};
}

std::vector<std::size_t> annotators(const at::Tensor& annotator, std::int64_t pairs)
{
    std::vector<std::size_t> out(static_cast<std::size_t>(pairs), 0);
    if (annotator.defined()) {
        const std::vector<double> numbers = doubles(annotator);
        std::transform(numbers.begin(), numbers.end(), out.begin(), [](double number) {
            return static_cast<std::size_t>(std::max(0.0, number));
        });
    }
    return out;
}

/// Mean posterior of each annotator's pairs moves the reliability a step.
void updateReliabilities(std::vector<double>& eta, const std::vector<std::size_t>& who,
                         const std::vector<double>& posterior, double step)
{
    for (std::size_t k = 0; k < eta.size(); ++k) {
        double sum = 0;
        int count = 0;
        for (std::size_t i = 0; i < who.size(); ++i) {
            if (who[i] == k) {
                sum += posterior[i];
                ++count;
            }
        }
        if (count > 0) {
            eta[k] = std::clamp((1 - step) * eta[k] + step * sum / count, kLowestReliability,
                                kHighestReliability);
        }
    }
}

NoisyLoss expectationStep(const NoiseModel& noise, const at::Tensor& right, const at::Tensor& wrong,
                          const at::Tensor& annotator, ObjectiveState& state)
{
    const std::vector<std::size_t> who = annotators(annotator, right.numel());
    std::vector<double>& eta = state["eta"];
    const std::size_t last = who.empty() ? 0 : *std::max_element(who.begin(), who.end());
    if (eta.size() <= last) {
        eta.resize(last + 1, noise.eta);
    }
    std::vector<double> logOdds;
    for (const std::size_t k : who) {
        const double reliability = std::clamp(eta[k], kLowestReliability, kHighestReliability);
        logOdds.push_back(std::log(reliability) - std::log1p(-reliability));
    }
    // p eta / (p eta + (1 - p)(1 - eta)) with p = s(wrong - right), in log odds.
    const at::Tensor prior = at::tensor(logOdds, right.options().requires_grad(false));
    const at::Tensor posterior = at::sigmoid((wrong - right).detach() + prior);
    updateReliabilities(eta, who, doubles(posterior), noise.alpha);
    return {posterior * right + (1 - posterior) * wrong, posterior};
}

}  // namespace

NoisyLoss withNoise(const NoiseModel& noise, const at::Tensor& right, const at::Tensor& wrong,
                    const at::Tensor& annotator, ObjectiveState& state)
{
    const double e = noise.epsilon;
    switch (noise.kind) {
        case NoiseModel::Kind::Clean:
            return {right, {}};
        case NoiseModel::Kind::Smoothed:
            return {(1 - e) * right + e * wrong, {}};
        case NoiseModel::Kind::Unbiased:
            return {((1 - e) * right - e * wrong) / (1 - 2 * e), {}};
        case NoiseModel::Kind::Em:
            return expectationStep(noise, right, wrong, annotator, state);
    }
    return {right, {}};
}

}  // namespace marginalia
