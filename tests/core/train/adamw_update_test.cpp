// SPDX-License-Identifier: Apache-2.0
// The fused update beside its reference, whatever moments and weights are held in.
#include "core/train/adamw_update.h"

#include "core/model/kernel_level.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/Formatting.h>
#include <ATen/ops/allclose.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/randn.h>
#include <gtest/gtest.h>

#include <cmath>
#include <memory>

using namespace marginalia;

namespace {

/// Two tensors, one with decay, over some updates.
class Updates {
public:
    enum class Weights { Float, Masters, Rounded };

    Updates(std::int64_t count, bool packed, Weights weights)
        : m_store(openStateStore("none", {}, 0).take())
    {
        at::manual_seed(9);
        for (int i = 0; i < 2; ++i) {
            const at::Tensor start = at::randn({count});
            at::Tensor weight = weights == Weights::Rounded ? start.to(at::kBFloat16) : start;
            m_moments.push_back(
                std::make_unique<Moment>(MomentKind::First, weight, packed, *m_store));
            m_moments.push_back(
                std::make_unique<Moment>(MomentKind::Second, weight, packed, *m_store));
            m_tensors.push_back(
                {{},
                 weight,
                 weights == Weights::Masters ? start.to(at::kBFloat16) : at::Tensor(),
                 m_moments[m_moments.size() - 2].get(),
                 m_moments.back().get(),
                 0.1 * i,
                 roundingKey("w" + std::to_string(i))});
        }
    }

    enum class By { OurPass, Operators, Torch };

    void run(By by, int updates = 5)
    {
        at::manual_seed(10);
        setFusedAdamWEnabled(by != By::Operators);
        for (int update = 1; update <= updates; ++update) {
            for (TensorUpdate& each : m_tensors) {
                each.gradient = at::randn(each.weight.sizes()) * 1e-2;
            }
            UpdateNumbers numbers;
            numbers.learningRate = 1e-2;
            numbers.factor = update % 2 == 0 ? 0.7 : 1;
            numbers.count = update;
            numbers.seed = 77;
            if (by == By::Torch) {
                torchsUpdate(m_tensors, numbers);
            } else {
                updateTensors(m_tensors, numbers, *m_store);
            }
        }
        setFusedAdamWEnabled(true);
    }

    /// Weights, their bf16, moments as they are held.
    std::vector<at::Tensor> all() const
    {
        std::vector<at::Tensor> out;
        for (const TensorUpdate& each : m_tensors) {
            for (const at::Tensor& tensor :
                 {each.weight, each.half, each.first->numbers(), each.first->scales(),
                  each.second->numbers(), each.second->scales()}) {
                if (tensor.defined()) {
                    out.push_back(tensor);
                }
            }
        }
        return out;
    }

    std::vector<TensorUpdate>& tensors() { return m_tensors; }

private:
    std::shared_ptr<StateStore> m_store;
    std::vector<std::unique_ptr<Moment>> m_moments;
    std::vector<TensorUpdate> m_tensors;
};

bool hasLoops()
{
    return adamwKernels() != nullptr;
}

constexpr std::int64_t kCounts[] = {1, 255, 256, 257, 70001};

}  // namespace

TEST(AdamWUpdate, IsTorchsButForLastBits)
{
    ASSERT_TRUE(hasLoops()) << "MARGINALIA_CPU=plain leaves nothing to compare";
    for (const Updates::Weights weights : {Updates::Weights::Float, Updates::Weights::Masters}) {
        for (const std::int64_t count : kCounts) {
            Updates fused(count, false, weights);
            Updates plain(count, false, weights);
            fused.run(Updates::By::OurPass);
            plain.run(Updates::By::Torch);
            const std::vector<at::Tensor> got = fused.all();
            const std::vector<at::Tensor> want = plain.all();
            for (std::size_t i = 0; i < want.size(); ++i) {
                if (want[i].scalar_type() == at::kFloat) {
                    // Of an update of 1e-2 the last bits, where little of the weight is left.
                    EXPECT_TRUE(at::allclose(got[i], want[i], 2e-6, 1e-8))
                        << count << " " << i << " " << (got[i] - want[i]).abs().max();
                } else {
                    // The master beside it, rounded as torch rounds.
                    EXPECT_TRUE(at::equal(got[i], got[i - 1].to(at::kBFloat16))) << count;
                }
            }
        }
    }
}

TEST(AdamWUpdate, IsItsReferenceToTheBitHoweverNumbersAreHeld)
{
    ASSERT_TRUE(hasLoops()) << "MARGINALIA_CPU=plain leaves nothing to compare";
    using W = Updates::Weights;
    const struct {
        bool packed;
        W weights;
    } cases[] = {{false, W::Float},  {false, W::Masters}, {true, W::Float},
                 {true, W::Masters}, {false, W::Rounded}, {true, W::Rounded}};
    for (const auto& each : cases) {
        for (const std::int64_t count : kCounts) {
            Updates fused(count, each.packed, each.weights);
            Updates plain(count, each.packed, each.weights);
            fused.run(Updates::By::OurPass);
            plain.run(Updates::By::Operators);
            const std::vector<at::Tensor> got = fused.all();
            const std::vector<at::Tensor> want = plain.all();
            ASSERT_EQ(got.size(), want.size());
            for (std::size_t i = 0; i < want.size(); ++i) {
                EXPECT_TRUE(at::equal(got[i], want[i])) << each.packed << count << " " << i;
            }
        }
    }
}

