// SPDX-License-Identifier: Apache-2.0
// Every form of the row kernels that this processor runs, against sums in double.
#include "core/model/row_kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <random>
#include <vector>

namespace {

std::vector<const RowKernels*> runnable()
{
    std::vector<const RowKernels*> list = {&kRowKernelsGeneric};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) {
        list.push_back(&kRowKernelsAvx2);
    }
    if (__builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
        __builtin_cpu_supports("avx512vl") != 0) {
        list.push_back(&kRowKernelsAvx512);
    }
#endif
    return list;
}

std::vector<float> normal(std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> draw;
    std::vector<float> out(count);
    for (float& value : out) {
        value = draw(random);
    }
    return out;
}

/// The upper halves, and the numbers they stand for.
std::vector<std::uint16_t> halves(std::vector<float>& values)
{
    std::vector<std::uint16_t> out;
    for (float& value : values) {
        std::uint32_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        out.push_back(static_cast<std::uint16_t>(bits >> 16U));
        bits &= 0xFFFF0000U;
        std::memcpy(&value, &bits, sizeof bits);
    }
    return out;
}

}  // namespace

TEST(RowKernels, ProductsAreExactAndDoNotFollowFromTheirNeighbours)
{
    constexpr long kRows = 57;
    for (const long inner : {5L, 64L, 203L}) {
        for (const long outputs : {1L, 37L, 130L}) {
            const auto x = normal(kRows * inner, 1);
            auto w = normal(outputs * inner, 2);
            const auto bias = normal(outputs, 3);
            const auto half = halves(w);
            std::vector<float> across(w.size());
            std::vector<std::uint16_t> halfAcross(w.size());
            for (long n = 0; n < outputs; ++n) {
                for (long k = 0; k < inner; ++k) {
                    across[k * outputs + n] = w[n * inner + k];
                    halfAcross[k * outputs + n] = half[n * inner + k];
                }
            }
            for (const RowKernels* const kernels : runnable()) {
                SCOPED_TRACE(kernels->name);
                for (const bool isHalf : {false, true}) {
                    for (const bool byInputs : {false, true}) {
                        const auto run = byInputs ? kernels->productsByInputs : kernels->products;
                        const void* const weights =
                            isHalf ? static_cast<const void*>(byInputs ? halfAcross.data()
                                                                       : half.data())
                                   : (byInputs ? across.data() : w.data());
                        std::vector<float> y(kRows * outputs);
                        std::vector<float> alone(y.size());
                        run(x.data(), kRows, inner, weights, isHalf, outputs, 0, outputs,
                            bias.data(), y.data());
                        const long cut = std::min(32L, outputs);
                        for (long row = 0; row < kRows; ++row) {
                            run(&x[row * inner], 1, inner, weights, isHalf, outputs, 0, cut,
                                bias.data(), &alone[row * outputs]);
                            run(&x[row * inner], 1, inner, weights, isHalf, outputs, cut, outputs,
                                bias.data(), &alone[row * outputs]);
                        }
                        EXPECT_EQ(y, alone);
                        for (long row = 0; row < kRows; ++row) {
                            for (long n = 0; n < outputs; ++n) {
                                double sum = bias[n];
                                for (long k = 0; k < inner; ++k) {
                                    sum +=
                                        static_cast<double>(x[row * inner + k]) * w[n * inner + k];
                                }
                                ASSERT_NEAR(y[row * outputs + n], sum, 1e-4);
                            }
                        }
                    }
                }
            }
        }
    }
}

TEST(RowKernels, AttentionOverBlocks)
{
    constexpr long kKeys = 75;
    for (const long headDim : {6L, 64L, 80L, 132L}) {
        const auto q = normal(headDim, 4);
        const auto k = normal(kKeys * headDim, 5);
        const auto v = normal(kKeys * headDim, 6);
        const long half = headDim * 16;
        // Two heads in a cache, the second one is looked at.
        std::vector<float> blocks((kKeys + 15) / 16 * 4 * half, 0.0F);
        for (long i = 0; i < kKeys; ++i) {
            float* const block = &blocks[(i / 16 * 2 + 1) * 2 * half];
            for (long d = 0; d < headDim; ++d) {
                block[d * 16 + i % 16] = k[i * headDim + d];
                block[half + i % 16 * headDim + d] = v[i * headDim + d];
            }
        }
        for (const RowKernels* const kernels : runnable()) {
            SCOPED_TRACE(kernels->name);
            for (const auto& [from, to] : {std::pair(0L, 1L), std::pair(0L, 75L),
                                           std::pair(21L, 64L), std::pair(70L, 71L)}) {
                for (const double cap : {0.0, 2.0}) {
                    std::vector<float> scores(80);
                    std::vector<float> out(headDim);
                    kernels->attend(q.data(), &blocks[2 * half], 0, 4 * half, headDim, from, to,
                                    0.1F, static_cast<float>(cap), scores.data(), out.data());
                    std::vector<double> wanted(headDim, 0.0);
                    double total = 0;
                    for (long i = from; i < to; ++i) {
                        double score = 0;
                        for (long d = 0; d < headDim; ++d) {
                            score += 0.1 * q[d] * k[i * headDim + d];
                        }
                        const double weight =
                            std::exp(cap > 0 ? cap * std::tanh(score / cap) : score);
                        total += weight;
                        for (long d = 0; d < headDim; ++d) {
                            wanted[d] += weight * v[i * headDim + d];
                        }
                    }
                    for (long d = 0; d < headDim; ++d) {
                        ASSERT_NEAR(out[d], wanted[d] / total, 1e-5) << from << ' ' << to;
                    }
                }
            }
        }
    }
}

TEST(RowKernels, ActivationsAndNorms)
{
    const auto x = normal(53, 7);
    const auto weight = normal(53, 8);
    const auto sigmoid = [](double value) { return 1 / (1 + std::exp(-value)); };
    for (const RowKernels* const kernels : runnable()) {
        SCOPED_TRACE(kernels->name);
        for (int kind = 0; kind < 4; ++kind) {
            std::vector<float> y = x;
            kernels->activate(kind, y.data(), static_cast<long>(y.size()));
            for (std::size_t i = 0; i < x.size(); ++i) {
                const double v = x[i];
                const double forms[] = {
                    v * sigmoid(v),
                    0.5 * v * (1 + std::tanh(std::sqrt(2 / M_PI) * (v + 0.044715 * v * v * v))),
                    v * sigmoid(1.702 * v), 0.5 * v * (1 + std::erf(v / std::sqrt(2.0)))};
                EXPECT_NEAR(y[i], forms[kind], 2e-6) << kind;
                // The place of a number does not matter.
                float alone = x[i];
                kernels->activate(kind, &alone, 1);
                EXPECT_EQ(alone, y[i]);
            }
        }
        std::vector<float> y(x.size());
        kernels->norm(x.data(), weight.data(), 1, 1e-6F, 1, 53, y.data());
        double squares = 0;
        for (const float value : x) {
            squares += static_cast<double>(value) * value;
        }
        for (std::size_t i = 0; i < x.size(); ++i) {
            EXPECT_NEAR(y[i], x[i] / std::sqrt(squares / 53 + 1e-6) * (weight[i] + 1.0), 1e-5);
        }
    }
}
