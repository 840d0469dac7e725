// SPDX-License-Identifier: Apache-2.0
// Adapters in the fused stack: beside frozen matrices, or folded into them.
#include "core/model/adapter.h"
#include "core/model/fused_stack.h"
#include "core/model/head_rows.h"
#include "core/model/panel_kernels.h"
#include "core/model/stack_plan.h"
#include "core/model/stack_tensors.h"
#include "tests/core/model/stack_case.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

using namespace marginalia;
using stack_case::distance;

namespace {

AdapterConfig everywhere()
{
    AdapterConfig config;
    config.rank = 5;
    config.alpha = 12;
    config.allLinear = true;
    return config;
}

AdapterConfig onSome()
{
    AdapterConfig config;
    config.rank = 3;
    config.targets.list = {"q_proj", "v_proj", "up_proj", "down_proj"};
    return config;
}

/// An adapter that already says something, on a frozen model.
void wear(Decoder& decoder, const AdapterConfig& config)
{
    auto adapter = Adapter::fresh(decoder, config, 7);
    ASSERT_TRUE(adapter.ok()) << adapter.error().message();
    {
        const c10::NoGradGuard noGrad;
        std::int64_t number = 0;
        for (const auto& [name, tensor] : (*adapter)->parameters()) {
            const at::Tensor shift = at::arange(tensor.numel()).add(13 * ++number).sin() * 0.05;
            at::Tensor(tensor).add_(shift.view(tensor.sizes()).to(tensor.scalar_type()));
        }
    }
    decoder.setTrainable(false);
    ASSERT_TRUE(decoder.wear(*adapter).ok());
    decoder.setAdapterOn(true);
    decoder.adapter()->setTrainable(true);
}

struct Adapted {
    at::Tensor logps;
    std::vector<at::Tensor> gradients;
};

Adapted adaptedBy(Decoder& decoder, bool ours)
{
    setFusedStackEnabled(ours);
    setHeadRowsEnabled(ours);
    for (const auto& [name, tensor] : decoder.adapter()->parameters()) {
        tensor.mutable_grad() = at::Tensor();
    }
    const at::Tensor all = decoder.score(stack_case::input(), false).logps;
    (all * at::linspace(-1, 1, all.size(0))).sum().backward();
    setFusedStackEnabled(true);
    setHeadRowsEnabled(true);
    Adapted out{all.detach(), {}};
    for (const auto& [name, tensor] : decoder.adapter()->parameters()) {
        out.gradients.push_back(tensor.grad().clone());
    }
    return out;
}

class StackAdapter : public ::testing::Test {
protected:
    void TearDown() override
    {
        at::set_num_threads(m_threads);
        setAdaptersBesideEnabled(true);
    }

    void expectSame(const Adapted& found, const Adapted& wanted)
    {
        EXPECT_LE((found.logps - wanted.logps).abs().max().item<double>(), 2e-5);
        ASSERT_EQ(found.gradients.size(), wanted.gradients.size());
        for (std::size_t i = 0; i < found.gradients.size(); ++i) {
            EXPECT_LE(distance(found.gradients[i], wanted.gradients[i]), 3e-5) << i;
        }
    }

    int m_threads = at::get_num_threads();
};

}  // namespace

TEST_F(StackAdapter, BesideFrozenMatricesEqualsLibTorchsOperators)
{
    for (const AdapterConfig& config : {everywhere(), onSome()}) {
        for (const std::int64_t kvHeads : {4, 2}) {
            auto both = stack_case::sameModel(stack_case::smallLlama(kvHeads, 75));
            Decoder& decoder = *both.first;
            wear(decoder, config);
            ASSERT_TRUE(adaptersStandBeside(decoder.impl()));
            ASSERT_TRUE(takesFusedStack(decoder.impl()));
            const Adapted wanted = adaptedBy(decoder, false);
            for (const int threads : {1, 2}) {
                at::set_num_threads(threads);
                const Adapted found = adaptedBy(decoder, true);
                expectSame(found, wanted);
                const Adapted again = adaptedBy(decoder, true);
                EXPECT_TRUE(at::equal(found.logps, again.logps));
                for (std::size_t i = 0; i < found.gradients.size(); ++i) {
                    EXPECT_TRUE(at::equal(found.gradients[i], again.gradients[i]));
                }
            }
        }
    }
}

