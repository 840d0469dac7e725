// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_adapter.h"
#include "core/train/schedule.h"
#include "tests/core/golden_part.h"
#include "tests/core/objectives/golden_batch.h"
#include "tests/core/train/curve_case.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/pow.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

using namespace marginalia;
using golden::CurveCase;

namespace {

/// README of golden/models: 1e-4 max(1, |x|) for logged values, 1e-5 for probed weights.
void expectLogged(double got, double want, const std::string& what)
{
    EXPECT_LE(std::abs(got - want), 1e-4 * std::max(1.0, std::abs(want)))
        << what << ": " << got << " against " << want;
}

void checkProbes(const Json& probes, const TrainLoop& loop, const std::string& what)
{
    for (const auto& [name, probe] : probes.items()) {
        at::Tensor tensor;
        for (const auto& [own, each] : loop.trained()) {
            tensor = own == name ? each : tensor;
        }
        ASSERT_TRUE(tensor.defined()) << what << " " << name;
        const std::vector<double> values = golden::flat(tensor);
        const std::vector<double> first = golden::flat(probe["first"]);
        for (std::size_t i = 0; i < first.size(); ++i) {
            EXPECT_LE(std::abs(values[i] - first[i]), 1e-5)
                << what << " " << name << "[" << i << "]";
        }
        double squares = 0;
        for (const double value : values) {
            squares += value * value;
        }
        expectLogged(squares, probe["sum_of_squares"], what + " " + name + " sum of squares");
    }
}

void checkStep(const Json& want, const StepReport& report, const std::string& what)
{
    std::set<std::string> names;
    for (const auto& [name, value] : report.metrics) {
        names.insert(name);
        if (want.contains(name)) {
            expectLogged(value, want[name], what + " " + name);
        }
    }
    for (const auto& [name, value] : want.items()) {
        EXPECT_TRUE(name == "step" || names.contains(name)) << what << " lacks " << name;
    }
    for (const char* absent :
         {"rewards/chosen", "rewards/rejected", "rewards/margins", "rewards/accuracies", "kl"}) {
        EXPECT_EQ(names.contains(absent), want.contains(absent)) << what << " " << absent;
    }
}

void replay(const CurveCase& each, std::int64_t budget)
{
    auto decoder = each.decoder();
    PackOptions pack;
    pack.budget = budget;
    auto loop =
        TrainLoop::create(*decoder, each.spec, each.data(), each.plan(), pack, each.headFolder());
    ASSERT_TRUE(loop.ok()) << each.name << ": " << loop.error().message();
    checkProbes(each.run["probe_before"], **loop, each.name + " before");
    ASSERT_TRUE((*loop)->prepareReference(nullptr, {}).ok());
    const Json& steps = each.run["steps"];
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto step = static_cast<std::int64_t>(i) + 1;
        const auto report = (*loop)->step(step);
        ASSERT_TRUE(report.ok()) << report.error().message();
        const std::string what = each.name + " step " + std::to_string(step);
        checkStep(steps[i], *report, what);
        const std::string key = std::to_string(step);
        if (each.run["probe_after_step"].contains(key)) {
            checkProbes(each.run["probe_after_step"][key], **loop, what);
        }
    }
}

}  // namespace

TEST(TrainingGolden, CurvesOfOurObjectives)
{
    std::size_t runs = 0;
    for (const std::string& name : golden::curveNames()) {
        replay(CurveCase::load(name), 4096);
        ++runs;
    }
    golden::ran(runs, "training curves");
}

TEST(TrainingGolden, CurvesWithManySmallPacks)
{
    for (const std::string& name : golden::curveNames()) {
        if (name == "dpo_sigmoid" || name == "kto_accum2" || name == "dpo_lora" || name == "orpo" ||
            name == "reward") {
            replay(CurveCase::load(name), 64);  // three or four streams a unit
        }
    }
}

TEST(TrainingGolden, RequiredRunsAreThereAndSupported)
{
    std::ifstream list(golden::folder() + "/required.txt");
    std::string line;
    while (std::getline(list, line)) {
        if (line.rfind("models/training/", 0) != 0) {
            continue;
        }
        ASSERT_TRUE(std::filesystem::exists(golden::folder() + "/" + line)) << line;
        const Json run = golden::read(golden::folder() + "/" + line);
        EXPECT_TRUE(run.is_array() || !CurveCase::objectiveOf(run).empty()) << line;
    }
}

TEST(TrainingGolden, Schedules)
{
    const std::string path = golden::trainingFolder() + "/schedules.json";
    if (!std::filesystem::exists(path)) {
        MARGINALIA_PART_MISSING("schedules");
    }
    for (const Json& each : golden::read(path)) {
        const std::string kind = each["kind"];
        const Status known = checkSchedule(kind);
        if (!known.ok()) {
            EXPECT_NE(known.error().message().find(kind), std::string::npos);
            continue;
        }
        const Schedule schedule{kind, each["warmup_steps"], each["total_steps"]};
        for (std::size_t i = 0; i < each["factors"].size(); ++i) {
            EXPECT_NEAR(schedule.factor(static_cast<std::int64_t>(i) + 1),
                        each["factors"][i].get<double>(), 1e-12)
                << kind << " step " << i + 1;
        }
    }
    EXPECT_TRUE(checkSchedule("linear").ok() && checkSchedule("cosine").ok() &&
                checkSchedule("constant").ok());
}
