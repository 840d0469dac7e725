// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog.h"
#include "core/objectives/objective.h"
#include "tests/core/objectives/golden_batch.h"
#include "tests/core/objectives/objective_runs.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace marginalia;
using golden::acceptancePairs;
using golden::acceptanceThumbs;
using golden::answer;
using golden::bound;
using golden::expectClose;
using golden::Numbers;
using golden::run;
using golden::Seen;
using golden::startPairs;

namespace {

/// Losses on pairs that train from policy, reference and lengths alone.
std::vector<std::string> plainPairIds()
{
    std::vector<std::string> out;
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        if (info.needs.data == DataCode::Pairs && info.needs.head == HeadKind::None) {
            out.push_back(info.id);
        }
    }
    return out;
}

}  // namespace

TEST(Properties, StartValuesWherePolicyIsReference)
{
    const double ln2 = std::log(2.0);
    const std::map<std::string, double> starts = {{"dpo", ln2},
                                                  {"dpo_hinge", 1},
                                                  {"dpo_norm", ln2},
                                                  {"nca_pair", 2 * ln2},
                                                  {"apo_zero", 1},
                                                  {"apo_down", 1},
                                                  {"discopop", 0.846574},
                                                  {"dpop", ln2},
                                                  {"bco_pair", 2 * ln2},
                                                  {"aot", ln2},
                                                  {"aot_unpaired", ln2},
                                                  {"mcts_dpo", ln2},
                                                  {"ipo", 1},
                                                  {"sppo_hard", 50},
                                                  {"sppo", 25},
                                                  {"dpo_multi", ln2}};
    for (const auto& [id, want] : starts) {
        const Seen seen = run(bound(id), startPairs());
        expectClose(seen.loss, Numbers(4, want), 1e-5, id);
    }
    EXPECT_NEAR(run(bound("exo_pair"), startPairs()).loss[0], 2.76, 0.01);
    for (const char* id : {"kto", "apo_zero_unpaired"}) {
        EXPECT_NEAR(run(bound(id), acceptanceThumbs()).loss[0], 0.5, 0.03) << id;
    }
    // d loss / d S at the start is beta / 2 for every pair (D.11).
    expectClose(run(bound("dpo"), startPairs()).gradient, {-0.05, 0.05, -0.05, 0.05}, 1e-12, "dpo");
}

TEST(Properties, OneConstantOnBothRatiosMattersOnlyToAnchoredLosses)
{
    const std::set<std::string> differences = {"dpo",      "dpo_hinge", "exo_pair",
                                               "discopop", "aot",       "aot_unpaired"};
    for (const std::string id : {"dpo", "dpo_hinge", "exo_pair", "discopop", "aot", "aot_unpaired",
                                 "nca_pair", "bco_pair", "apo_zero", "sppo_hard", "cal_dpo"}) {
        golden::CaseBinding binding = bound(id);
        if (id == "bco_pair") {
            binding.parameters.words["bco_shift"] = "none";
        }
        const Seen plain = run(binding, acceptancePairs());
        const Seen shifted = run(binding, acceptancePairs(0.7));
        if (differences.contains(id)) {
            expectClose(plain.loss, shifted.loss, 1e-9, id);
        } else {
            EXPECT_GT(std::abs(plain.total - shifted.total), 1e-6) << id;
        }
    }
    const Seen plain = run(bound("kto"), acceptanceThumbs());
    EXPECT_GT(std::abs(plain.loss[0] - run(bound("kto"), acceptanceThumbs(0.7)).loss[0]), 1e-3);
}

TEST(Properties, NoiseModelsEndInTheCleanLoss)
{
    for (const std::string& id : findModifier("smoothed")->objectives) {
        if (findObjective(id)->needs.data != DataCode::Pairs) {
            continue;
        }
        const Seen clean = run(bound(id), acceptancePairs());
        for (const char* noise : {"smoothed", "unbiased"}) {
            const Seen none =
                run(bound(id, {}, {}, {{noise, {{"epsilon", 0}}, {}}}), acceptancePairs());
            expectClose(none.loss, clean.loss, 1e-12, id + " " + noise);
            expectClose(none.reduced, clean.reduced, 1e-12, id + " " + noise);
        }
    }
    // A reliability of nearly 1 trusts every label; one of a half with an undecided model smooths.
    const Seen sure = run(bound("dpo", {}, {}, {{"em", {{"eta", 0.999}}, {}}}), acceptancePairs());
    EXPECT_NEAR(sure.loss[0], run(bound("dpo"), acceptancePairs()).loss[0], 1e-3);
    const Seen undecided = run(bound("dpo", {}, {}, {{"em", {{"eta", 0.8}}, {}}}), startPairs());
    const Seen smooth =
        run(bound("dpo", {}, {}, {{"smoothed", {{"epsilon", 0.2}}, {}}}), startPairs());
    expectClose(undecided.reduced, smooth.reduced, 1e-12,
                "p = 1/2 is label smoothing with 1 - eta");
}

