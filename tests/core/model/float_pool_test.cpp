// SPDX-License-Identifier: Apache-2.0
// Memory that passes take again and again: what comes back is what the next one gets, and where it
// lies changes no number.
#include "core/model/float_pool.h"

#include "core/model/fused_stack.h"
#include "core/model/tensor_memory.h"
#include "core/model/threads.h"
#include "tests/core/model/stack_case.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <optional>

using namespace marginalia;

namespace {

bool onALine(const void* memory)
{
    return reinterpret_cast<std::uintptr_t>(memory) % 64 == 0;
}

class FloatPool : public ::testing::Test {
protected:
    void SetUp() override { releasePooledFloats(); }
    void TearDown() override
    {
        releasePooledFloats();
        setTensorMemoryReused(false);
        setFusedStackEnabled(true);
    }
};

}  // namespace

TEST_F(FloatPool, WhatComesBackIsWhatTheNextOneGets)
{
    const float* first = nullptr;
    {
        const PooledFloats memory(PoolUse::Activations, 100'000);
        memory.data()[99'999] = 1;
        first = memory.data();
        EXPECT_TRUE(onALine(first));
    }
    // A little longer, as streams are.
    const PooledFloats next(PoolUse::Activations, 110'000);
    EXPECT_EQ(next.data(), first);
    next.data()[109'999] = 1;
    const PooledFloats beside(PoolUse::Activations, 100'000);
    EXPECT_NE(beside.data(), first);
    const PooledFloats other(PoolUse::Panels, 100'000);
    EXPECT_NE(other.data(), first);
}

TEST_F(FloatPool, TheSmallestThatFitsIsTaken)
{
    const float* small = nullptr;
    {
        const PooledFloats large(PoolUse::Sums, 1'000'000);
        const PooledFloats little(PoolUse::Sums, 1'000);
        small = little.data();
    }
    const PooledFloats again(PoolUse::Sums, 900);
    EXPECT_EQ(again.data(), small);
}

TEST_F(FloatPool, ATensorHoldsItsMemoryUntilItsLastView)
{
    std::optional<at::Tensor> view;
    {
        const at::Tensor tensor = pooledTensor(PoolUse::Sums, 4'096, at::kFloat);
        tensor.fill_(3);
        view = tensor.narrow(0, 4'000, 96);
    }
    const at::Tensor other = pooledTensor(PoolUse::Sums, 4'096, at::kFloat);
    other.fill_(5);
    EXPECT_EQ(view->sum().item<float>(), 3 * 96);
    const void* const place = view->const_data_ptr<float>() - 4'000;
    view.reset();
    EXPECT_EQ(pooledTensor(PoolUse::Sums, 4'096, at::kInt).const_data_ptr(), place);
}

TEST_F(FloatPool, ATensorLiesWhereTheLastOneOfItsSizeLay)
{
    prepareComputing();
    constexpr std::int64_t kCount = 1 << 18;
    const auto made = [] { return at::empty({kCount}, at::kFloat); };
    const at::Tensor before = made();
    std::optional<at::Tensor> between = made();
    const at::Tensor behind = made();
    const void* const place = between->const_data_ptr();
    EXPECT_TRUE(onALine(place));
    between.reset();
    EXPECT_EQ(made().const_data_ptr(), place);
    EXPECT_EQ(at::empty({0}, at::kFloat).const_data_ptr(), nullptr);
}

TEST_F(FloatPool, ATensorThatIsTooLargeIsRefused)
{
    prepareComputing();
    EXPECT_THROW(at::empty({std::int64_t{1} << 50}, at::kFloat), std::bad_alloc);
}

TEST_F(FloatPool, WhereTensorsLieChangesNoGradient)
{
    auto both = stack_case::sameModel(stack_case::smallLlama(2, 75));
    setFusedStackEnabled(false);  // LibTorch's operators make many tensors
    const auto gradients = [&](bool reused, at::Tensor& logps) {
        setTensorMemoryReused(reused);
        return stack_case::gradientsOf(*both.first, stack_case::input(), logps);
    };
    at::Tensor logps, plainLogps;
    const std::vector<at::Tensor> found = gradients(true, logps);
    const std::vector<at::Tensor> plain = gradients(false, plainLogps);
    EXPECT_TRUE(at::equal(logps, plainLogps));
    ASSERT_EQ(found.size(), plain.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_TRUE(at::equal(found[i], plain[i])) << i;
    }
}
