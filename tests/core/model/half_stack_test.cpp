// SPDX-License-Identifier: Apache-2.0
#include "core/model/fused_stack.h"
#include "core/model/head_rows.h"
#include "core/model/panel_kernels.h"
#include "tests/core/model/stack_case.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <array>

using namespace marginalia;
using stack_case::distance;
using stack_case::input;
using stack_case::rounded;
using stack_case::sameModel;
using stack_case::smallLlama;

namespace {

std::vector<at::Tensor> gradientsOf(Decoder& decoder, const PackedInput& packed, bool ours,
                                    at::Tensor& logps)
{
    setFusedStackEnabled(ours);
    setHeadRowsEnabled(ours);
    const auto out = stack_case::gradientsOf(decoder, packed, logps);
    setFusedStackEnabled(true);
    setHeadRowsEnabled(true);
    return out;
}

}  // namespace

TEST(HalfStack, IsNearerToFloat32ThanTheLibrarysOperators)
{
    if (halfPanels() == nullptr) {
        GTEST_SKIP() << "not run: this processor has no instructions for bf16";
    }
    for (const auto& [kvHeads, intermediate] :
         std::vector<std::pair<std::int64_t, std::int64_t>>{{4, 96}, {2, 75}}) {
        const auto [full, half] = sameModel(smallLlama(kvHeads, intermediate));
        const PackedInput packed = input();
        at::Tensor exact, ours, library, again;
        const auto wanted = gradientsOf(*full, packed, false, exact);
        const auto found = gradientsOf(*half, packed, true, ours);
        const auto plain = gradientsOf(*half, packed, false, library);
        const double error = (ours - exact).abs().mean().item<double>();
        EXPECT_LE(error, 0.02);
        EXPECT_LE(error, (library - exact).abs().mean().item<double>());
        double sum = 0, plainSum = 0;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            EXPECT_LE(distance(found[i], wanted[i]), 0.04) << half->parameters()[i].first;
            sum += distance(found[i], wanted[i]);
            plainSum += distance(plain[i], wanted[i]);
        }
        EXPECT_LE(sum, plainSum);
        const auto repeated = gradientsOf(*half, packed, true, again);
        EXPECT_TRUE(at::equal(again, ours));
        for (std::size_t i = 0; i < found.size(); ++i) {
            EXPECT_TRUE(at::equal(found[i], repeated[i]));
        }
        const c10::NoGradGuard noGrad;
        EXPECT_TRUE(at::equal(half->score(packed, false).logps, ours)) << "without a graph";
        EXPECT_EQ(half->hidden(packed).scalar_type(), at::kBFloat16);
    }
}

namespace {

struct HeadCase {
    at::Tensor hidden, weight, scored, targets, slopes;
};

HeadCase headCase(std::int64_t vocabulary, std::int64_t rows)
{
    at::manual_seed(3);
    HeadCase out;
    out.hidden = at::randn({50, 24});
    out.weight = at::randn({vocabulary, 24});
    out.scored = at::arange(rows, at::kLong) * 7 % 50;  // places repeat
    out.targets = at::arange(rows, at::kLong) * 13 % vocabulary;
    out.slopes = at::randn({rows});
    return out;
}

struct HeadOutcome {
    TokenScores scores;
    at::Tensor hidden, weight;
};

HeadOutcome headOutcome(const HeadCase& one, bool ours)
{
    setHeadRowsEnabled(ours);
    HeadOutcome out;
    const at::Tensor hidden = one.hidden.detach().requires_grad_(true);
    const at::Tensor weight = one.weight.detach().requires_grad_(true);
    out.scores = fusedHead(hidden, weight, one.scored, one.targets, true);
    (out.scores.logps * one.slopes).sum().backward();
    out.hidden = hidden.grad();
    out.weight = weight.grad();
    setHeadRowsEnabled(true);
    return out;
}

}  // namespace

TEST(HeadRows, EqualTheLibrarysOperators)
{
    // The last is too large to be kept: its logits are computed again.
    for (const auto& [vocabulary, rows] :
         std::vector<std::pair<std::int64_t, std::int64_t>>{{37, 5}, {1000, 333}, {4096, 5000}}) {
        const HeadCase one = headCase(vocabulary, rows);
        const HeadOutcome ours = headOutcome(one, true);
        const HeadOutcome library = headOutcome(one, false);
        EXPECT_LE((ours.scores.logps - library.scores.logps).abs().max().item<double>(), 3e-5);
        EXPECT_LE((ours.scores.entropy - library.scores.entropy).abs().max().item<double>(), 3e-5);
        EXPECT_TRUE(at::equal(ours.scores.top1, library.scores.top1));
        EXPECT_LE(distance(ours.hidden, library.hidden), 1e-5);
        EXPECT_LE(distance(ours.weight, library.weight), 1e-5);
    }
}

TEST(HeadRows, OneWorkerIsTwoAndBf16Rounds)
{
    HeadCase one = headCase(1000, 333);
    const int before = at::get_num_threads();
    at::set_num_threads(1);
    const HeadOutcome alone = headOutcome(one, true);
    at::set_num_threads(2);
    const HeadOutcome two = headOutcome(one, true);
    at::set_num_threads(before);
    EXPECT_LE(distance(two.weight, alone.weight), 1e-5);
    EXPECT_LE(distance(two.hidden, alone.hidden), 1e-5);
    if (halfPanels() == nullptr) {
        GTEST_SKIP() << "not run: this processor has no instructions for bf16";
    }
    one.weight = rounded(one.weight);
    const HeadOutcome exact = headOutcome(one, true);
    one.weight = one.weight.to(at::kBFloat16);
    const HeadOutcome half = headOutcome(one, true);
    EXPECT_LE((half.scores.logps - exact.scores.logps).abs().mean().item<double>(), 0.02);
    EXPECT_LE(distance(half.hidden, exact.hidden), 0.02);
    EXPECT_LE(distance(half.weight.to(at::kFloat), exact.weight), 0.02);
}
