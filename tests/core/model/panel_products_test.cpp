// SPDX-License-Identifier: Apache-2.0
// Products by our own kernels, of all shapes, against the library's in float64.
#include "core/model/products.h"
#include "tests/core/model/emulated_tiles.h"
#include "tests/core/model/stack_case.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/TensorOperators.h>
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <vector>

using namespace marginalia;
using stack_case::rounded;

namespace {

void checkProducts(const PanelKernels* kernels, const std::function<at::Tensor(at::Tensor)>& seen)
{
    Products products(kernels);
    at::manual_seed(1);
    for (const auto& [m, n, k] : std::vector<std::array<std::int64_t, 3>>{
             {1, 1, 1}, {14, 32, 2}, {15, 33, 3}, {29, 70, 31}, {200, 100, 65}, {37, 31, 1300}}) {
        for (const bool transA : {false, true}) {
            for (const bool transB : {false, true}) {
                for (const float beta : {0.0F, 1.0F}) {
                    // Wider than needed: rows lie apart in memory.
                    const at::Tensor a =
                        at::randn(transA ? at::IntArrayRef{k, m + 3} : at::IntArrayRef{m, k + 3});
                    const at::Tensor b =
                        at::randn(transB ? at::IntArrayRef{n, k + 5} : at::IntArrayRef{k, n + 5});
                    const at::Tensor c = at::randn({m, n + 2});
                    const at::Tensor left = transA ? a.narrow(1, 0, m).t() : a.narrow(1, 0, k);
                    const at::Tensor right = transB ? b.narrow(1, 0, k).t() : b.narrow(1, 0, n);
                    const at::Tensor wanted =
                        at::mm(seen(left).to(at::kDouble), seen(right).to(at::kDouble)) +
                        beta * c.narrow(1, 0, n);
                    const at::Tensor beyond = c.narrow(1, n, 2).clone();
                    products.general(transA, transB, m, n, k, a.const_data_ptr<float>(), a.size(1),
                                     b.const_data_ptr<float>(), b.size(1), beta,
                                     c.mutable_data_ptr<float>(), c.size(1));
                    EXPECT_LE((c.narrow(1, 0, n) - wanted).abs().max().item<double>(),
                              1e-5 * static_cast<double>(k))
                        << m << " " << n << " " << k << " " << transA << transB << beta;
                    EXPECT_TRUE(at::equal(c.narrow(1, n, 2), beyond)) << "wrote beside the result";
                }
            }
        }
    }
}

}  // namespace

TEST(PanelProducts, OfFloatsAreTheLibrarys)
{
    const auto same = [](const at::Tensor& values) { return values; };
    checkProducts(nullptr, same);
    if (floatPanels() == nullptr) {
        GTEST_SKIP() << "not run: this processor has no AVX-512";
    }
    checkProducts(floatPanels(), same);
}

TEST(PanelProducts, OfHalvesAreThoseOfRoundedNumbers)
{
    if (halfPanels() == nullptr) {
        GTEST_SKIP() << "not run: this processor has no instructions for bf16";
    }
    checkProducts(halfPanels(), rounded);
}

TEST(PanelProducts, OfTilesAreThoseOfRoundedNumbers)
{
    if (halfPanels() == nullptr) {
        GTEST_SKIP() << "not run: this processor has no instructions for bf16";
    }
    checkProducts(&kHalfPanelsAvx512, rounded);
    checkProducts(emulatedTiles(), rounded);
}

/// Weights are packed in bf16 as they lie: the panels are those of the same numbers in float32.
TEST(PanelProducts, WeightsArePackedAlikeForAllKernels)
{
    if (halfPanels() == nullptr) {
        GTEST_SKIP() << "not run: this processor has no instructions for bf16";
    }
    const std::int64_t k = 75;
    const std::int64_t n = 45;
    const at::Tensor weight = at::randn({n, k}).to(at::kBFloat16);
    const at::Tensor wide = weight.to(at::kFloat);
    for (const PanelKernels* kernels : {&kHalfPanelsAvx512, emulatedTiles()}) {
        const auto words = static_cast<std::size_t>(panelRightSize(kernels, k, n));
        std::vector<PanelWord> narrow(words);
        std::vector<PanelWord> full(words);
        kernels->packWeight(1, k, n, weight.const_data_ptr(), k, narrow.data());
        kernels->packRight(1, k, n, wide.const_data_ptr<float>(), k, full.data());
        EXPECT_EQ(narrow, full) << kernels->name;
    }
}
