// SPDX-License-Identifier: Apache-2.0
#include "core/train/adamw.h"

#include "core/train/adamw_update.h"

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/full.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/sin.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

using namespace marginalia;

namespace {

at::Tensor leaf(std::vector<std::int64_t> sizes, double value, at::ScalarType dtype = at::kFloat)
{
    return at::full(sizes, value, at::TensorOptions(dtype)).requires_grad_(true);
}

}  // namespace

TEST(AdamW, OneStepByHand)
{
    // m = 0.1 g, v = 0.001 g^2, both corrected to g and g^2: the first update is lr g / (|g| +
    // eps), after the decay.
    const at::Tensor matrix = leaf({1, 1}, 2.0);
    const at::Tensor vector = leaf({1}, 2.0);
    AdamW optimizer({{"w", matrix}, {"norm", vector}}, {0.9, 0.999, 1e-8, 0.5});
    matrix.mutable_grad() = at::full({1, 1}, 0.25F);
    vector.mutable_grad() = at::full({1}, 0.25F);
    const double norm = optimizer.gradientNorm();
    EXPECT_NEAR(norm, 0.25 * std::sqrt(2.0), 1e-6);
    optimizer.step(0.1, norm, 10);
    EXPECT_NEAR(matrix.item<double>(), 2.0 * (1 - 0.1 * 0.5) - 0.1, 1e-5);
    EXPECT_NEAR(vector.item<double>(), 2.0 - 0.1, 1e-5);  // one dimension: no decay
    EXPECT_EQ(optimizer.steps(), 1);
}

TEST(AdamW, OnePassIsOperatorAfterOperator)
{
    at::manual_seed(4);
    const at::Tensor start = at::randn({37, 19});
    const auto trained = [&](bool fused) {
        setFusedAdamWEnabled(fused);
        const at::Tensor parameter = start.clone().requires_grad_(true);
        AdamW optimizer({{"w", parameter}}, {0.9, 0.99, 1e-6, 0.1});
        for (int i = 0; i < 20; ++i) {
            parameter.mutable_grad() = at::sin(start * (i + 1));
            optimizer.step(1e-2, optimizer.gradientNorm(), 1);
        }
        setFusedAdamWEnabled(true);
        NamedTensors out = optimizer.state();
        out.emplace_back("w", parameter.detach());
        return out;
    };
    const NamedTensors fused = trained(true);
    const NamedTensors plain = trained(false);
    for (std::size_t i = 0; i < fused.size(); ++i) {
        EXPECT_LE((fused[i].second - plain[i].second).norm().item<double>(),
                  1e-6 * plain[i].second.norm().item<double>())
            << fused[i].first;
    }
    EXPECT_GT((fused.back().second - start).abs().min().item<double>(), 1e-3) << "nothing moved";
}

TEST(AdamW, ClippingScalesTheGradient)
{
    const at::Tensor parameter = leaf({1, 2}, 0.0);
    AdamW optimizer({{"w", parameter}}, {});
    parameter.mutable_grad() = at::full({1, 2}, 3.0F);
    const double norm = optimizer.gradientNorm();
    optimizer.step(0, norm, 1);
    const std::map<std::string, at::Tensor> state = [&] {
        const NamedTensors all = optimizer.state();
        return std::map<std::string, at::Tensor>(all.begin(), all.end());
    }();
    EXPECT_NEAR(state.at("exp_avg.w")[0][0].item<double>(), 0.1 * 3 / norm, 1e-6);
}

TEST(AdamW, MastersKeepWhatBf16Loses)
{
    // 1 + 1e-3 is 1 in bf16; a hundred such steps are not.
    const at::Tensor parameter = leaf({2, 2}, 1.0, at::kBFloat16);
    AdamW optimizer({{"w", parameter}}, {});
    for (int i = 0; i < 100; ++i) {
        optimizer.zeroGradients();
        parameter.mutable_grad() = at::full({2, 2}, -1.0, at::kBFloat16);
        optimizer.collect();
        EXPECT_FALSE(parameter.grad().defined());
        optimizer.step(1e-3, optimizer.gradientNorm(), 100);
    }
    EXPECT_NEAR(optimizer.weights()[0].second[0][0].item<double>(), 1.1, 1e-4);
    EXPECT_NEAR(parameter[0][0].item<double>(), 1.1, 5e-3);
}

TEST(AdamW, RestoreWantsEverything)
{
    const at::Tensor first = leaf({2, 2}, 1.0);
    AdamW optimizer({{"w", first}}, {});
    first.mutable_grad() = at::full({2, 2}, 1.0F);
    optimizer.step(0.1, 2, 10);
    const at::Tensor second = leaf({2, 2}, 0.0);
    AdamW other({{"w", second}}, {});
    NamedTensors state = optimizer.state();
    ASSERT_TRUE(other.restore(optimizer.weights(), state, optimizer.steps()).ok());
    EXPECT_TRUE(second.equal(first));
    EXPECT_EQ(other.steps(), 1);
    state.pop_back();
    const Status missing = other.restore(optimizer.weights(), state, 1);
    ASSERT_FALSE(missing.ok());
    EXPECT_NE(missing.error().message().find("exp_avg_sq.w"), std::string::npos);
}
