// SPDX-License-Identifier: Apache-2.0
#include "core/model/fused_stack.h"

#include "core/model/block_kernels.h"
#include "core/model/stack_plan.h"
#include "core/model/threads.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <functional>

using namespace marginalia;

namespace {

ModelConfig llamaShape(std::int64_t kvHeads, std::int64_t headDim, std::int64_t intermediate)
{
    ModelConfig config;
    config.modelType = "llama";
    config.vocabulary = 61;
    config.hidden = 48;
    config.intermediate = intermediate;
    config.layers = 3;
    config.heads = 4;
    config.kvHeads = kvHeads;
    config.headDim = headDim;
    config.context = 512;
    config.normEps = 1e-3;
    config.tied = true;
    return config;
}

std::unique_ptr<Decoder> strongDecoder(const ModelConfig& config)
{
    auto decoder = Decoder::initialise(config, 3, at::kFloat, at::kCPU);
    const c10::NoGradGuard noGrad;
    for (const auto& [name, parameter] : decoder->parameters()) {
        parameter.dim() == 2 ? parameter.mul_(8) : parameter.mul_(0.9);
    }
    return decoder;
}

/// Prompts with two answers each, some rows without a prefix, one longer than a block of queries.
PackedInput mixedInput()
{
    PackedInput input;
    std::vector<std::int64_t> positions;
    const auto add = [&](std::int64_t length, std::int64_t prefixBegin, std::int64_t prefixLength) {
        const auto begin = static_cast<std::int64_t>(positions.size());
        input.segments.push_back(
            {begin, length, prefixLength > 0 ? prefixBegin : -1, prefixLength});
        for (std::int64_t i = 0; i < length; ++i) {
            positions.push_back(prefixLength + i);
        }
        return begin;
    };
    for (const std::int64_t length : {7, 70, 1, 33}) {
        const std::int64_t prompt = add(length, -1, 0);
        add(5 + length, prompt, length);
        add(80, prompt, length);
        add(3, -1, 0);
    }
    const auto tokens = static_cast<std::int64_t>(positions.size());
    input.positions = at::tensor(positions, at::kLong);
    input.ids = at::arange(tokens, at::kLong) * 17 % 61;
    input.scored = at::arange(0, tokens, 2, at::kLong);
    input.targets = at::arange(input.scored.size(0), at::kLong) * 5 % 61;
    return input;
}

struct Outcome {
    at::Tensor logps;
    std::vector<at::Tensor> gradients;
};

Outcome runOnce(Decoder& decoder, const PackedInput& input, bool fused)
{
    setFusedStackEnabled(fused);
    decoder.setTrainable(true);
    for (const auto& [name, parameter] : decoder.parameters()) {
        parameter.mutable_grad() = at::Tensor();
    }
    const at::Tensor logps = decoder.score(input, false).logps;
    (logps * at::linspace(-1, 1, logps.size(0))).sum().backward();
    Outcome out{logps.detach(), {}};
    for (const auto& [name, parameter] : decoder.parameters()) {
        out.gradients.push_back(parameter.grad().clone());
    }
    setFusedStackEnabled(true);
    return out;
}

void expectSame(const Decoder& decoder, const Outcome& found, const Outcome& wanted)
{
    EXPECT_LE((found.logps - wanted.logps).abs().max().item<double>(), 2e-5);
    for (size_t i = 0; i < found.gradients.size(); ++i) {
        EXPECT_LE((found.gradients[i] - wanted.gradients[i]).norm().item<double>(),
                  2e-5 * wanted.gradients[i].norm().item<double>())
            << decoder.parameters()[i].first;
    }
}

}  // namespace

TEST(FusedStack, EqualsLibTorchsOperators)
{
    struct Case {
        std::int64_t kvHeads, headDim, intermediate;
        std::vector<std::int64_t> windows;
    };
    for (const Case& one :
         {Case{4, 32, 64, {}}, Case{2, 12, 50, {}}, Case{1, 16, 37, {0, 6, 90}}}) {
        ModelConfig config = llamaShape(one.kvHeads, one.headDim, one.intermediate);
        config.windows = one.windows;
        const auto decoder = strongDecoder(config);
        const PackedInput input = mixedInput();
        ASSERT_TRUE(decoder->hidden(input).defined());
        const Outcome fused = runOnce(*decoder, input, true);
        expectSame(*decoder, fused, runOnce(*decoder, input, false));
        const c10::NoGradGuard noGrad;
        EXPECT_TRUE(at::equal(decoder->score(input, false).logps, fused.logps))
            << "with and without a graph";
    }
}