TEST(Properties, UnbiasedLossAveragesToTheCleanOne)
{
    // Labels wrong with chance e: (1 - e) of the loss as labelled, e of the pair turned round.
    const double e = 0.2;
    Json turned = acceptancePairs();
    for (Json& row : turned) {
        row["role"] = row["role"] == "chosen" ? "rejected" : "chosen";
    }
    const auto binding = bound("dpo", {}, {}, {{"unbiased", {{"epsilon", e}}, {}}});
    const Seen right = run(binding, acceptancePairs());
    const Seen wrong = run(binding, turned);
    const Seen clean = run(bound("dpo"), acceptancePairs());
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR((1 - e) * right.loss[i] + e * wrong.loss[i], clean.loss[i], 1e-12);
    }
}

TEST(Properties, TiesAndDecisionsAreChancesThatSumToOne)
{
    // Rao and Kupper: chosen better, rejected better, or level.
    const auto binding = bound("dpo", {}, {}, {{"ties", {}, {}}});
    Json turned = acceptancePairs();
    for (Json& row : turned) {
        row["role"] = row["role"] == "chosen" ? "rejected" : "chosen";
    }
    RowBatch level = golden::batchOf(acceptancePairs(), at::kDouble);
    level.values.tied = at::tensor(std::vector<std::int64_t>(4, 1), at::kLong).to(at::kBool);
    const Numbers tie = golden::flat(golden::reduced(binding, level).out.rowLoss);
    const Seen better = run(binding, acceptancePairs());
    const Seen worse = run(binding, turned);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(std::exp(-better.loss[i]) + std::exp(-worse.loss[i]) + std::exp(-tie[i]), 1,
                    1e-12);
    }
    // Answers that are level tie half of the time at the default width of log 3.
    RowBatch equal = golden::batchOf(startPairs(), at::kDouble);
    equal.values.tied = level.values.tied;
    const golden::Reduced even = golden::reduced(binding, equal);
    EXPECT_NEAR(golden::flat(even.out.rowLoss)[0], std::log(2.0), 1e-4);
    even.loss.backward();
    for (const double slope : golden::flat(equal.lp.grad())) {
        EXPECT_NEAR(slope, 0, 1e-12);
    }
}

TEST(Properties, MixFeedsPairsAndThumbsFromOneBatch)
{
    Json rows = acceptancePairs();
    for (const Json& row : acceptanceThumbs()) {
        rows.push_back(row);
    }
    golden::CaseBinding mix = bound("dpo");
    mix.parameters.terms = {{"dpo", 1}, {"apo_zero_unpaired", 0.5}, {"bco", 0.25}};
    const Seen seen = run(mix, rows);
    const Seen pairs = run(bound("dpo"), acceptancePairs());
    const Seen apo = run(bound("apo_zero_unpaired"), acceptanceThumbs());
    const Seen bco = run(bound("bco"), acceptanceThumbs());
    EXPECT_NEAR(seen.total, pairs.total + 0.5 * apo.total + 0.25 * bco.total, 1e-12);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(seen.loss[i], pairs.loss[i], 1e-12);
        EXPECT_NEAR(seen.loss[4 + i], 0.5 * apo.loss[i] + 0.25 * bco.loss[i], 1e-12);
    }
    // The running mean of a term lives under its name.
    const golden::Reduced state = golden::reduced(mix, golden::batchOf(rows, at::kDouble));
    EXPECT_EQ(state.state.at("bco/count")[0], 4);
    // A batch without thumbs leaves their terms empty.
    EXPECT_NEAR(run(mix, acceptancePairs()).total, pairs.total, 1e-12);
}

TEST(Properties, MixIsLinearInItsWeights)
{
    for (const std::string id : {"ipo", "apo_zero", "bco_pair", "exo_pair", "dpo_hinge"}) {
        const auto mixed = [&](double first, double second) {
            golden::CaseBinding binding = bound("dpo");
            binding.parameters.terms = {{"dpo", first}, {id, second}};
            return run(binding, acceptancePairs());
        };
        const Seen a = mixed(1, 0);
        const Seen b = mixed(0, 1);
        const Seen both = mixed(0.3, 0.7);
        EXPECT_NEAR(both.total, 0.3 * a.total + 0.7 * b.total, 1e-12) << id;
        for (std::size_t i = 0; i < both.reduced.size(); ++i) {
            EXPECT_NEAR(both.reduced[i], 0.3 * a.reduced[i] + 0.7 * b.reduced[i], 1e-12) << id;
        }
    }
}