TEST(AdamWUpdate, LevelsGiveTheSameBits)
{
    if (kernelLevel() != KernelLevel::Avx512) {
        std::printf("not run: avx512\n");
    }
    const AdamWKernels& best =
        kernelLevel() == KernelLevel::Avx512 ? kAdamWKernelsAvx512 : kAdamWKernelsGeneric;
    AdamWNumbers numbers{0.7F,  0.999F, 0.1F, 0.999F, 0.001F, 0.3F,
                         1e-8F, -1e-2F, {},   {},     {5, 6}, 3};
    numbers.firstMap = &dynamicMap(MomentKind::First);
    numbers.secondMap = &dynamicMap(MomentKind::Second);
    constexpr long kCount = 3 * kMomentBlock + 77;
    for (const bool packed : {false, true}) {
        std::vector<std::vector<float>> weights;
        std::vector<std::vector<unsigned short>> halves;
        for (const AdamWKernels* level : {&kAdamWKernelsGeneric, &best}) {
            at::manual_seed(4);
            const at::Tensor gradient = at::randn({kCount});
            std::vector<float> weight(kCount, 1);
            std::vector<unsigned short> half(kCount, 0x3f80);
            std::vector<float> first(kCount, 0.01F);
            std::vector<float> second(kCount, 0.01F);
            std::vector<unsigned char> codes[2] = {std::vector<unsigned char>(kCount, 200),
                                                   std::vector<unsigned char>(kCount, 200)};
            std::vector<float> scales[2] = {std::vector<float>(4, 0.1F),
                                            std::vector<float>(4, 0.1F)};
            AdamWTensor tensor{};
            tensor.gradient = gradient.const_data_ptr<float>();
            tensor.half = half.data();
            tensor.first = packed ? nullptr : first.data();
            tensor.second = packed ? nullptr : second.data();
            tensor.firstCodes = codes[0].data();
            tensor.secondCodes = codes[1].data();
            tensor.firstScales = scales[0].data();
            tensor.secondScales = scales[1].data();
            tensor.key = 12;
            level->update(&numbers, &tensor, 0, kCount);  // bf16 alone
            tensor.weight = weight.data();
            tensor.half = nullptr;
            level->update(&numbers, &tensor, 0, kCount);
            weights.push_back(weight);
            halves.push_back(half);
        }
        EXPECT_EQ(weights[0], weights[1]);
        EXPECT_EQ(halves[0], halves[1]);
        EXPECT_NE(weights[0], std::vector<float>(kCount, 1));
    }
}

TEST(AdamWUpdate, ThreadsChangeNothing)
{
    const int before = at::get_num_threads();
    std::vector<std::vector<at::Tensor>> outcomes;
    for (const int threads : {1, 3}) {
        at::set_num_threads(threads);
        Updates updates(100'000, true, Updates::Weights::Rounded);
        updates.run(Updates::By::OurPass);
        outcomes.push_back(updates.all());
    }
    at::set_num_threads(before);
    for (std::size_t i = 0; i < outcomes[0].size(); ++i) {
        EXPECT_TRUE(at::equal(outcomes[0][i], outcomes[1][i])) << i;
    }
}

TEST(AdamWUpdate, RandomRoundingIsRightOnAverage)
{
    // 0.999 lies between 0.99609375 and 1, the neighbours in bf16; nearest would give 1 always.
    constexpr std::int64_t kCount = 400'000;
    for (const bool fused : {true, false}) {
        Updates updates(kCount, false, Updates::Weights::Rounded);
        TensorUpdate& only = updates.tensors()[1];
        only.weight.fill_(1);
        only.gradient = at::full({kCount}, 0.0F);
        only.decay = 0.1;
        UpdateNumbers numbers;
        numbers.learningRate = 1e-2;
        numbers.seed = 3;
        setFusedAdamWEnabled(fused);
        updateTensors({only}, numbers, *openStateStore("none", {}, 0).take());
        setFusedAdamWEnabled(true);
        const at::Tensor got = only.weight.to(at::kDouble);
        EXPECT_TRUE(got.eq(1).logical_or(got.eq(0.99609375)).all().item<bool>());
        const double gap = 1 - 0.99609375;
        const double share = 0.001 / gap;
        const double spread = gap * std::sqrt(share * (1 - share) / kCount);
        EXPECT_NEAR(got.mean().item<double>(), 0.999, 5 * spread);
    }
}

TEST(AdamWUpdate, WhatBf16HoldsStaysAsItIs)
{
    // No update, no decay: rounding must not move what needs none.
    Updates updates(5000, false, Updates::Weights::Rounded);
    const at::Tensor before = updates.tensors()[0].weight.clone();
    updates.tensors()[0].gradient = at::full({5000}, 0.5F);
    UpdateNumbers numbers;
    numbers.learningRate = 0;
    updateTensors({updates.tensors()[0]}, numbers, *openStateStore("none", {}, 0).take());
    EXPECT_TRUE(at::equal(updates.tensors()[0].weight, before));
}