TEST(FusedStack, QwensShapesEqualLibTorchsOperators)
{
    struct Case {
        bool biases;
        QkNorm norm;
        std::int64_t headDim;
    };
    for (const Case& one : {Case{true, QkNorm::None, 12}, Case{false, QkNorm::PerHead, 32},
                            Case{true, QkNorm::PerHead, 16}}) {
        ModelConfig config = llamaShape(2, one.headDim, 50);
        config.qkvBias = one.biases;
        config.qkNorm = one.norm;
        const auto decoder = strongDecoder(config);
        {
            const c10::NoGradGuard noGrad;
            for (const auto& [name, parameter] : decoder->parameters()) {
                if (parameter.dim() == 1) {
                    parameter.add_(at::arange(parameter.numel()).sin() * 0.2);
                }
            }
        }
        const PackedInput input = mixedInput();
        ASSERT_TRUE(takesFusedStack(decoder->impl()));
        const Outcome fused = runOnce(*decoder, input, true);
        expectSame(*decoder, fused, runOnce(*decoder, input, false));
        decoder->setRecomputing(true);
        const Outcome again = runOnce(*decoder, input, true);
        for (std::size_t i = 0; i < fused.gradients.size(); ++i) {
            EXPECT_TRUE(at::equal(fused.gradients[i], again.gradients[i]));
        }
    }
}

TEST(FusedStack, MatricesThatLieApartAreAsGood)
{
    const auto decoder = strongDecoder(llamaShape(2, 16, 50));
    const PackedInput input = mixedInput();
    const Outcome together = runOnce(*decoder, input, true);
    // As a mapped file has them: each on its own.
    for (const auto& [name, parameter] : decoder->parameters()) {
        const at::Tensor own = parameter.detach().clone();
        at::Tensor(parameter).set_data(own);
    }
    ASSERT_TRUE(takesFusedStack(decoder->impl()));
    expectSame(*decoder, runOnce(*decoder, input, true), together);
}

TEST(FusedStack, TwoWorkersAreOneAndRepeatThemselves)
{
    const auto decoder = strongDecoder(llamaShape(4, 32, 64));
    const PackedInput input = mixedInput();
    const int before = at::get_num_threads();
    at::set_num_threads(1);
    const Outcome one = runOnce(*decoder, input, true);
    at::set_num_threads(2);
    const Outcome two = runOnce(*decoder, input, true);
    const Outcome again = runOnce(*decoder, input, true);
    at::set_num_threads(before);
    expectSame(*decoder, two, one);
    EXPECT_TRUE(at::equal(two.logps, again.logps));
    for (size_t i = 0; i < two.gradients.size(); ++i) {
        EXPECT_TRUE(at::equal(two.gradients[i], again.gradients[i]));
    }
}

TEST(StackPlan, CutsBetweenRowsAndSharesTheWork)
{
    const PackedInput input = mixedInput();
    const auto plan = planStack(input, 2);
    ASSERT_TRUE(plan.has_value());
    ASSERT_EQ(plan->workers.size(), 2U);
    std::vector<int> seen(static_cast<size_t>(input.ids.size(0)), 0);
    for (const auto& chunks : plan->workers) {
        for (const StackChunk& chunk : chunks) {
            for (const std::int64_t place : chunk.places) {
                ++seen[static_cast<size_t>(place)];
            }
            for (const Segment& segment : chunk.segments) {
                EXPECT_LE(segment.begin + segment.length,
                          static_cast<std::int64_t>(chunk.places.size()));
                if (segment.prefixLength > 0) {
                    // A prefix keeps its tokens: the chunk's rows there are the prompt's own.
                    const std::int64_t position =
                        input.positions[chunk.places[static_cast<size_t>(segment.prefixBegin)]]
                            .item<std::int64_t>();
                    EXPECT_EQ(position, 0);
                }
            }
        }
    }
    EXPECT_EQ(std::count(seen.begin(), seen.end(), 1), input.ids.size(0));
}

