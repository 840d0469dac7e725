// SPDX-License-Identifier: Apache-2.0
#include "core/model/decoder.h"
#include "core/model/families.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

using namespace marginalia;

namespace {

constexpr std::int64_t kExperts = 6;

ModelConfig mixture()
{
    ModelConfig config;
    config.modelType = "mixtral";
    config.layout = findFamily("mixtral")->layout;
    config.vocabulary = 31;
    config.hidden = 12;
    config.intermediate = 10;
    config.layers = 2;
    config.heads = 2;
    config.kvHeads = 1;
    config.headDim = 6;
    config.context = 64;
    config.tied = true;
    config.experts = kExperts;
    config.expertsPerToken = 2;
    return config;
}

/// Two tokens that choose two experts each: at least two of the six have none in every block.
PackedInput twoTokens()
{
    PackedInput input;
    input.ids = at::tensor(std::vector<std::int64_t>{3, 17}, at::kLong);
    input.positions = at::arange(2, at::kLong);
    input.segments = {{0, 2, -1, 0}};
    return input;
}

std::unique_ptr<Decoder> strongDecoder()
{
    auto decoder = Decoder::initialise(mixture(), 11, at::kDouble, at::kCPU);
    const c10::NoGradGuard noGrad;
    for (const auto& [name, parameter] : decoder->parameters()) {
        if (parameter.dim() == 2) {
            parameter.mul_(20);
        }
    }
    return decoder;
}

double lossOf(const Decoder& decoder, const at::Tensor& weights)
{
    const c10::NoGradGuard noGrad;
    return (decoder.hidden(twoTokens()) * weights).sum().item<double>();
}

bool isOfExperts(const std::string& name)
{
    return name.find("block_sparse_moe") != std::string::npos;
}

}  // namespace

TEST(Experts, RouterAndExpertGradientsAreThoseOfFiniteDifferences)
{
    const auto decoder = strongDecoder();
    const at::Tensor weights = at::linspace(-1, 1, 24, at::kDouble).view({2, 12});
    decoder->setTrainable(true);
    (decoder->hidden(twoTokens()) * weights).sum().backward();
    decoder->setTrainable(false);
    constexpr double kStep = 1e-6;
    int routers = 0, without = 0, with = 0;
    for (const auto& [name, parameter] : decoder->parameters()) {
        if (!isOfExperts(name)) {
            continue;
        }
        SCOPED_TRACE(name);
        const at::Tensor gradient = parameter.grad();
        ASSERT_TRUE(gradient.defined()) << "an expert without tokens has a gradient of zero";
        auto* const values = parameter.mutable_data_ptr<double>();
        const auto* const slopes = gradient.const_data_ptr<double>();
        for (std::int64_t i = 0; i < parameter.numel(); i += 7) {
            const double kept = values[i];
            values[i] = kept + kStep;
            const double above = lossOf(*decoder, weights);
            values[i] = kept - kStep;
            const double below = lossOf(*decoder, weights);
            values[i] = kept;
            const double wanted = (above - below) / (2 * kStep);
            EXPECT_NEAR(slopes[i], wanted, 1e-6 * std::max(1.0, std::abs(wanted))) << i;
        }
        const bool zero = gradient.abs().max().item<double>() == 0;
        routers += static_cast<int>(name.find("gate.weight") != std::string::npos);
        (zero ? without : with) += static_cast<int>(name.find("w1.weight") != std::string::npos);
    }
    EXPECT_EQ(routers, 2);
    EXPECT_GE(without, 4) << "two experts of each block see no token";
    EXPECT_GE(with, 4);
}

TEST(Experts, ATokenIsTheWeightedSumOfItsLikeliestExperts)
{
    ModelConfig config = mixture();
    config.layers = 1;
    const auto decoder = Decoder::initialise(config, 5, at::kDouble, at::kCPU);
    const c10::NoGradGuard noGrad;
    const std::string block = "model.layers.0.";
    decoder->parameter(block + "self_attn.o_proj.weight").zero_();  // attention adds nothing
    const at::Tensor ids = at::tensor(std::vector<std::int64_t>{9}, at::kLong);
    PackedInput input;
    input.ids = ids;
    input.positions = at::zeros({1}, at::kLong);
    input.segments = {{0, 1, -1, 0}};

    const at::Tensor x = decoder->parameter("model.embed_tokens.weight")[9];
    const auto normed = [](const at::Tensor& row) {
        return row / (row.pow(2).mean() + 1e-6).sqrt();
    };
    const at::Tensor in = normed(x);
    const std::string experts = block + "block_sparse_moe.";
    const at::Tensor shares =
        at::matmul(decoder->parameter(experts + "gate.weight"), in).softmax(-1);
    const at::Tensor order = shares.argsort(0, true);
    at::Tensor sum = at::zeros({12}, at::kDouble);
    double total = 0;
    for (int k = 0; k < 2; ++k) {
        const auto expert = order[k].item<std::int64_t>();
        const std::string base = experts + "experts." + std::to_string(expert) + ".";
        const auto weight = [&](const char* name) {
            return decoder->parameter(base + name + ".weight");
        };
        const at::Tensor gate = at::matmul(weight("w1"), in);
        const at::Tensor inner = gate / (1 + (-gate).exp()) * at::matmul(weight("w3"), in);
        sum += shares[expert] * at::matmul(weight("w2"), inner);
        total += shares[expert].item<double>();
    }
    const at::Tensor wanted = normed(x + sum / total);
    EXPECT_LE((decoder->hidden(input)[0] - wanted).abs().max().item<double>(), 1e-10);
}
