// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog.h"
#include "core/objectives/objective.h"
#include "tests/core/golden_part.h"
#include "tests/core/objectives/golden_batch.h"

#include <ATen/TensorOperators.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

/// Tolerances of decisions.md 8; never loosened.
struct Tolerance {
    double absolute;
    double relative;
    double gradientAbsolute;
    double gradientOfLargest;
};

Tolerance toleranceOf(at::ScalarType dtype, const std::string& name)
{
    if (dtype == at::kDouble) {
        return {1e-8, 1e-8, 1e-8, 1e-6};
    }
    const bool extreme = name.rfind("extreme", 0) == 0;
    return {1e-5, extreme ? 1e-4 : 1e-5, 1e-7, 1e-4};
}

void expectNear(const std::vector<double>& got, const std::vector<double>& want,
                const Tolerance& tolerance, const std::string& what)
{
    ASSERT_EQ(got.size(), want.size()) << what;
    for (size_t i = 0; i < got.size(); ++i) {
        EXPECT_LE(std::abs(got[i] - want[i]),
                  tolerance.absolute + tolerance.relative * std::abs(want[i]))
            << what << "[" << i << "]: " << got[i] << " against " << want[i];
    }
}

void expectGradient(const std::vector<double>& got, const std::vector<double>& want,
                    at::ScalarType dtype, const Tolerance& tolerance, const std::string& what)
{
    ASSERT_EQ(got.size(), want.size()) << what;
    double largest = 0;
    for (const double value : want) {
        largest = std::max(largest, std::abs(value));
    }
    for (size_t i = 0; i < got.size(); ++i) {
        double allowed = tolerance.gradientAbsolute + tolerance.gradientOfLargest * largest;
        if (dtype == at::kDouble) {
            allowed =
                std::min(tolerance.absolute + tolerance.relative * std::abs(want[i]), allowed);
        }
        EXPECT_LE(std::abs(got[i] - want[i]), allowed)
            << what << "[" << i << "]: " << got[i] << " against " << want[i];
    }
}

/// The golden params as our catalogue's parameters: the keys are the same, booleans are words.
BoundParameters boundOf(const Json& params)
{
    BoundParameters out;
    for (const auto& [key, value] : params.items()) {
        if (key == "terms") {
            for (const Json& term : value) {
                out.terms.push_back(
                    {term["loss"].get<std::string>(), term["weight"].get<double>()});
            }
        } else if (key == "denominator") {
            continue;  // the trainer's: of the whole step
        } else if (value.is_boolean()) {
            out.words[key] = value.get<bool>() ? "true" : "false";
        } else if (value.is_string()) {
            out.words[key] = value.get<std::string>();
        } else {
            out.numbers[key] = value.get<double>();
        }
    }
    return out;
}

double meanWhere(const std::vector<double>& values, const RowBatch& batch, std::set<RowRole> roles)
{
    double sum = 0;
    int count = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        if (roles.contains(batch.role[i])) {
            sum += values[i];
            ++count;
        }
    }
    return sum / count;
}

const at::Tensor* rowMetric(const LossOut& out, const std::string& name)
{
    for (const auto& [key, values] : out.rowMetrics) {
        if (key == name) {
            return &values;
        }
    }
    return nullptr;
}

void checkMetrics(const Json& want, const LossOut& out, const RowBatch& batch,
                  const Tolerance& tolerance, const std::string& what)
{
    const at::Tensor* rewardRows = rowMetric(out, "reward");
    ASSERT_NE(rewardRows, nullptr) << what;
    const std::vector<double> reward = golden::flat(*rewardRows);
    const auto chosen = meanWhere(reward, batch, {RowRole::Chosen, RowRole::Desirable});
    const auto rejected = meanWhere(reward, batch, {RowRole::Rejected, RowRole::Undesirable});
    if (want.contains("rewards/chosen")) {
        expectNear({chosen}, {want["rewards/chosen"]}, tolerance, what + " rewards/chosen");
    }
    if (want.contains("rewards/rejected")) {
        expectNear({rejected}, {want["rewards/rejected"]}, tolerance, what + " rewards/rejected");
    }
    if (want.contains("rewards/margin")) {
        expectNear({chosen - rejected}, {want["rewards/margin"]}, tolerance,
                   what + " rewards/margin");
    }
    if (want.contains("rewards/accuracy")) {
        const PairIndex pairs = pairIndex(batch);
        const auto higher =
            rewardRows->index_select(0, pairs.chosen) > rewardRows->index_select(0, pairs.rejected);
        expectNear({higher.to(at::kDouble).mean().item<double>()}, {want["rewards/accuracy"]},
                   tolerance, what + " rewards/accuracy");
    }
}

void checkRowLosses(const Json& expect, const LossOut& out, const RowBatch& batch,
                    const Tolerance& tolerance, const std::string& what)
{
    if (expect.contains("pair_loss")) {
        const PairIndex pairs = pairIndex(batch);
        expectNear(golden::flat(out.rowLoss.index_select(0, pairs.chosen)),
                   golden::flat(expect["pair_loss"]), tolerance, what + " pair_loss");
        expectNear(golden::flat(out.rowLoss.index_select(0, pairs.rejected)),
                   golden::flat(expect["pair_loss"]), tolerance,
                   what + " pair_loss of the other row");
    }
    if (expect.contains("row_loss")) {
        std::vector<double> rows = golden::flat(out.rowLoss);
        std::vector<double> kept;
        for (size_t i = 0; i < rows.size(); ++i) {
            if (batch.role[i] != RowRole::Mismatch) {
                kept.push_back(rows[i]);
            } else {
                EXPECT_EQ(rows[i], 0.0) << what;
            }
        }
        expectNear(kept, golden::flat(expect["row_loss"]), tolerance, what + " row_loss");
    }
    if (expect.contains("row_sum")) {
        expectNear(golden::flat(-*rowMetric(out, "logp")), golden::flat(expect["row_sum"]),
                   tolerance, what + " row_sum");
    }
}

