// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog.h"
#include "core/objectives/objective.h"
#include "tests/core/objectives/golden_batch.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

using namespace marginalia;

namespace {

Json row(const char* role, int pair, std::vector<double> logps, std::vector<double> refs,
         std::vector<int> mask)
{
    return {{"role", role}, {"pair", pair}, {"logps", logps}, {"ref_logps", refs}, {"mask", mask}};
}

/// objectives.md 13: pair A and B with their log-prob sums on single tokens.
Json acceptanceNumbers()
{
    return Json::array({row("chosen", 0, {-12}, {-13}, {1}), row("rejected", 0, {-15}, {-14}, {1}),
                        row("rejected", 1, {-18}, {-18.5}, {1}),
                        row("chosen", 1, {-20}, {-19.5}, {1})});
}

LossOut lossOf(const std::string& id, const RowBatch& batch, BoundParameters parameters = {})
{
    auto objective = bindObjective(id, parameters);
    EXPECT_TRUE(objective.ok());
    return (*objective)(batch);
}

}  // namespace

TEST(Objectives, EveryRowOfTheCatalogueBinds)
{
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        EXPECT_TRUE(bindObjective(info.id, {}).ok()) << info.id;
        BoundParameters wrong;
        wrong.numbers["no_such"] = 1;
        const auto refused = bindObjective(info.id, wrong);
        ASSERT_FALSE(refused.ok());
        EXPECT_EQ(refused.error().where, "no_such");
    }
}

TEST(Objectives, DpoAcceptanceNumbers)
{
    const RowBatch batch = golden::batchOf(acceptanceNumbers(), at::kFloat);
    const LossOut out = lossOf("dpo", batch);
    EXPECT_NEAR(out.rowLoss[0].item<double>(), 0.598139, 1e-5);
    EXPECT_NEAR(out.rowLoss[3].item<double>(), 0.744397, 1e-5);
    out.terms[0].numerator.backward();
    const auto gradient = golden::flat(batch.lp.grad());
    const double want[] = {-0.045017, 0.045017, 0.052498, -0.052498};
    for (size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(gradient[i], want[i], 1e-5);
    }
}

TEST(Objectives, KtoAcceptanceNumbers)
{
    // One mismatched row whose log-ratio is z0 = 0.2.
    Json rows = Json::array(
        {row("desirable", -1, {-12}, {-13}, {1}), row("desirable", -1, {-20}, {-19.5}, {1}),
         row("undesirable", -1, {-15}, {-14}, {1}), row("undesirable", -1, {-18}, {-18.5}, {1}),
         row("kl", -1, {-5}, {-5.2}, {1})});
    const RowBatch batch = golden::batchOf(rows, at::kFloat);
    const LossOut out = lossOf("kto", batch);
    const double losses[] = {0.480011, 0.517493, 0.470036, 0.507499};
    const double gradients[] = {-0.024960, -0.024969, 0.024910, 0.024994};
    out.terms[0].numerator.backward();
    for (int i = 0; i < 4; ++i) {
        EXPECT_NEAR(out.rowLoss[i].item<double>(), losses[i], 1e-5);
        EXPECT_NEAR(batch.lp.grad()[i].item<double>(), gradients[i], 1e-5);
    }
    EXPECT_EQ(batch.lp.grad()[4].item<double>(), 0.0);
}

TEST(Objectives, HolesInMasksAddNothing)
{
    // The same rows once dense and once with untrained tokens in between that carry -inf and other
    // values.
    const double inf = -std::numeric_limits<double>::infinity();
    for (const std::string id : {"sft", "dpo", "kto"}) {
        const bool pairs = id == "dpo";
        const char* good = pairs ? "chosen" : (id == "kto" ? "desirable" : "demo");
        const char* bad = pairs ? "rejected" : (id == "kto" ? "undesirable" : "demo");
        const RowBatch dense =
            golden::batchOf(Json::array({row(good, pairs ? 0 : -1, {-1, -2}, {-1.5, -2}, {1, 1}),
                                         row(bad, pairs ? 0 : -1, {-3, -0.5}, {-2, -1}, {1, 1})}),
                            at::kDouble);
        RowBatch holes = golden::batchOf(
            Json::array(
                {row(good, pairs ? 0 : -1, {-9, -1, -7, -8, -2}, {-1, -1.5, 0, 0, -2},
                     {0, 1, 0, 0, 1}),
                 row(bad, pairs ? 0 : -1, {-3, -4, -0.5, -6}, {-2, -3, -1, -1}, {1, 0, 1, 0})}),
            at::kDouble);
        auto values = golden::flat(holes.lp);
        values[2] = inf;
        holes.lp = at::tensor(values, at::kDouble).requires_grad_(true);
        const LossOut a = lossOf(id, dense);
        const LossOut b = lossOf(id, holes);
        EXPECT_DOUBLE_EQ(a.terms[0].numerator.item<double>(), b.terms[0].numerator.item<double>())
            << id;
        EXPECT_EQ(denominatorOf(a.terms[0].denominator, rowFacts(dense)),
                  denominatorOf(b.terms[0].denominator, rowFacts(holes)))
            << id;
        a.terms[0].numerator.backward();
        b.terms[0].numerator.backward();
        const auto ga = golden::flat(dense.lp.grad());
        const auto gb = golden::flat(holes.lp.grad());
        const size_t at[] = {1, 4, 5, 7};
        for (size_t i = 0; i < 4; ++i) {
            EXPECT_DOUBLE_EQ(ga[i], gb[at[i]]) << id;
        }
        EXPECT_EQ(gb[2], 0.0) << id;
        EXPECT_EQ(gb[0], 0.0) << id;
    }
}

TEST(Objectives, SmoothingByHand)
{
    // cDPO of objectives.md 13.
    BoundParameters parameters;
    parameters.numbers["label_smoothing"] = 0.1;
    const RowBatch batch = golden::batchOf(acceptanceNumbers(), at::kFloat);
    const LossOut out = lossOf("dpo", batch, parameters);
    EXPECT_NEAR(out.rowLoss[0].item<double>(), 0.618139, 1e-5);
    EXPECT_NEAR(out.rowLoss[3].item<double>(), 0.734397, 1e-5);
}

TEST(Objectives, GradientOfTermsAgainstDifferences)
{
    BoundParameters parameters;
    parameters.terms = {{"dpo", 0.7}, {"sft", 0.3}};
    parameters.words["sft_reduction"] = "row_mean";
    const auto loss = [&](const RowBatch& batch) {
        const LossOut out = lossOf("dpo", batch, parameters);
        return (out.terms[0].weight * out.terms[0].numerator +
                out.terms[1].weight * out.terms[1].numerator);
    };
    RowBatch batch = golden::batchOf(acceptanceNumbers(), at::kDouble);
    loss(batch).backward();
    const auto gradient = golden::flat(batch.lp.grad());
    const auto values = golden::flat(batch.lp);
    for (size_t i = 0; i < values.size(); ++i) {
        const auto shifted = [&](double by) {
            auto moved = values;
            moved[i] += by;
            batch.lp = at::tensor(moved, at::kDouble);
            return loss(batch).item<double>();
        };
        EXPECT_NEAR(gradient[i], (shifted(1e-6) - shifted(-1e-6)) / 2e-6, 1e-8);
    }
}
