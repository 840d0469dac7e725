// SPDX-License-Identifier: Apache-2.0
// The curves of the loss explorer against the reference values of the losses that train.
#include "core/analysis/loss_curves.h"

#include "core/base/json.h"
#include "core/jobs/catalog.h"
#include "tests/core/golden_part.h"
#include "tests/core/golden_ran.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace marginalia {
namespace {

namespace fs = std::filesystem;

std::string goldenFolder()
{
    const char* const given = std::getenv("MARGINALIA_GOLDEN");
    return given != nullptr && *given != '\0' ? given : MARGINALIA_SOURCE_DIR "/tests/golden";
}

/// One row of a case: sums over its trained tokens.
struct Row {
    int pair = -1;
    std::string role;
    double weight = 1;
    double policy = 0;
    double reference = 0;
    double tokens = 0;
    double positions = 0;
    double perToken = 0;  ///< the gradient of one trained token
    const Json* json = nullptr;
};

std::vector<Row> rowsOf(const Json& each)
{
    std::vector<Row> rows;
    for (std::size_t i = 0; i < each["rows"].size(); ++i) {
        const Json& in = each["rows"][i];
        Row row;
        row.pair = in["pair"];
        row.role = in["role"];
        row.weight = in["weight"];
        row.positions = static_cast<double>(in["mask"].size());
        row.json = &in;
        for (std::size_t t = 0; t < in["mask"].size(); ++t) {
            if (in["mask"][t] != 1) {
                continue;
            }
            row.policy += in["logps"][t].get<double>();
            row.reference += in.contains("ref_logps") ? in["ref_logps"][t].get<double>() : 0;
            row.tokens += 1;
            row.perToken = each["expect"]["grad_logps"][i][t];
        }
        rows.push_back(row);
    }
    return rows;
}

RunSpec specOf(const std::string& id, const Json& params)
{
    RunSpec spec;
    spec.objective = id;
    for (const auto& [key, value] : params.items()) {
        if (key == "terms") {
            for (const Json& term : value) {
                spec.terms.push_back({term["loss"], term["weight"]});
            }
        } else if (value.is_boolean()) {
            spec.choices[key] = value.get<bool>() ? "true" : "false";
        } else if (value.is_string()) {
            spec.choices[key] = value;
        } else if (value.is_number()) {
            spec.parameters[key] = value;
        }
    }
    return spec;
}

/// What a batch carries along, after this step: BCO's running mean, KTO's z0.
double shiftOf(const Json& expect)
{
    if (expect.contains("z0")) {
        return expect["z0"];
    }
    if (expect.contains("delta")) {
        return expect["delta"];
    }
    return expect.contains("state") ? expect["state"]["mean"].get<double>() : 0;
}

PairPoint pointOf(const Row& chosen, const Row& rejected, double shift)
{
    PairPoint point;
    point.policyChosen = chosen.policy;
    point.policyRejected = rejected.policy;
    point.referenceChosen = chosen.reference;
    point.referenceRejected = rejected.reference;
    point.tokensChosen = chosen.tokens;
    point.tokensRejected = rejected.tokens;
    point.shift = shift;
    point.margin = chosen.json->value("margin", 0.0);
    point.chanceChosen = chosen.json->value("prob", 1.0);
    point.chanceRejected = rejected.json->value("prob", 0.0);
    point.visitsChosen = chosen.json->value("visits", 1.0);
    point.visitsRejected = rejected.json->value("visits", 0.0);
    return point;
}

void expectClose(double got, double want, const std::string& what)
{
    EXPECT_LE(std::abs(got - want), 1e-8 + 1e-8 * std::abs(want))
        << what << ": " << got << " against " << want;
}

const Row* find(const std::vector<Row>& rows, int pair, const char* role)
{
    for (const Row& row : rows) {
        if (row.pair == pair && row.role == role) {
            return &row;
        }
    }
    return nullptr;
}

/// d loss / d one token of a chosen answer that the likelihood term adds in the whole batch.
double likelihoodOfToken(const LossCurve& curve, const std::vector<Row>& rows, const Row& row,
                         const Json& params)
{
    double weights = 0;
    double tokens = 0;
    const bool prompts = params.value("nll_scope", "completion") == "prompt_and_completion";
    for (const Row& each : rows) {
        if (each.role == "chosen") {
            weights += each.weight;
            tokens += each.weight * (prompts ? each.positions : each.tokens);
        }
    }
    if (find(rows, row.pair, "demo") != nullptr) {
        return 0;  // the demonstration's likelihood then, not the chosen answer's
    }
    const double own = curve.likelihoodMean == LikelihoodMean::Token ? tokens
                       : curve.likelihoodMean == LikelihoodMean::Row
                           ? weights * (prompts ? row.positions : row.tokens)
                           : weights;
    return -curve.likelihoodWeight * row.weight / own;
}

std::size_t checkPairs(const std::string& id, const Json& each)
{
    const std::string what = id + "/" + each["name"].get<std::string>();
    const auto curve = lossCurve(specOf(id, each["params"]));
    EXPECT_TRUE(curve.ok()) << what << ": " << curve.error().message();
    if (!curve) {
        return 0;
    }
    const std::vector<Row> rows = rowsOf(each);
    const Json& expect = each["expect"];
    double weights = 0;
    for (const Row& row : rows) {
        weights += row.role == "chosen" ? row.weight : 0;
    }
    for (int pair = 0; pair < static_cast<int>(expect["pair_loss"].size()); ++pair) {
        const Row* chosen = find(rows, pair, "chosen");
        const Row* rejected = find(rows, pair, "rejected");
        const PairLoss got = curve->preferenceAt(pointOf(*chosen, *rejected, shiftOf(expect)));
        const std::string where = what + " pair " + std::to_string(pair);
        double likelihood = 0;
        if (id == "slic") {  // the one id whose pair losses hold the likelihood term
            const Row* demo = find(rows, pair, "demo");
            likelihood = -curve->likelihoodWeight * (demo != nullptr ? demo : chosen)->policy;
        }
        expectClose(got.loss + likelihood, expect["pair_loss"][static_cast<std::size_t>(pair)],
                    where);
        const double share = chosen->weight / weights;
        expectClose(share * got.byChosen + likelihoodOfToken(*curve, rows, *chosen, each["params"]),
                    chosen->perToken, where + " gradient of chosen");
        expectClose(share * got.byRejected, rejected->perToken, where + " gradient of rejected");
    }
    return 1;
}

/// One good and one bad row make a pair of the curve.
std::size_t checkRows(const std::string& id, const Json& each)
{
    const std::string what = id + "/" + each["name"].get<std::string>();
    const auto curve = lossCurve(specOf(id, each["params"]));
    const std::vector<Row> rows = rowsOf(each);
    const Json& expect = each["expect"];
    std::vector<std::pair<const Row*, double>> good;
    std::vector<std::pair<const Row*, double>> bad;
    double weights = 0;
    std::size_t counted = 0;
    for (const Row& row : rows) {
        if (row.role != "kl") {
            (row.role == "desirable" ? good : bad)
                .emplace_back(&row, expect["row_loss"][counted++]);
            weights += row.weight;
        }
        if (row.json->contains("p_desirable")) {
            return 0;  // matching of distributions weighs rows by a classifier
        }
    }
    for (const auto& [chosen, chosenLoss] : good) {
        for (const auto& [rejected, rejectedLoss] : bad) {
            const PairLoss got = curve->preferenceAt(pointOf(*chosen, *rejected, shiftOf(expect)));
            expectClose(got.loss, chosenLoss + rejectedLoss, what);
            expectClose(got.byChosen * chosen->weight / weights, chosen->perToken,
                        what + " gradient of a good row");
            expectClose(got.byRejected * rejected->weight / weights, rejected->perToken,
                        what + " gradient of a bad row");
        }
    }
    return good.empty() || bad.empty() ? 0 : 1;
}

Json read(const std::string& name)
{
    std::ifstream in(goldenFolder() + "/objectives/" + name + ".json");
    return in ? Json::parse(in) : Json();
}

TEST(LossCurves, EveryCaseOfEveryIdWithACurve)
{
    std::size_t cases = 0;
    std::vector<std::string> names = lossCurveIds();
    names.emplace_back("dpo_terms");
    for (const std::string& name : names) {
        const Json file = read(name);
        if (file.is_null()) {
            if (std::getenv("MARGINALIA_GOLDEN") == nullptr) {
                ADD_FAILURE() << "tests/golden has no objectives/" << name << ".json";
            }
            continue;
        }
        const std::string id = name == "dpo_terms" ? "dpo" : name;
        std::size_t ofId = 0;
        for (const Json& each : file["cases"]) {
            if (each["expect"].contains("pair_loss")) {
                ofId += checkPairs(id, each);
            } else if (each["expect"].contains("row_loss")) {
                ofId += checkRows(id, each);
            }
        }
        EXPECT_TRUE(ofId > 0 || id == "sft") << id << " has no case that its curve answers";
        cases += ofId;
    }
    golden::ran(cases, "cases of loss curves");
}

TEST(LossCurves, LikelihoodAloneIsMinusTheMeanLogProb)
{
    const auto curve = lossCurve("sft", {}, {});
    ASSERT_TRUE(curve.ok());
    PairPoint point;
    point.policyChosen = -12;
    point.tokensChosen = 6;
    const PairLoss loss = curve->at(point);
    EXPECT_DOUBLE_EQ(loss.loss, 2);
    EXPECT_DOUBLE_EQ(loss.byChosen, -1.0 / 6);
    EXPECT_DOUBLE_EQ(loss.byRejected, 0);
}

TEST(LossCurves, TheMarginMovesAlongItsPath)
{
    PairPoint base;
    base.policyChosen = -12;
    base.policyRejected = -15;
    base.referenceChosen = -13;
    base.referenceRejected = -14;
    ASSERT_DOUBLE_EQ(base.ratioMargin(), 2);
    const PairPoint both = withMargin(base, 5, MarginPath::Both);
    EXPECT_DOUBLE_EQ(both.policyChosen, -10.5);
    EXPECT_DOUBLE_EQ(both.policyRejected, -16.5);
    const PairPoint chosen = withMargin(base, 5, MarginPath::Chosen);
    EXPECT_DOUBLE_EQ(chosen.policyChosen, -9);
    EXPECT_DOUBLE_EQ(chosen.policyRejected, -15);
    const PairPoint rejected = withMargin(base, 5, MarginPath::Rejected);
    EXPECT_DOUBLE_EQ(rejected.ratioMargin(), 5);
    EXPECT_DOUBLE_EQ(rejected.policyChosen, -12);
}

TEST(LossCurves, TheSlopeAlongAPathIsThatOfTheCurve)
{
    PairPoint base;
    base.policyChosen = -12;
    base.policyRejected = -15;
    base.referenceChosen = -13;
    base.referenceRejected = -14;
    base.tokensChosen = 6;
    base.tokensRejected = 8;
    constexpr double kStep = 1e-5;
    for (const std::string& id : lossCurveIds()) {
        const auto curve = lossCurve(id, {}, {});
        ASSERT_TRUE(curve.ok()) << id;
        for (const MarginPath path : {MarginPath::Both, MarginPath::Chosen, MarginPath::Rejected}) {
            const double at = 2.31;
            const double above = curve->at(withMargin(base, at + kStep, path)).loss;
            const double below = curve->at(withMargin(base, at - kStep, path)).loss;
            const double want = (above - below) / (2 * kStep);
            EXPECT_NEAR(slopeAlong(curve->at(withMargin(base, at, path)), path), want,
                        1e-5 * std::max(1.0, std::abs(want)))
                << id;
        }
    }
}

TEST(LossCurves, ValuesStayFiniteFarAway)
{
    for (const std::string& id : lossCurveIds()) {
        const auto curve = lossCurve(id, {}, {});
        for (const double margin : {-2000.0, -50.0, 0.0, 50.0, 2000.0}) {
            PairPoint base;
            base.policyChosen = base.policyRejected = -4000;
            base.referenceChosen = base.referenceRejected = -4000;
            base.tokensChosen = base.tokensRejected = 400;
            const PairLoss loss = curve->at(withMargin(base, margin, MarginPath::Both));
            EXPECT_TRUE(std::isfinite(loss.loss) && std::isfinite(loss.byChosen) &&
                        std::isfinite(loss.byRejected))
                << id << " at " << margin;
        }
    }
}

TEST(LossCurves, BoundedLossesLetGoOfWrongPairs)
{
    for (const char* id : {"kto", "apo_zero", "exo_pair"}) {
        EXPECT_TRUE(fadesOnWrongPairs(id)) << id;
    }
    for (const char* id : {"dpo", "dpo_hinge", "ipo", "simpo", "sppo_hard", "sft", "no_such"}) {
        EXPECT_FALSE(fadesOnWrongPairs(id)) << id;
    }
}

TEST(LossCurves, WhoHasNoneSaysWhy)
{
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        EXPECT_EQ(hasLossCurve(info.id), whyNoLossCurve(info.id).empty()) << info.id;
        if (!hasLossCurve(info.id)) {
            const auto refused = lossCurve(info.id, {}, {});
            ASSERT_FALSE(refused.ok());
            EXPECT_EQ(refused.error().kind, ErrorKind::Unsupported);
        }
    }
    EXPECT_NE(whyNoLossCurve("no_such").str().find("no_such"), std::string::npos);
}

}  // namespace
}  // namespace marginalia
