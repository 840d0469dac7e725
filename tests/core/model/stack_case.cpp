// SPDX-License-Identifier: Apache-2.0
#include "tests/core/model/stack_case.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>

namespace marginalia::stack_case {

at::Tensor rounded(const at::Tensor& values)
{
    return values.to(at::kBFloat16).to(at::kFloat);
}

ModelConfig smallLlama(std::int64_t kvHeads, std::int64_t intermediate)
{
    ModelConfig config;
    config.modelType = "llama";
    config.vocabulary = 83;
    config.hidden = 64;
    config.intermediate = intermediate;
    config.layers = 3;
    config.heads = 4;
    config.kvHeads = kvHeads;
    config.headDim = 16;
    config.context = 512;
    config.normEps = 1e-5;
    config.tied = false;
    return config;
}

std::pair<std::unique_ptr<Decoder>, std::unique_ptr<Decoder>> sameModel(const ModelConfig& config)
{
    auto full = Decoder::initialise(config, 5, at::kFloat, at::kCPU);
    auto half = Decoder::initialise(config, 5, at::kBFloat16, at::kCPU);
    const c10::NoGradGuard noGrad;
    for (std::size_t i = 0; i < full->parameters().size(); ++i) {
        at::Tensor parameter = full->parameters()[i].second;
        if (parameter.dim() == 2) {
            parameter.mul_(4);
        }
        parameter.copy_(rounded(parameter));
        at::Tensor(half->parameters()[i].second).copy_(parameter);
    }
    return {std::move(full), std::move(half)};
}

PackedInput input()
{
    PackedInput out;
    std::vector<std::int64_t> positions;
    const auto add = [&](std::int64_t length, std::int64_t prefix, std::int64_t prefixLength) {
        const auto begin = static_cast<std::int64_t>(positions.size());
        out.segments.push_back({begin, length, prefix, prefixLength});
        for (std::int64_t i = 0; i < length; ++i) {
            positions.push_back(prefixLength + i);
        }
        return begin;
    };
    const std::int64_t prompt = add(70, -1, 0);
    add(45, prompt, 70);
    add(83, prompt, 70);
    add(31, -1, 0);
    add(1, -1, 0);
    const auto tokens = static_cast<std::int64_t>(positions.size());
    out.positions = at::tensor(positions, at::kLong);
    out.ids = at::arange(tokens, at::kLong) * 17 % 83;
    out.scored = at::arange(0, tokens, 2, at::kLong);
    out.targets = at::arange(out.scored.size(0), at::kLong) * 5 % 83;
    return out;
}

std::vector<at::Tensor> gradientsOf(Decoder& decoder, const PackedInput& packed, at::Tensor& logps)
{
    decoder.setTrainable(true);
    for (const auto& [name, parameter] : decoder.parameters()) {
        parameter.mutable_grad() = at::Tensor();
    }
    const at::Tensor all = decoder.score(packed, false).logps;
    (all * at::linspace(-1, 1, all.size(0))).sum().backward();
    logps = all.detach();
    std::vector<at::Tensor> out;
    for (const auto& [name, parameter] : decoder.parameters()) {
        out.push_back(parameter.grad().to(at::kFloat));
    }
    return out;
}

double distance(const at::Tensor& found, const at::Tensor& wanted)
{
    return ((found - wanted).norm() / wanted.norm()).item<double>();
}

}  // namespace marginalia::stack_case
