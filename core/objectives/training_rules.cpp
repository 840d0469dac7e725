// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/training_rules.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/abs.h>
#include <ATen/ops/dot.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace marginalia {

namespace {

double length(const at::Tensor& values)
{
    return at::linalg_vector_norm(values.to(at::kDouble)).item<double>();
}

double product(const at::Tensor& left, const at::Tensor& right)
{
    return at::dot(left.reshape({-1}).to(at::kDouble), right.reshape({-1}).to(at::kDouble))
        .item<double>();
}

/// An entry of one of several tensors.
struct Entry {
    double change;
    std::size_t tensor;
    std::int64_t place;
};

/// The k largest of one tensor: those of all tensors together are among these.
void addLargest(std::vector<Entry>& out, const at::Tensor& change, std::size_t tensor,
                std::int64_t k)
{
    const at::Tensor flat = change.reshape({-1}).to(at::kCPU, at::kDouble);
    const auto [values, places] = flat.topk(std::min(k, flat.numel()));
    // topk may leave out the earlier of equal ones: all that reach its least value are taken.
    if (values.numel() == 0) {
        return;
    }
    const double least = values[-1].item<double>();
    const double* data = flat.const_data_ptr<double>();
    for (std::int64_t i = 0; i < flat.numel(); ++i) {
        if (data[i] >= least) {
            out.push_back({data[i], tensor, i});
        }
    }
}

using Table = std::vector<std::vector<double>>;

/// Two gradients in closed form; the weight of the first.
double firstOfTwo(const Table& products)
{
    const double apart = products[0][0] - 2 * products[0][1] + products[1][1];
    if (apart <= 0) {
        return 0.5;  // the same gradient twice
    }
    return std::clamp((products[1][1] - products[0][1]) / apart, 0.0, 1.0);
}

/// Frank and Wolfe: towards the gradient that the current sum agrees with least.
std::vector<double> frankWolfe(const Table& products)
{
    constexpr int kMostSteps = 250;
    constexpr double kEnough = 1e-10;
    const std::size_t count = products.size();
    std::vector<double> weights(count, 1.0 / static_cast<double>(count));
    for (int step = 0; step < kMostSteps; ++step) {
        std::vector<double> agreement(count, 0);
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = 0; j < count; ++j) {
                agreement[i] += products[i][j] * weights[j];
            }
        }
        const auto least = static_cast<std::size_t>(
            std::min_element(agreement.begin(), agreement.end()) - agreement.begin());
        const double sumSquared =
            std::inner_product(weights.begin(), weights.end(), agreement.begin(), 0.0);
        const double apart = sumSquared - 2 * agreement[least] + products[least][least];
        if (apart <= 0 || sumSquared - agreement[least] < kEnough * std::max(sumSquared, 1e-300)) {
            break;
        }
        const double share = std::clamp((sumSquared - agreement[least]) / apart, 0.0, 1.0);
        for (std::size_t i = 0; i < count; ++i) {
            weights[i] = (1 - share) * weights[i] + (i == least ? share : 0);
        }
    }
    return weights;
}

}  // namespace

at::Tensor followedReference(const at::Tensor& policy, const at::Tensor& reference, double alpha)
{
    return alpha * policy.detach() + (1 - alpha) * reference;
}

std::vector<at::Tensor> mostChanged(const std::vector<at::Tensor>& start,
                                    const std::vector<at::Tensor>& tuned, std::int64_t k)
{
    std::vector<Entry> entries;
    std::vector<at::Tensor> masks;
    for (std::size_t i = 0; i < start.size(); ++i) {
        addLargest(entries, at::abs(tuned[i] - start[i]), i, k);
        masks.push_back(at::zeros(start[i].sizes(), at::kBool));
    }
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& left, const Entry& right) {
        return left.change > right.change;
    });
    entries.resize(std::min(entries.size(), static_cast<std::size_t>(k)));
    for (const Entry& entry : entries) {
        masks[entry.tensor].data_ptr<bool>()[entry.place] = true;
    }
    for (std::size_t i = 0; i < start.size(); ++i) {
        masks[i] = masks[i].to(start[i].device());
    }
    return masks;
}

std::vector<double> proportionalWeights(const std::vector<double>& losses)
{
    const double sum = std::accumulate(losses.begin(), losses.end(), 0.0);
    std::vector<double> out;
    for (const double loss : losses) {
        out.push_back(sum == 0 ? 1.0 / static_cast<double>(losses.size()) : loss / sum);
    }
    return out;
}

std::vector<double> minNormWeights(const std::vector<at::Tensor>& gradients)
{
    if (gradients.size() < 2) {
        return std::vector<double>(gradients.size(), 1);
    }
    Table products(gradients.size(), std::vector<double>(gradients.size(), 0));
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        for (std::size_t j = i; j < gradients.size(); ++j) {
            products[i][j] = product(gradients[i], gradients[j]);
            products[j][i] = products[i][j];
        }
    }
    if (gradients.size() == 2) {
        const double first = firstOfTwo(products);
        return {first, 1 - first};
    }
    return frankWolfe(products);
}

at::Tensor driftedGradient(const at::Tensor& gradient, const at::Tensor& prior, DriftMode mode,
                           double alpha)
{
    if (mode == DriftMode::Absolute) {
        return gradient - alpha * prior;
    }
    const double own = length(gradient);
    const double theirs = length(prior);
    if (own == 0 || theirs == 0) {
        return gradient;
    }
    double strength = alpha;
    if (mode == DriftMode::AdaptiveCosine) {
        strength *= (product(gradient, prior) / (own * theirs) + 1) / 2;
    }
    return gradient - prior * (strength * own / theirs);
}

}  // namespace marginalia
