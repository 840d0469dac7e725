// SPDX-License-Identifier: Apache-2.0
#include "core/generation/sampling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace marginalia {

namespace {

constexpr double kNothing = -std::numeric_limits<double>::infinity();

std::size_t largestIndex(const float* logits, std::int64_t count)
{
    return static_cast<std::size_t>(std::max_element(logits, logits + count) - logits);
}

/// Keeps every logit that is at least the k-th largest, ties among them.
void keepTopK(std::vector<double>& logits, std::int64_t k)
{
    if (k <= 0 || k >= static_cast<std::int64_t>(logits.size())) {
        return;
    }
    std::vector<double> sorted = logits;
    const auto place = sorted.begin() + (k - 1);
    std::nth_element(sorted.begin(), place, sorted.end(), std::greater<>());
    const double smallest = *place;
    for (double& logit : logits) {
        logit = logit < smallest ? kNothing : logit;
    }
}

/// Softmax in place; what is excluded becomes an exact zero.
void softmax(std::vector<double>& logits)
{
    const double largest = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (double& logit : logits) {
        logit = std::exp(logit - largest);
        sum += logit;
    }
    for (double& logit : logits) {
        logit /= sum;
    }
}

/// Drops the least likely ids whose probabilities add up to at most 1 - p; at least one id stays.
void keepTopP(std::vector<double>& probabilities, double p)
{
    if (p >= 1) {
        return;
    }
    const double spare = 1 - p;
    // Ids below spare / V are dropped whatever their order, so only the others need sorting.
    const double surely = spare / static_cast<double>(probabilities.size());
    double cumulated = 0;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        if (probabilities[i] > surely) {
            order.push_back(i);
        } else {
            cumulated += probabilities[i];
            probabilities[i] = 0;
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return probabilities[left] < probabilities[right];
    });
    double kept = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        cumulated += probabilities[order[i]];
        if (cumulated <= spare && i + 1 < order.size()) {
            probabilities[order[i]] = 0;
        } else {
            kept += probabilities[order[i]];
        }
    }
    for (double& probability : probabilities) {
        probability /= kept;
    }
}

std::vector<double> probabilitiesOf(const float* logits, std::int64_t count,
                                    const SamplingOptions& options)
{
    std::vector<double> out(logits, logits + count);
    for (double& logit : out) {
        logit /= options.temperature;
    }
    keepTopK(out, options.topK);
    softmax(out);
    keepTopP(out, options.topP);
    return out;
}

std::uint64_t mixed(std::uint64_t value)
{
    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    value += 0x9E3779B97F4A7C15U;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

}  // namespace

std::vector<double> processedProbabilities(const std::vector<float>& logits,
                                           const SamplingOptions& options)
{
    const auto count = static_cast<std::int64_t>(logits.size());
    if (options.temperature > 0) {
        return probabilitiesOf(logits.data(), count, options);
    }
    std::vector<double> out(logits.size(), 0.0);
    out[largestIndex(logits.data(), count)] = 1;
    return out;
}

double uniformAt(std::uint64_t seed, std::uint64_t stream, std::uint64_t step)
{
    const std::uint64_t bits = mixed(mixed(mixed(seed) ^ stream) ^ step);
    return static_cast<double>(bits >> 11U) * 0x1.0p-53;
}

TokenId drawToken(const float* logits, std::int64_t count, const SamplingOptions& options,
                  double uniform)
{
    if (!(options.temperature > 0)) {
        return static_cast<TokenId>(largestIndex(logits, count));
    }
    const std::vector<double> probabilities = probabilitiesOf(logits, count, options);
    double left = uniform * std::accumulate(probabilities.begin(), probabilities.end(), 0.0);
    std::size_t last = largestIndex(logits, count);
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        if (probabilities[i] > 0) {
            last = i;
            left -= probabilities[i];
            if (left < 0) {
                break;
            }
        }
    }
    return static_cast<TokenId>(last);
}

float plainLogp(const float* logits, std::int64_t count, TokenId id)
{
    const float largest = *std::max_element(logits, logits + count);
    double sum = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        sum += std::exp(logits[i] - largest);
    }
    return static_cast<float>(logits[id] - largest - std::log(sum));
}

}  // namespace marginalia