TEST_F(StackAdapter, MatricesAreNotGivenRoomForGradients)
{
    auto both = stack_case::sameModel(stack_case::smallLlama(2, 75));
    Decoder& decoder = *both.first;
    std::int64_t norms = 0;
    for (const auto& [name, tensor] : decoder.parameters()) {
        norms += tensor.dim() == 1 ? tensor.numel() : 0;
    }
    wear(decoder, everywhere());
    EXPECT_EQ(stackGradientCount(decoder.impl()), norms + decoder.adapter()->parameterCount());
    static_cast<void>(adaptedBy(decoder, true));
    for (const auto& [name, tensor] : decoder.parameters()) {
        EXPECT_FALSE(tensor.grad().defined()) << name;
    }
}

TEST_F(StackAdapter, FoldedInItIsTheSame)
{
    auto both = stack_case::sameModel(stack_case::smallLlama(2, 75));
    for (Decoder* const decoder : {both.first.get(), both.second.get()}) {
        wear(*decoder, onSome());
    }
    const Adapted beside = adaptedBy(*both.first, true);
    setAdaptersBesideEnabled(false);
    ASSERT_TRUE(takesFusedStack(both.first->impl()));
    EXPECT_FALSE(takesFusedStack(both.second->impl())) << "bf16 would lose it";
    expectSame(adaptedBy(*both.first, true), beside);
}

TEST_F(StackAdapter, OneThatSaysNothingChangesNoBit)
{
    auto both = stack_case::sameModel(stack_case::smallLlama(2, 96));
    for (Decoder* const decoder : {both.first.get(), both.second.get()}) {
        wear(*decoder, everywhere());
        const c10::NoGradGuard noGrad;
        const auto read = [&] { return decoder->score(stack_case::input(), false).logps; };
        EXPECT_FALSE([&] {
            const at::Tensor on = read();
            decoder->setAdapterOn(false);
            return at::equal(on, read());
        }()) << "it says something";
        decoder->setAdapterOn(true);
        for (const auto& part : decoder->adapter()->parts()) {
            at::Tensor(part->lora.b).zero_();
        }
        const at::Tensor silent = read();
        decoder->setAdapterOn(false);
        EXPECT_TRUE(at::equal(silent, read()));
    }
}

TEST_F(StackAdapter, InBf16IsNearerToFloat32ThanTheLibrarysOperators)
{
    if (halfPanels() == nullptr) {
        GTEST_SKIP() << "not run: this processor has no instructions for bf16";
    }
    const auto [full, half] = stack_case::sameModel(stack_case::smallLlama(2, 75));
    for (Decoder* const decoder : {full.get(), half.get()}) {
        wear(*decoder, everywhere());
        ASSERT_TRUE(takesFusedStack(decoder->impl()));
    }
    const Adapted exact = adaptedBy(*full, false);
    const Adapted ours = adaptedBy(*half, true);
    const Adapted library = adaptedBy(*half, false);
    const double error = (ours.logps - exact.logps).abs().mean().item<double>();
    EXPECT_LE(error, 0.02);
    EXPECT_LE(error, (library.logps - exact.logps).abs().mean().item<double>());
    double sum = 0, plainSum = 0;
    for (std::size_t i = 0; i < exact.gradients.size(); ++i) {
        EXPECT_LE(distance(ours.gradients[i], exact.gradients[i]), 0.04) << i;
        sum += distance(ours.gradients[i], exact.gradients[i]);
        plainSum += distance(library.gradients[i], exact.gradients[i]);
    }
    EXPECT_LE(sum, plainSum);
}

TEST_F(StackAdapter, WhatCannotStandBesideIsFoldedOrLeftToTheLibrary)
{
    auto both = stack_case::sameModel(stack_case::smallLlama(2, 75));
    AdapterConfig turning = everywhere();
    turning.dora = true;
    for (Decoder* const decoder : {both.first.get(), both.second.get()}) {
        wear(*decoder, turning);
        EXPECT_FALSE(adaptersStandBeside(decoder->impl()));
    }
    EXPECT_TRUE(takesFusedStack(both.first->impl())) << "folded into float32";
    EXPECT_FALSE(takesFusedStack(both.second->impl())) << "bf16 would lose it";
    expectSame(adaptedBy(*both.first, true), adaptedBy(*both.first, false));

    auto others = stack_case::sameModel(stack_case::smallLlama(2, 75));
    wear(*others.first, onSome());
    others.first->parameter("model.layers.1.mlp.gate_proj.weight").set_requires_grad(true);
    EXPECT_FALSE(adaptersStandBeside(others.first->impl()));
    expectSame(adaptedBy(*others.first, true), adaptedBy(*others.first, false));
}
