// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog.h"
#include "core/objectives/objective.h"
#include "tests/core/objectives/golden_batch.h"
#include "tests/core/objectives/objective_runs.h"

#include <ATen/TensorOperators.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

using namespace marginalia;
using golden::acceptancePairs;
using golden::acceptanceThumbs;
using golden::answer;
using golden::bound;
using golden::expectClose;
using golden::Numbers;
using golden::run;
using golden::Seen;

namespace {

/// A row of the table of objectives.md 13.
struct Accepted {
    golden::CaseBinding binding;
    double lossA;
    double lossB;
    Numbers gradient;  ///< A.w, A.l, B.w, B.l
};

std::vector<Accepted> acceptanceTable()
{
    const auto divergence = [](const char* name) {
        return bound("dpo", {}, {}, {{"f_divergence", {}, {{"divergence", name}}}});
    };
    golden::CaseBinding mix = bound("dpo");
    mix.parameters.terms = {{"dpo", 0.8}, {"bco_pair", 0.2}};
    return {
        {bound("dpo"), 0.598139, 0.744397, {-0.045017, 0.045017, -0.052498, 0.052498}},
        {bound("dpo_hinge"), 0.8, 1.1, {-0.1, 0.1, -0.1, 0.1}},
        {bound("ipo", {{"beta", 0.1}}),
         22.168403,
         26.066698,
         {-1.569444, 1.177083, -1.021111, 1.134568}},
        {bound("exo_pair"), 2.422015, 2.935004, {-0.166003, 0.166003, -0.174732, 0.174732}},
        {bound("nca_pair", {{"beta", 0.1}}),
         1.338793,
         1.411919,
         {-0.021253, 0.023751, -0.026875, 0.025625}},
        {bound("dpo", {}, {}, {{"unbiased", {{"epsilon", 0.1}}, {}}}),
         0.573139,
         0.756897,
         {-0.057517, 0.057517, -0.064998, 0.064998}},
        {bound("bco_pair", {}, {{"bco_shift", "none"}}),
         1.288793,
         1.436919,
         {-0.047502, 0.047502, -0.051250, 0.051250}},
        {bound("sppo_hard"), 32.0, 60.5, {-8, 8, -11, 11}},
        {bound("apo_zero"), 0.950042, 1.024995, {-0.024938, 0.024938, -0.024984, 0.024984}},
        {bound("apo_down"), 0.975145, 1.012482, {0.000186, 0.024752, 0.000047, 0.024938}},
        {bound("discopop", {{"tau", 0.05}}),
         0.873792,
         0.807966,
         {-0.015335, 0.015335, 0.032565, -0.032565}},
        {bound("dpo_norm", {{"beta", 0.1}}),
         0.678670,
         0.698439,
         {-0.008212, 0.006159, -0.005026, 0.005585}},
        {bound("dpo_norm"), 0.209145, 0.991458, {-0.157269, 0.117951, -0.314482, 0.349425}},
        {divergence("forward_kl"), 0.582517, 0.746614, {-0.016242, 0.120015, -0.086728, 0.031905}},
        {divergence("js"), 0.644397, 0.718460, {-0.012775, 0.034727, -0.031901, 0.019349}},
        {divergence("alpha"), 0.594349, 0.744945, {-0.027177, 0.073876, -0.067442, 0.040906}},
        {mix, 0.736270, 0.882901, {-0.045514, 0.045514, -0.052248, 0.052248}},
        {bound("dpo", {}, {}, {{"smoothed", {{"epsilon", 0.1}}, {}}}),
         0.618139,
         0.734397,
         {-0.035017, 0.035017, -0.042498, 0.042498}},
        {bound("dpo", {}, {}, {{"em", {}, {}}}),
         0.614816,
         0.733460,
         {-0.036678, 0.036678, -0.041561, 0.041561}},
        {bound("cpo", {{"cpo_alpha", 0}}),
         0.554355,
         0.798139,
         {-0.042556, 0.042556, -0.054983, 0.054983}},
        {bound("simpo"), 1.501929, 1.313262, {-0.259100, 0.194325, -0.146212, 0.162457}},
        {bound("alphapo"), 1.141806, 0.825939, {-0.467659, 0.339953, -0.231718, 0.257465}},
        {bound("asft_abs"), 4.166474, 4.145413, {-0.333333, 0.022642, -0.2, 0.017391}},
        {bound("dpop"), 0.598139, 0.883382, {-0.045017, 0.045017, -0.351971, 0.058662}},
        {bound("cal_dpo"), 32.126928, 61.813262, {-8.119203, 8.119203, -11.731059, 11.731059}},
    };
}

}  // namespace