TEST(StackPlan, PositionsThatJumpAreLeftToThePlainPath)
{
    PackedInput input = mixedInput();
    input.positions = input.positions.clone();
    input.positions[2] = 40;
    EXPECT_FALSE(planStack(input, 1).has_value());
}

TEST(StackPlan, WorkersGradientsTakeNoMoreThanFourGigabytes)
{
    // 0.36 billion weights, as a model of half a billion has in its blocks: 1.4 GB a worker.
    constexpr std::int64_t kWeights = 360'000'000;
    EXPECT_GE(mostStackWeights(false, 2), kWeights);
    EXPECT_LT(mostStackWeights(false, 3), kWeights);
    EXPECT_EQ(mostStackWeights(false, 10), 100'000'000);
    EXPECT_EQ(mostStackWeights(true, 2), 100'000'000);
    EXPECT_EQ(mostStackWeights(true, 40), 25'000'000);
}

TEST(BlockKernels, WideAndPlainLoopsAgree)
{
    if (blockKernels() != &kBlockKernelsAvx512) {
        GTEST_SKIP() << "not run: this processor has no AVX-512";
    }
    const BlockKernels& wide = kBlockKernelsAvx512;
    const BlockKernels& plain = kBlockKernelsGeneric;
    const long width = 37;
    const at::Tensor x = at::randn({5, 2 * width});
    const at::Tensor slope = at::randn({5, width});
    const auto data = [](const at::Tensor& tensor) { return tensor.const_data_ptr<float>(); };
    const auto both = [&](at::IntArrayRef shape,
                          const std::function<void(const BlockKernels&, float*)>& work) {
        const at::Tensor first = at::zeros(shape), second = at::zeros(shape);
        work(wide, first.mutable_data_ptr<float>());
        work(plain, second.mutable_data_ptr<float>());
        EXPECT_LE((first - second).abs().max().item<double>(), 1e-5);
    };
    both({5, width}, [&](const BlockKernels& k, float* out) { k.gated(data(x), 5, width, out); });
    both({5, 2 * width}, [&](const BlockKernels& k, float* out) {
        k.gatedBackward(data(slope), data(x), 5, width, out);
    });
    both({5, width}, [&](const BlockKernels& k, float* out) {
        float inverse[5];
        k.norm(data(slope), data(x), 0.01F, 5, width, out, inverse);
    });
    both({1, 2 * width}, [&](const BlockKernels& k, float* out) {
        std::copy(data(x), data(x) + 2 * width, out);
        k.softmaxRow(out, 2 * width, 3, 70, 0.7F);
    });
    EXPECT_NEAR(wide.dot(data(x), data(slope), width), plain.dot(data(x), data(slope), width),
                1e-4);
}

TEST(Threads, MoreAreChosenOnlyWhereTheyGain)
{
    const auto inverse = [](int threads) { return 1.0 / threads; };
    EXPECT_EQ(fewestThreads([](int) { return 1.0; }, 16), 1);
    EXPECT_EQ(fewestThreads(inverse, 16), 16);
    EXPECT_EQ(fewestThreads(inverse, 6), 6);
    EXPECT_EQ(fewestThreads([](int threads) { return threads < 5 ? 1.0 / threads : 0.21; }, 16), 4);
    EXPECT_EQ(fewestThreads(inverse, 1), 1);
}

TEST(Threads, ChosenOnesAreWhatComputes)
{
    const int before = at::get_num_threads();
    int rounds = 0;
    const int chosen = chooseThreads([&] { ++rounds; });
    EXPECT_GE(rounds, 8);  // one to warm up, and some to measure
    EXPECT_EQ(at::get_num_threads(), chosen);
    EXPECT_LE(chosen, mostThreads());
    const int most = mostThreads();
    EXPECT_EQ(answerThreads(1'000'000), 1);
    EXPECT_EQ(answerThreads(1'000'000'000), most);
    at::set_num_threads(before);
}