void checkCase(const std::string& id, const Json& each, at::ScalarType dtype)
{
    const std::string what =
        id + "/" + each["name"].get<std::string>() + (dtype == at::kDouble ? " f64" : " f32");
    const Tolerance tolerance = toleranceOf(dtype, each["name"]);
    const RowBatch batch = golden::batchOf(each["rows"], dtype);
    const auto objective = bindObjective(id, boundOf(each["params"]));
    ASSERT_TRUE(objective.ok()) << what << ": " << objective.error().message();
    const LossOut out = (*objective)(batch);

    at::Tensor loss;
    const Json& expect = each["expect"];
    for (const LossTerm& term : out.terms) {
        double denominator = denominatorOf(term.denominator, rowFacts(batch));
        if (each["params"].contains("denominator")) {
            denominator = each["params"]["denominator"].get<double>();
        }
        const at::Tensor value = term.numerator / denominator;
        if (expect.contains("terms")) {
            expectNear(golden::flat(value), golden::flat(expect["terms"][term.name]), tolerance,
                       what + " term " + term.name);
        }
        loss = loss.defined() ? loss + term.weight * value : term.weight * value;
    }
    expectNear(golden::flat(loss), golden::flat(expect["loss"]), tolerance, what + " loss");
    loss.backward();
    expectGradient(golden::flat(batch.lp.grad()), golden::flat(expect["grad_logps"]), dtype,
                   tolerance, what + " grad_logps");
    checkRowLosses(expect, out, batch, tolerance, what);
    if (expect.contains("metrics")) {
        checkMetrics(expect["metrics"], out, batch, tolerance, what);
    }
    if (expect.contains("z0")) {
        ASSERT_EQ(out.unitMetrics.size(), 1U);
        EXPECT_EQ(out.unitMetrics[0].first, "kl");
        expectNear({out.unitMetrics[0].second}, {expect["z0"]}, tolerance, what + " z0");
    }
}

bool supported(const Json& each)
{
    for (const Json& term : each["params"].value("terms", Json::array())) {
        const std::string loss = term["loss"];
        if (loss != "dpo" && loss != "sft") {
            return false;
        }
    }
    return true;
}

std::vector<std::string> goldenIds()
{
    std::vector<std::string> out;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(golden::folder() + "/objectives", none)) {
        if (entry.path().extension() == ".json") {
            out.push_back(entry.path().stem().string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

TEST(ObjectivesGolden, EveryCaseOfOurObjectives)
{
    std::size_t cases = 0;
    for (const std::string& name : goldenIds()) {
        const std::string id = name == "dpo_terms" ? "dpo" : name;
        if (findObjective(id) == nullptr) {
            continue;
        }
        const Json file = golden::read(golden::folder() + "/objectives/" + name + ".json");
        for (const Json& each : file["cases"]) {
            if (supported(each)) {
                checkCase(id, each, at::kDouble);
                checkCase(id, each, at::kFloat);
                ++cases;
                continue;
            }
            const auto refused = bindObjective(id, boundOf(each["params"]));
            ASSERT_FALSE(refused.ok()) << each["name"];
            EXPECT_EQ(refused.error().kind, ErrorKind::Unsupported);
            EXPECT_NE(refused.error().message().find("term"), std::string::npos);
        }
    }
    golden::ran(cases, "objective cases, each in float64 and float32,");
}

TEST(ObjectivesGolden, OtherIdsAreRefusedByName)
{
    std::size_t others = 0;
    for (const std::string& name : goldenIds()) {
        if (name == "dpo_terms" || findObjective(name) != nullptr) {
            continue;
        }
        ++others;
        const auto refused = bindObjective(name, {});
        ASSERT_FALSE(refused.ok()) << name;
        EXPECT_EQ(refused.error().kind, ErrorKind::Unsupported) << name;
        EXPECT_NE(refused.error().message().find("\"" + name + "\""), std::string::npos)
            << refused.error().message();
    }
    golden::ran(others, "objectives of other issues, refused by name,");
}

TEST(ObjectivesGolden, SmoothingIsOneImplementation)
{
    const std::string path = golden::folder() + "/objectives/mod_smoothed.json";
    if (!fs::exists(path)) {
        MARGINALIA_PART_MISSING("objectives/mod_smoothed.json");
    }
    for (const Json& each : golden::read(path)["cases"]) {
        const Json& params = each["params"];
        if (params["link"] != "logistic" || params["score"] != "sum_ratio") {
            continue;
        }
        Json ours = each;
        ours["params"] = {{"beta", params["beta"]}, {"label_smoothing", params["epsilon"]}};
        checkCase("dpo", ours, at::kDouble);
        checkCase("dpo", ours, at::kFloat);
    }
}

TEST(ObjectivesGolden, RequiredFilesAreThereAndSupported)
{
    std::ifstream list(golden::folder() + "/required.txt");
    std::string line;
    while (std::getline(list, line)) {
        if (line.rfind("objectives/", 0) != 0) {
            continue;
        }
        const std::string name = line.substr(11, line.find('.') - 11);
        EXPECT_TRUE(fs::exists(golden::folder() + "/" + line)) << line;
        EXPECT_TRUE(name == "primitives" || name == "dpo_terms" || findObjective(name) != nullptr)
            << line;
    }
}