TEST(Acceptance, LossesAndSlopesOfTheTwoPairs)
{
    for (const at::ScalarType dtype : {at::kDouble, at::kFloat}) {
        for (const Accepted& each : acceptanceTable()) {
            const Seen seen = run(each.binding, acceptancePairs(), dtype);
            const double tolerance = 1e-5 * std::max(1.0, std::abs(each.lossB) / 10);
            expectClose(seen.loss, {each.lossA, each.lossA, each.lossB, each.lossB}, tolerance,
                        each.binding.id);
            expectClose(seen.gradient, each.gradient, tolerance, each.binding.id + " slope");
        }
    }
}

TEST(Acceptance, OddsTermOfOrpo)
{
    const RowBatch batch = golden::batchOf(acceptancePairs(), at::kDouble);
    const golden::Reduced result = golden::reduced(bound("orpo"), batch);
    expectClose(golden::flat(result.out.rowLoss), {0.076884, 0.076884, 0.069315, 0.069315}, 1e-5,
                "orpo");
    result.out.terms[0].numerator.backward();
    const Numbers gradient = golden::flat(batch.lp.grad());
    expectClose({gradient[0], gradient[6], gradient[14], gradient[24]},
                {-0.010340, 0.007920, -0.005783, 0.006425}, 1e-5, "orpo slope");
}

TEST(Acceptance, SortedLosses)
{
    // Pair B's policy gap is the smaller one, so it holds rank 0.
    expectClose(run(bound("aot"), acceptancePairs()).loss, {0.598139, 0.598139, 0.744397, 0.744397},
                1e-5, "aot");
    expectClose(run(bound("aot_unpaired"), acceptancePairs()).loss,
                {0.668460, 0.668460, 0.668460, 0.668460}, 1e-5, "aot_unpaired");
}

TEST(Acceptance, PosteriorOfTheReliabilityStep)
{
    const RowBatch batch = golden::batchOf(acceptancePairs(), at::kDouble);
    const golden::Reduced result = golden::reduced(bound("dpo", {}, {}, {{"em", {}, {}}}), batch);
    for (const auto& [name, values] : result.out.rowMetrics) {
        if (name == "posterior") {
            expectClose(golden::flat(values), {0.916615, 0.916615, 0.890633, 0.890633}, 1e-5, name);
        }
    }
    // One annotator: 0.9 moves a tenth of the way to the mean posterior.
    expectClose(result.state.at("eta"), {0.9 * 0.9 + 0.1 * (0.916615 + 0.890633) / 2}, 1e-6, "eta");
}

TEST(Acceptance, JudgedAnswers)
{
    Json rows = acceptanceThumbs();
    rows.push_back(answer("kl", -1, -5, -5.2, 2));
    Seen seen = run(bound("kto"), rows);
    expectClose({seen.loss[0], seen.loss[1], seen.loss[2], seen.loss[3]},
                {0.480011, 0.517493, 0.470036, 0.507499}, 1e-5, "kto");
    golden::CaseBinding fixed = bound("bco", {}, {{"delta_mode", "fixed"}});
    fixed.state = {{"mean", {0.03}}, {"count", {8}}};
    seen = run(fixed, acceptanceThumbs());
    expectClose(seen.loss, {0.658760, 0.733947, 0.630258, 0.703197}, 1e-5, "bco");
    expectClose(seen.gradient, {-0.048251, -0.051999, 0.046755, 0.050500}, 1e-5, "bco slope");
}
