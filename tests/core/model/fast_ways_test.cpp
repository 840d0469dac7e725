// SPDX-License-Identifier: Apache-2.0
// Fast ways of the trainer whose plain form is another way of our own loops: the gradients of both.
#include "core/model/fused_head.h"
#include "core/model/fused_stack.h"
#include "core/model/head_rows.h"
#include "core/model/kernel_level.h"
#include "core/model/panel_kernels.h"
#include "core/model/stack_weights.h"
#include "core/model/wide_gradients.h"
#include "tests/core/model/stack_case.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/TensorOperators.h>
#include <gtest/gtest.h>

using namespace marginalia;
using stack_case::distance;
using stack_case::input;

namespace {

struct WayOutcome {
    at::Tensor logps;
    std::vector<at::Tensor> gradients;
};

WayOutcome outcomeOf(Decoder& decoder)
{
    WayOutcome out;
    out.gradients = stack_case::gradientsOf(decoder, input(), out.logps);
    return out;
}

/// A model of the type, whose sizes are no multiples of a panel's.
std::unique_ptr<Decoder> modelOf(at::ScalarType type)
{
    auto both = stack_case::sameModel(stack_case::smallLlama(2, 75));
    return std::move(type == at::kFloat ? both.first : both.second);
}

/// Largest relative distance of a gradient, and of the log-probs.
double apart(const WayOutcome& found, const WayOutcome& wanted)
{
    double out = distance(found.logps, wanted.logps);
    for (std::size_t i = 0; i < wanted.gradients.size(); ++i) {
        out = std::max(out, distance(found.gradients[i], wanted.gradients[i]));
    }
    return out;
}

/// Every switch as it was, whatever a test found.
class FastWays : public ::testing::Test {
protected:
    void TearDown() override
    {
        setFusedStackEnabled(true);
        setHeadRowsEnabled(true);
        setPanelsEnabled(1);
        setPrepackingEnabled(true);
        setHeadKeepingEnabled(true);
        WideGradients::setEnabled(true);
        limitKernelLevel(KernelLevel::Avx512);
    }
};

}  // namespace

TEST_F(FastWays, WeightsLaidOutOnceGiveTheBitsOfThoseLaidOutByEveryProduct)
{
    if (floatPanels() == nullptr) {
        GTEST_SKIP() << "not run: this processor has no AVX-512";
    }
    for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
        if (type == at::kBFloat16 && halfPanels() == nullptr) {
            GTEST_SKIP() << "not run: this processor has no instructions for bf16";
        }
        const auto decoder = modelOf(type);
        const WayOutcome once = outcomeOf(*decoder);
        setPrepackingEnabled(false);
        const WayOutcome ever = outcomeOf(*decoder);
        setPrepackingEnabled(true);
        EXPECT_TRUE(at::equal(once.logps, ever.logps));
        for (std::size_t i = 0; i < once.gradients.size(); ++i) {
            EXPECT_TRUE(at::equal(once.gradients[i], ever.gradients[i]))
                << decoder->parameters()[i].first;
        }
    }
}

TEST_F(FastWays, KeptSoftmaxesAreThoseThatAreComputedAgain)
{
    const auto decoder = modelOf(at::kFloat);
    for (const bool ours : {true, false}) {
        setHeadRowsEnabled(ours);
        setHeadKeepingEnabled(true);
        const WayOutcome kept = outcomeOf(*decoder);
        setHeadKeepingEnabled(false);
        EXPECT_LE(apart(outcomeOf(*decoder), kept), 1e-6) << ours;
    }
}

TEST_F(FastWays, OwnProductsGiveTheLibrarysGradients)
{
    const auto decoder = modelOf(at::kFloat);
    const WayOutcome own = outcomeOf(*decoder);
    setPanelsEnabled(0);
    EXPECT_EQ(floatPanels(), nullptr);
    EXPECT_EQ(halfPanels(), nullptr);
    EXPECT_LE(apart(outcomeOf(*decoder), own), 1e-5);
}

TEST_F(FastWays, EveryLevelOfLoopsGivesLibTorchsGradients)
{
    const auto decoder = modelOf(at::kFloat);
    setFusedStackEnabled(false);
    setHeadRowsEnabled(false);
    const WayOutcome plain = outcomeOf(*decoder);
    setFusedStackEnabled(true);
    setHeadRowsEnabled(true);
    for (const KernelLevel level :
         {KernelLevel::None, KernelLevel::Generic, KernelLevel::Avx2, KernelLevel::Avx512}) {
        limitKernelLevel(level);
        EXPECT_LE(static_cast<int>(kernelLevel()), static_cast<int>(level));
        EXPECT_LE(apart(outcomeOf(*decoder), plain), 2e-5) << static_cast<int>(level);
    }
}

TEST_F(FastWays, SumsOfGradientsInFloat32AreWhatAutogradRounds)
{
    if (halfPanels() == nullptr) {
        GTEST_SKIP() << "not run: this processor has no instructions for bf16";
    }
    const auto decoder = modelOf(at::kBFloat16);
    WideGradients::Sums sums;
    for (const auto& [name, parameter] : decoder->parameters()) {
        sums.emplace_back(parameter, at::zeros(parameter.sizes(), at::kFloat));
    }
    const WideGradients wide(sums);
    WideGradients::setEnabled(false);
    const WayOutcome rounded = outcomeOf(*decoder);
    for (const auto& [parameter, sum] : sums) {
        EXPECT_EQ(sum.abs().max().item<float>(), 0) << "switched off, and yet added to";
        parameter.mutable_grad() = at::Tensor();
    }
    WideGradients::setEnabled(true);
    const at::Tensor logps = decoder->score(input(), false).logps;
    (logps * at::linspace(-1, 1, logps.size(0))).sum().backward();
    EXPECT_TRUE(at::equal(logps, rounded.logps));
    for (std::size_t i = 0; i < sums.size(); ++i) {
        EXPECT_FALSE(sums[i].first.grad().defined()) << decoder->parameters()[i].first;
        EXPECT_TRUE(at::equal(stack_case::rounded(sums[i].second), rounded.gradients[i]))
            << decoder->parameters()[i].first;
    }
}
