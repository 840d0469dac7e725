// SPDX-License-Identifier: Apache-2.0
// Numbers worked out by hand and identities of losses that copy, rank and score (objectives.md 13).
#include "core/jobs/catalog.h"
#include "core/objectives/objective.h"
#include "tests/core/objectives/golden_batch.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/tensor.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

using namespace marginalia;

namespace {

Objective bound(const std::string& id, const BoundParameters& parameters = {})
{
    auto objective = bindObjective(id, parameters);
    EXPECT_TRUE(objective.ok()) << id << (objective.ok() ? "" : objective.error().message());
    return *objective;
}

/// A group of answers of one token each, so that sums and averages are the same.
Json group(const char* role, const std::vector<double>& logps, const std::vector<double>& rewards)
{
    Json out = Json::array();
    for (std::size_t i = 0; i < logps.size(); ++i) {
        out.push_back({{"role", role},
                       {"pair", -1},
                       {"group", 0},
                       {"logps", {logps[i]}},
                       {"mask", {1}},
                       {"reward", rewards[i]}});
    }
    return out;
}

double groupLoss(const std::string& id, const Json& rows, const BoundParameters& parameters)
{
    const RowBatch batch = golden::batchOf(rows, at::kFloat);
    return bound(id, parameters)(batch).rowLoss[0].item<double>();
}

/// One position of three tokens: objectives.md 13's.
struct OneToken {
    RowBatch batch;
    at::Tensor logits;

    explicit OneToken(const StatisticsRequest& request)
    {
        batch = golden::batchOf(
            Json::array(
                {{{"role", "demo"}, {"pair", -1}, {"group", -1}, {"logps", {0.0}}, {"mask", {1}}}}),
            at::kFloat);
        logits = at::tensor({2.0, 1.0, 0.0}, at::kFloat).view({1, 3}).requires_grad_(true);
        const at::Tensor other = at::tensor({1.0, 1.0, 0.5}, at::kFloat).view({1, 3});
        const at::Tensor target = at::tensor({std::int64_t{1}}, at::kLong);
        batch.lp = at::log_softmax(logits, 1).gather(1, target.unsqueeze(1)).squeeze(1);
        batch.statistics = tokenStatistics(logits, other, target, request);
    }
};

double total(const LossOut& out)
{
    double sum = 0;
    for (const LossTerm& term : out.terms) {
        sum += term.weight * term.numerator.item<double>();
    }
    return sum;
}

}  // namespace

TEST(Imitation, VocabularyNumbers)
{
    const OneToken plain(StatisticsRequest{});
    EXPECT_NEAR(total(bound("sft")(plain.batch)), 1.407606, 1e-5);
    const LossOut dft = bound("dft")(plain.batch);
    EXPECT_NEAR(total(dft), 0.344481, 1e-5);
    dft.terms[0].numerator.backward();
    const double want[] = {0.162803, -0.184836, 0.022033};
    for (int i = 0; i < 3; ++i) {
        EXPECT_NEAR(plain.logits.grad()[0][i].item<double>(), want[i], 1e-5);
    }
    const Objective anchored = bound("anchored_sft");
    const OneToken both(anchored.statistics);
    EXPECT_NEAR(total(anchored(both.batch)), 0.353595, 1e-5);
}

TEST(Imitation, StatisticsOfThePage)
{
    StatisticsRequest request;
    request.entropy = request.logSumSquares = request.klFromOther = request.klToOther = true;
    request.jsd = request.otherLogps = true;
    for (const auto& [beta, jsd] :
         {std::pair(0.1, 0.016162), std::pair(0.5, 0.043200), std::pair(0.9, 0.015354)}) {
        request.jsdBeta = beta;
        const TokenStatistics got = OneToken(request).batch.statistics;
        EXPECT_NEAR(got.jsd.item<double>(), jsd, 1e-5);
        EXPECT_NEAR(got.entropy.item<double>(), 0.832396, 1e-5);
        EXPECT_NEAR(got.logSumSquares.item<double>(), -0.672280, 1e-5);
        EXPECT_NEAR(got.klFromOther.item<double>(), 0.182282, 1e-5);
        EXPECT_NEAR(got.klToOther.item<double>(), 0.170640, 1e-5);
        EXPECT_NEAR(got.otherLogps.item<double>(), 1 - std::log(2 * std::exp(1.0) + std::exp(0.5)),
                    1e-5);
    }
    request.jsdBeta = 0.3;
    const OneToken at(request);
    at.batch.statistics.jsd.backward();
    const double want[] = {0.055397, -0.029825, -0.025572};
    for (int i = 0; i < 3; ++i) {
        EXPECT_NEAR(at.logits.grad()[0][i].item<double>(), want[i], 1e-5);
    }
    // The ends are the plain divergences.
    request.jsdBeta = 0;
    const TokenStatistics forward = OneToken(request).batch.statistics;
    EXPECT_EQ(forward.jsd.item<double>(), forward.klFromOther.item<double>());
    request.jsdBeta = 1;
    const TokenStatistics reverse = OneToken(request).batch.statistics;
    EXPECT_EQ(reverse.jsd.item<double>(), reverse.klToOther.item<double>());
}