TEST(Properties, LimitsThatAreOtherLosses)
{
    const Json pairs = acceptancePairs();
    const Json one = Json::array({pairs[0], pairs[1]});
    const Seen dpo = run(bound("dpo"), one);
    expectClose(run(bound("aot"), one).reduced, dpo.reduced, 1e-12, "aot of one pair");
    expectClose(run(bound("aot_unpaired"), one).reduced, dpo.reduced, 1e-12,
                "aot_unpaired of one pair");
    expectClose(run(bound("dpop", {{"lambda", 0}}), pairs).reduced,
                run(bound("dpo"), pairs).reduced, 1e-12, "dpop without fine");
    const std::map<std::string, double> same = {{"beta", 2.5}, {"gamma", 0.25}};
    std::map<std::string, double> bent = same;
    bent["alpha"] = 1e-6;
    expectClose(run(bound("alphapo", bent), pairs).reduced,
                run(bound("simpo", same), pairs).reduced, 1e-5, "alpha to 0");
    expectClose(run(bound("dpo", {}, {}, {{"length_norm", {{"kappa", 1}}, {}}}), pairs).reduced,
                run(bound("dpo_norm", {{"beta", 0.1}}), pairs).reduced, 1e-12, "kappa 1");
    expectClose(run(bound("dpo", {}, {}, {{"ld_dpo", {{"alpha", 1}}, {}}}), pairs).reduced,
                run(bound("dpo"), pairs).reduced, 1e-12, "ld_dpo with alpha 1");
    expectClose(run(bound("dpo", {}, {}, {{"sft_term", {{"sft_weight", 0}}, {}}}), pairs).reduced,
                run(bound("dpo"), pairs).reduced, 1e-12, "sft_term of weight 0");
    // KTO's z0 fixed at 0 and one good row: 1 - s(beta c) (D.11).
    const Json good = Json::array({acceptanceThumbs()[0]});
    EXPECT_NEAR(run(bound("kto"), good).loss[0], 1 / (1 + std::exp(0.1)), 1e-12);
    // Two aspects, losses 0.6 and 0.9: weights 0.4 and 0.6 (objectives.md 13) follow from l / sum.
    const Seen clean = run(bound("dpo"), pairs);
    Json group = pairs;
    for (Json& row : group) {
        row["group"] = 0;
    }
    const double a = clean.loss[0];
    const double b = clean.loss[2];
    EXPECT_NEAR(run(bound("dpo_multi"), group).loss[0], (a * a + b * b) / (a + b), 1e-12);
}

TEST(Properties, MoreUntrainedPositionsChangeNothing)
{
    for (const std::string& id : plainPairIds()) {
        Json wider = acceptancePairs();
        for (Json& row : wider) {
            for (const char* key : {"logps", "ref_logps"}) {
                row[key].push_back(-3.5);
            }
            row["mask"].push_back(0);
        }
        const Seen plain = run(bound(id), acceptancePairs());
        const Seen padded = run(bound(id), wider);
        expectClose(padded.loss, plain.loss, 1e-12, id);
        expectClose(padded.gradient, plain.gradient, 1e-12, id);
    }
}

TEST(Properties, UnitsOfAnySizeGiveTheSameSlope)
{
    Json rows = acceptancePairs();
    for (const double by : {0.3, -0.4}) {
        for (Json row : acceptancePairs(by)) {
            row["pair"] = row["pair"].get<int>() + (by > 0 ? 2 : 4);
            rows.push_back(row);
        }
    }
    for (const std::string& id : plainPairIds()) {
        const Coupling coupling = findObjective(id)->needs.coupling;
        if (coupling != Coupling::None && coupling != Coupling::Pair) {
            continue;
        }
        const Seen whole = run(bound(id), rows);
        for (const std::size_t parts : {2U, 3U, 6U}) {
            const std::size_t size = rows.size() / parts;
            Numbers joined;
            for (std::size_t p = 0; p < parts; ++p) {
                const Json unit(rows.begin() + static_cast<std::ptrdiff_t>(p * size),
                                rows.begin() + static_cast<std::ptrdiff_t>((p + 1) * size));
                RowBatch batch = golden::batchOf(unit, at::kDouble);
                const golden::Reduced part = golden::reduced(bound(id), batch);
                // As the engine: numerators of the unit over denominators of the step.
                const std::vector<RowFacts> all = rowFacts(golden::batchOf(rows, at::kDouble));
                at::Tensor loss;
                for (const LossTerm& term : part.out.terms) {
                    const double denominator = denominatorOf(term.denominator, all);
                    const at::Tensor each = term.numerator * (term.weight / denominator);
                    loss = loss.defined() ? loss + each : each;
                }
                loss.backward();
                const Numbers gradient = golden::flat(batch.lp.grad());
                joined.insert(joined.end(), gradient.begin(), gradient.end());
            }
            expectClose(joined, whole.reduced, 1e-12, id);
        }
    }
}

TEST(Properties, ExtremeRatiosStayFiniteInFloat32)
{
    for (const std::string& id : plainPairIds()) {
        for (const double by : {-3000.0, -200.0, 200.0, 3000.0}) {
            Json rows =
                Json::array({answer("chosen", 0, std::min(-1e-3, -3000 + by), -3000, 40),
                             answer("rejected", 0, std::min(-1e-3, -3000 - by), -3000, 30)});
            const Seen seen = run(bound(id), rows, at::kFloat);
            for (const double value : seen.loss) {
                EXPECT_TRUE(std::isfinite(value)) << id << " " << by;
            }
            for (const double value : seen.reduced) {
                EXPECT_TRUE(std::isfinite(value)) << id << " " << by;
            }
        }
    }
}