TEST(Imitation, RolloutsWithoutPenaltyAreDft)
{
    BoundParameters parameters;
    parameters.numbers = {{"kappa", 1.0}, {"rho_neg", 0.0}};
    const Objective otr = bound("otr", parameters);
    const OneToken rolled(otr.statistics);
    const OneToken plain(StatisticsRequest{});
    const LossOut a = otr(rolled.batch);
    const LossOut b = bound("dft")(plain.batch);
    EXPECT_NEAR(total(a), total(b), 1e-6);
    a.terms[0].numerator.backward();
    b.terms[0].numerator.backward();
    EXPECT_LT((rolled.logits.grad() - plain.logits.grad()).abs().max().item<double>(), 1e-6);
}

TEST(Imitation, StatisticsAgainstDifferences)
{
    std::mt19937 random(3);
    std::normal_distribution<double> draw(0, 2);
    const auto table = [&](int rows, int columns) {
        std::vector<double> values(static_cast<std::size_t>(rows * columns));
        for (double& value : values) {
            value = draw(random);
        }
        return at::tensor(values, at::kDouble).view({rows, columns});
    };
    const at::Tensor start = table(3, 24);
    const at::Tensor other = table(3, 24);
    const at::Tensor target = at::tensor({std::int64_t{0}, std::int64_t{7}, std::int64_t{23}});
    StatisticsRequest request;
    request.entropy = request.logSumSquares = request.klFromOther = request.klToOther = true;
    request.jsd = request.topEntropy = true;
    request.jsdBeta = 0.3;
    request.topK = 5;
    const auto sum = [&](const at::Tensor& logits) {
        const TokenStatistics all = tokenStatistics(logits, other, target, request);
        return (all.entropy + 2 * all.logSumSquares + 3 * all.klFromOther + 4 * all.klToOther +
                5 * all.jsd + 6 * all.topEntropy)
            .sum();
    };
    const at::Tensor leaf = start.clone().requires_grad_(true);
    sum(leaf).backward();
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 24; ++column) {
            const auto shifted = [&](double by) {
                at::Tensor moved = start.clone();
                moved[row][column] += by;
                return sum(moved).item<double>();
            };
            EXPECT_NEAR(leaf.grad()[row][column].item<double>(),
                        (shifted(1e-6) - shifted(-1e-6)) / 2e-6, 1e-7);
        }
    }
}

TEST(Ranking, NumbersOfThePage)
{
    BoundParameters none;
    const Json rows = group("candidate", {-0.5, -0.8, -0.6}, {3, 2, 1});
    // 0.2 is the rank term; the best answer's likelihood adds 0.5.
    EXPECT_NEAR(groupLoss("rrhf", rows, none), 0.2 + 0.5, 1e-5);
    none.numbers["omega"] = 0;
    EXPECT_NEAR(groupLoss("pro", rows, none), 1.910040, 1e-5);
    const Json scored = group("candidate", {1, -0.5, 0.2}, {0.9, 0.1, 0.4});
    BoundParameters nca;
    nca.numbers = {{"beta", 0.1}, {"alpha", 0.5}};
    EXPECT_NEAR(groupLoss("infonca", scored, nca), 1.061866, 1e-5);
    EXPECT_NEAR(groupLoss("nca", scored, nca), 1.368366, 1e-5);
}

TEST(Ranking, ContrastOfRightAndWrongAnswers)
{
    Json rows = group("positive", {-0.5, -0.7}, {1, 1});
    rows.push_back(group("negative", {-0.6}, {0})[0]);
    EXPECT_NEAR(groupLoss("aft", rows, {}), 1.101943, 1e-5);
    BoundParameters boundary;
    boundary.words["mode"] = "boundary";
    EXPECT_NEAR(groupLoss("aft", rows, boundary), 1.470325, 1e-5);
}

TEST(Ranking, PlackettLuceOfTwoIsDpo)
{
    const RowBatch pair = golden::batchOf(Json::array({{{"role", "chosen"},
                                                        {"pair", 0},
                                                        {"group", -1},
                                                        {"logps", {-12.0}},
                                                        {"ref_logps", {-13.0}},
                                                        {"mask", {1}}},
                                                       {{"role", "rejected"},
                                                        {"pair", 0},
                                                        {"group", -1},
                                                        {"logps", {-15.0}},
                                                        {"ref_logps", {-14.0}},
                                                        {"mask", {1}}}}),
                                          at::kDouble);
    const RowBatch ranked = golden::batchOf(Json::array({{{"role", "candidate"},
                                                          {"pair", -1},
                                                          {"group", 0},
                                                          {"logps", {-12.0}},
                                                          {"ref_logps", {-13.0}},
                                                          {"mask", {1}},
                                                          {"rank", 1}},
                                                         {{"role", "candidate"},
                                                          {"pair", -1},
                                                          {"group", 0},
                                                          {"logps", {-15.0}},
                                                          {"ref_logps", {-14.0}},
                                                          {"mask", {1}},
                                                          {"rank", 2}}}),
                                            at::kDouble);
    const LossOut dpo = bound("dpo")(pair);
    const LossOut listwise = bound("dpo_pl")(ranked);
    EXPECT_NEAR(total(dpo), total(listwise), 1e-12);
    EXPECT_NEAR(total(listwise), 0.598139, 1e-5);
    dpo.terms[0].numerator.backward();
    listwise.terms[0].numerator.backward();
    EXPECT_LT((pair.lp.grad() - ranked.lp.grad()).abs().max().item<double>(), 1e-12);
}

TEST(Ranking, AnswersWithoutScoresDoNotCompete)
{
    Json rows = group("candidate", {-1, -2, -3}, {2, 1, 0});
    rows[2].erase("reward");
    const Json two = group("candidate", {-1, -2}, {2, 1});
    for (const std::string id : {"rrhf", "pro", "infonca", "nca", "dpo_pl"}) {
        EXPECT_NEAR(groupLoss(id, rows, {}), groupLoss(id, two, {}), 1e-12) << id;
    }
}

TEST(RewardModel, NumbersOfThePage)
{
    const auto loss = [](double centre, bool withMargin) {
        Json rows = Json::array();
        for (const auto& [role, score] : {std::pair("chosen", 1.2), std::pair("rejected", 0.5)}) {
            rows.push_back({{"role", role}, {"pair", 0}, {"group", -1}, {"score", score}});
            if (withMargin && rows.size() == 1) {
                rows[0]["margin"] = 1.0 / 3;
            }
        }
        BoundParameters parameters;
        parameters.numbers["center_coefficient"] = centre;
        parameters.words["use_margin"] = withMargin ? "true" : "false";
        return total(bound("rm_bt", parameters)(golden::batchOf(rows, at::kFloat)));
    };
    EXPECT_NEAR(loss(0, false), 0.403186, 1e-5);
    EXPECT_NEAR(loss(0, true), 0.526526, 1e-5);
    EXPECT_NEAR(loss(0.01, false), 0.432086, 1e-5);
}

TEST(RewardModel, LastStepAloneOfEachRow)
{
    const auto steps = [](const std::vector<int>& labels) {
        Json logits = Json::array();
        for (std::size_t i = 0; i < labels.size(); ++i) {
            logits.push_back({0.5 * static_cast<double>(i), -0.25});
        }
        return Json{{"role", "steps"},
                    {"pair", -1},
                    {"group", -1},
                    {"step_labels", labels},
                    {"step_logits", logits}};
    };
    BoundParameters last;
    last.words["last_step_only"] = "true";
    const Objective prm = bound("prm", last);
    const RowBatch batch = golden::batchOf(
        Json::array({steps({1, 0, -100}), steps({-100}), steps({0, 1})}), at::kDouble);
    const LossOut out = prm(batch);
    ASSERT_EQ(out.terms[0].denominator, Denominator::Own);
    EXPECT_EQ(prm.ownDenominator(rowFacts(batch)), 2);
    const double first = std::log1p(std::exp(-0.75));  // label 0 of logits 0.5 and -0.25
    const double third = std::log1p(std::exp(0.75));   // label 1 of the same
    EXPECT_NEAR(out.rowLoss[0].item<double>(), first, 1e-12);
    EXPECT_EQ(out.rowLoss[1].item<double>(), 0);
    EXPECT_NEAR(out.rowLoss[2].item<double>(), third, 1e-12);
}

TEST(TokenModifiers, DoNotGoWithOtherObjectives)
{
    BoundParameters parameters;
    parameters.modifiers = {{"top_entropy", {}, {}}};
    const auto refused = bindObjective("rrhf", parameters);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().where, "modifiers[0].id");
    EXPECT_TRUE(bindObjective("sft", parameters).ok());
}
