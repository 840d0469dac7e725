// SPDX-License-Identifier: Apache-2.0
// What modifiers do around the steps: to what is read, to weights and gradients, to the reference,
// to the weights of a mix.
#include "core/model/safetensors.h"
#include "core/objectives/parameter_choice.h"
#include "core/objectives/training_rules.h"
#include "tests/core/train/rule_loop.h"
#include "tests/core/train/tiny_model.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

using namespace marginalia;
using rule_loop::Made;
namespace fs = std::filesystem;

namespace {

class StepRules : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-rules-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        testing_model::write(m_top + "/model", true);
    }
    void TearDown() override { fs::remove_all(m_top); }

    RunSpec specOf(const std::string& objective, const ModifierSpec& modifier) const
    {
        RunSpec spec = rule_loop::specOf(objective, m_top + "/model");
        spec.modifiers = {modifier};
        return spec;
    }

    std::string m_top;
};

StepReport run(TrainLoop& loop, std::int64_t step)
{
    auto report = loop.step(step);
    if (!report.ok()) {
        throw std::runtime_error(report.error().message());
    }
    return report.take();
}

double metricOf(const StepReport& report, const std::string& name)
{
    for (const auto& [key, value] : report.metrics) {
        if (key == name) {
            return value;
        }
    }
    return std::nan("");
}

/// Names whose tensors are the same bits as before.
std::set<std::string> still(const std::map<std::string, at::Tensor>& before,
                            const std::map<std::string, at::Tensor>& after)
{
    std::set<std::string> out;
    for (const auto& [name, tensor] : before) {
        if (tensor.equal(after.at(name))) {
            out.insert(name);
        }
    }
    return out;
}

}  // namespace

TEST_F(StepRules, HiddenTokensAreReadAndTheirTargetsLearnt)
{
    const Made made = rule_loop::make(
        specOf("sft", {"masked_thought", {{"p_max", 0.5}, {"warmup_steps", 4}}, {}}), 200);
    TrainLoop& loop = *made.loop;
    EXPECT_EQ(metricOf(run(loop, 1), "marginalia/hidden_share"), 0);
    EXPECT_EQ(metricOf(run(loop, 3), "marginalia/hidden_share"), 0.25);
    std::int64_t hidden = 0;
    std::int64_t answer = 0;
    for (std::int64_t step = 5; step <= 200; ++step) {
        run(loop, step);
        const auto units = loop.unitsOf(step);
        ASSERT_TRUE(units.ok());
        const Reading& reading = loop.engine().reading();
        for (const TrainItem* item : units->front().items) {
            const TrainRow& row = item->rows[0];
            const std::vector<std::int32_t> read = reading(row);
            ASSERT_EQ(read.size(), row.ids.size());
            EXPECT_EQ(read, reading(row)) << "the same however often a stream is computed";
            for (std::size_t t = 0; t < read.size(); ++t) {
                EXPECT_TRUE(read[t] == row.ids[t] || (row.trained[t] && read[t] == 0));
                hidden += read[t] != row.ids[t] ? 1 : 0;
                answer += row.trained[t] ? 1 : 0;
            }
        }
        const UnitBatch plain = packUnit(units->front().items, {}, {}, c10::Device(at::kCPU));
        const UnitBatch masked =
            packUnit(units->front().items, {}, {}, c10::Device(at::kCPU), reading);
        EXPECT_TRUE(plain.packs[0].input.targets.equal(masked.packs[0].input.targets));
    }
    // About 2,000 draws: three standard deviations.
    EXPECT_NEAR(static_cast<double>(hidden) / static_cast<double>(answer), 0.5, 0.034);
}

TEST_F(StepRules, HalfOfEveryBlockStandsStillBitForBit)
{
    const Made made =
        rule_loop::make(specOf("sft", {"hft", {{"stage", 2}}, {{"redraw", "never"}}}), 5);
    const auto before = rule_loop::weightsOf(*made.loop);
    for (std::int64_t step = 1; step <= 5; ++step) {
        run(*made.loop, step);
    }
    std::vector<std::string> names;
    for (const auto& [name, tensor] : made.decoder->parameters()) {
        names.push_back(name);
    }
    const std::set<std::string> frozen = frozenHalf(names, 5, 2);
    ASSERT_GE(frozen.size(), 8U);
    EXPECT_EQ(still(before, rule_loop::weightsOf(*made.loop)), frozen);
    const Json told = made.loop->ruleDescriptions();
    EXPECT_EQ(told[0]["frozen"].get<std::set<std::string>>(), frozen);
}

TEST_F(StepRules, AnotherEpochFreezesAnotherHalf)
{
    // Fixed batches are one epoch; a shuffled plan of six items in units of three has two steps.
    RunSpec spec = specOf("sft", {"hft", {}, {{"redraw", "epoch"}}});
    spec.batch_size = 3;
    spec.epochs = 2;
    const Made made = rule_loop::make(spec, 0);
    ASSERT_EQ(made.loop->plan().steps(), 4);
    const auto start = rule_loop::weightsOf(*made.loop);
    run(*made.loop, 1);
    run(*made.loop, 2);
    const auto middle = rule_loop::weightsOf(*made.loop);
    run(*made.loop, 3);
    const auto last = rule_loop::weightsOf(*made.loop);
    const std::set<std::string> first = still(start, middle);
    const std::set<std::string> second = still(middle, last);
    EXPECT_FALSE(first.empty());
    EXPECT_FALSE(second.empty());
    EXPECT_NE(first, second);
}

TEST_F(StepRules, OnlyChosenModulesTrainAndHaveMoments)
{
    const Made made = rule_loop::make(specOf("sft", {"module_selection",
                                                     {{"first_layer", 1}, {"last_layer", -1}},
                                                     {{"modules", "mlp.down_proj"}}}),
                                      3);
    const at::Tensor other =
        made.decoder->parameter("model.layers.0.mlp.down_proj.weight").detach().clone();
    const auto before = rule_loop::weightsOf(*made.loop);
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(before.begin()->first, "model.layers.1.mlp.down_proj.weight");
    EXPECT_EQ(made.loop->optimizer().weights().size(), 1U);
    run(*made.loop, 1);
    EXPECT_TRUE(still(before, rule_loop::weightsOf(*made.loop)).empty());
    EXPECT_TRUE(
        made.decoder->parameter("model.layers.0.mlp.down_proj.weight").detach().equal(other));
}

TEST_F(StepRules, SparseFineTuningGoesBackAndTrainsTheMostChanged)
{
    const Made made =
        rule_loop::make(specOf("sft", {"lt_sft", {{"share", 0.02}, {"first_part", 0.5}}, {}}), 8);
    TrainLoop& loop = *made.loop;
    const auto start = rule_loop::weightsOf(loop);
    for (std::int64_t step = 1; step <= 4; ++step) {
        EXPECT_EQ(metricOf(run(loop, step), "marginalia/trained_share"), 1);
    }
    const auto tuned = rule_loop::weightsOf(loop);
    std::vector<at::Tensor> from;
    std::vector<at::Tensor> to;
    double all = 0;
    for (const auto& [name, tensor] : loop.trained()) {
        from.push_back(start.at(name));
        to.push_back(tuned.at(name));
        all += static_cast<double>(tensor.numel());
    }
    const auto count = static_cast<std::int64_t>(std::llround(0.02 * all));
    const std::vector<at::Tensor> masks = mostChanged(from, to, count);
    for (std::int64_t step = 5; step <= 8; ++step) {
        EXPECT_NEAR(metricOf(run(loop, step), "marginalia/trained_share"), 0.02, 1e-4);
        std::size_t i = 0;
        std::int64_t moved = 0;
        for (const auto& [name, tensor] : loop.trained()) {
            const at::Tensor changed = tensor.detach() != start.at(name);
            EXPECT_FALSE((changed & ~masks[i++]).any().item<bool>()) << name << " step " << step;
            moved += changed.sum().item<std::int64_t>();
        }
        // Nearly all that may move do: a few have no slope.
        EXPECT_GT(moved, count / 2);
    }
    // Moments of the first part are gone: four updates were made since.
    EXPECT_EQ(loop.optimizer().steps(), 4);
}

TEST_F(StepRules, AHardUpdateMakesThePolicyItsOwnReference)
{
    for (const char* method : {"full", "lora"}) {
        RunSpec spec = specOf("dpo", {"tr_dpo", {{"alpha", 1}, {"tau", 2}}, {}});
        spec.method = method;
        spec.lora_r = 4;
        const Made made = rule_loop::make(spec, 4);
        const auto apart = [&](std::int64_t step) {
            const StepReport report = run(*made.loop, step);
            double largest = 0;
            for (const RowResult& row : report.result.units[0].rows) {
                largest = std::max(largest, std::abs(row.logp - row.reference));
            }
            return largest;
        };
        EXPECT_EQ(apart(1), 0) << method;
        EXPECT_GT(apart(2), 0) << method;
        EXPECT_EQ(apart(3), 0) << method;
        EXPECT_GT(apart(4), 0) << method;
    }
}

TEST_F(StepRules, ASoftUpdateIsTheMeanOfTheWeights)
{
    const Made made =
        rule_loop::make(specOf("dpo", {"tr_dpo", {{"alpha", 0.25}, {"tau", 1}}, {}}), 3);
    const auto start = rule_loop::weightsOf(*made.loop);
    run(*made.loop, 1);
    const auto policy = rule_loop::weightsOf(*made.loop);
    NamedTensors mean;
    for (const auto& [name, tensor] : made.decoder->parameters()) {
        mean.emplace_back(name, 0.25 * policy.at(name) + 0.75 * start.at(name));
    }
    const auto reference = Decoder::fromTensors(made.decoder->config(), mean, "mean", at::kFloat,
                                                c10::Device(at::kCPU));
    ASSERT_TRUE(reference.ok()) << reference.error().message();
    const ReferenceTable none;
    const StepEngine engine(**reference, Objective{}, Needs{}, none, EngineOptions{});
    std::vector<float> want;
    const auto units = made.loop->unitsOf(2);
    ASSERT_TRUE(units.ok());
    engine.sums(units->front().items, {}, [&](const TrainRow&, float sum) { want.push_back(sum); });
    const StepReport report = run(*made.loop, 2);
    const auto& rows = report.result.units[0].rows;
    ASSERT_EQ(rows.size(), want.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_NEAR(rows[i].reference, want[i], 1e-4);
        EXPECT_NE(rows[i].reference, rows[i].logp);
    }
}

TEST_F(StepRules, ProportionalWeightsAreThoseOfTheWholeStep)
{
    RunSpec spec = specOf("dpo", {"loss_balancing", {}, {{"mode", "proportional"}}});
    spec.terms = {{"dpo", 7}, {"sft", 3}};
    const Made made = rule_loop::make(spec, 3, 2);
    for (std::int64_t step = 1; step <= 3; ++step) {
        const StepReport report = run(*made.loop, step);
        const double dpo = report.result.parts.at("dpo");
        const double sft = report.result.parts.at("sft");
        EXPECT_NEAR(metricOf(report, "marginalia/balance/dpo"), dpo / (dpo + sft), 1e-6);
        EXPECT_NEAR(metricOf(report, "marginalia/balance/sft"), sft / (dpo + sft), 1e-6);
        EXPECT_NEAR(report.result.loss, (dpo * dpo + sft * sft) / (dpo + sft), 1e-5);
        EXPECT_EQ(report.result.units.size(), 2U);
    }
}

TEST_F(StepRules, MinNormWeightsMakeTheShortestSumOfGradients)
{
    const auto gradientOf = [&](double dpo, double sft, const std::vector<ModifierSpec>& with,
                                std::vector<double>* weights) {
        RunSpec spec = specOf("dpo", {});
        spec.modifiers = with;
        spec.terms = {{"dpo", dpo}, {"sft", sft}};
        spec.max_grad_norm = 1e6;
        const Made made = rule_loop::make(spec, 1, 2);
        const StepReport report = run(*made.loop, 1);
        if (weights != nullptr) {
            *weights = {metricOf(report, "marginalia/balance/dpo"),
                        metricOf(report, "marginalia/balance/sft")};
        }
        std::vector<at::Tensor> all;
        for (const auto& [name, gradient] : made.loop->optimizer().gradients()) {
            all.push_back(gradient.reshape({-1}).clone());
        }
        return at::cat(all);
    };
    const at::Tensor first = gradientOf(1, 0, {}, nullptr);
    const at::Tensor second = gradientOf(0, 1, {}, nullptr);
    const std::vector<double> want = minNormWeights({first, second});
    std::vector<double> got;
    const at::Tensor mixed =
        gradientOf(5, 2, {{"loss_balancing", {}, {{"mode", "min_norm"}}}}, &got);
    EXPECT_NEAR(got[0], want[0], 1e-5);
    EXPECT_NEAR(got[1], want[1], 1e-5);
    const at::Tensor sum = want[0] * first + want[1] * second;
    EXPECT_LE((mixed - sum).abs().max().item<double>(), 1e-5);
}

TEST_F(StepRules, DriftPullsEachMatrixTowardsTheOtherModelOnce)
{
    const auto config = readModelConfig(m_top + "/model");
    ASSERT_TRUE(config.ok());
    const auto other = Decoder::initialise(*config, 77, at::kFloat, c10::Device(at::kCPU));
    ASSERT_TRUE(writeModelFolder(m_top + "/other", m_top + "/model", other->parameters()).ok());
    const auto gradientsOf = [&](const std::vector<ModifierSpec>& with) {
        RunSpec spec = specOf("sft", {});
        spec.modifiers = with;
        spec.max_grad_norm = 1e6;
        const Made made = rule_loop::make(spec, 1, 2);  // two micro-batches, one pull
        run(*made.loop, 1);
        std::map<std::string, at::Tensor> out;
        for (const auto& [name, gradient] : made.loop->optimizer().gradients()) {
            out[name] = gradient.clone();
        }
        return out;
    };
    const auto plain = gradientsOf({});
    const auto start = Decoder::load(m_top + "/model", at::kFloat, c10::Device(at::kCPU));
    ASSERT_TRUE(start.ok());
    const std::pair<const char*, DriftMode> modes[] = {
        {"absolute", DriftMode::Absolute},
        {"grad_norm", DriftMode::GradientNorm},
        {"adaptive_cosine", DriftMode::AdaptiveCosine}};
    for (const auto& [word, mode] : modes) {
        const auto pulled = gradientsOf(
            {{"drift", {{"alpha", 0.5}}, {{"mode", word}, {"prior", m_top + "/other"}}}});
        for (const auto& [name, gradient] : plain) {
            const at::Tensor weight = (*start)->parameter(name);
            at::Tensor want = gradient;
            if (name.find("_proj") != std::string::npos) {
                at::Tensor direction = other->parameter(name) - weight;
                direction = direction * (weight.norm() / direction.norm());
                want = driftedGradient(gradient, direction, mode, 0.5);
                EXPECT_FALSE(pulled.at(name).equal(gradient)) << name;
            }
            EXPECT_LE((pulled.at(name) - want).abs().max().item<double>(), 1e-6) << name;
        }
    }
}

TEST_F(StepRules, WhatCannotWorkIsRefusedWithItsReason)
{
    const auto refused = [&](const RunSpec& spec, const char* word) {
        const std::vector<SpecProblem> problems = checkRunSpec(spec);
        EXPECT_TRUE(std::any_of(problems.begin(), problems.end(), [&](const SpecProblem& each) {
            return each.what.str().find(word) != std::string::npos;
        })) << word;
    };
    for (const char* id : {"hft", "lt_sft", "module_selection"}) {
        RunSpec spec = specOf("sft", {id, {}, {}});
        spec.method = "lora";
        refused(spec, "adapter");
    }
    refused(specOf("sft", {"drift", {}, {}}), "none is named");
    refused(specOf("dpo", {"loss_balancing", {}, {}}), "no mix");
    refused(specOf("simpo", {"tr_dpo", {}, {}}), "moves the reference");
    refused(specOf("online_dpo", {"tr_dpo", {}, {}}), "moves the reference");
    RunSpec mixed = specOf("dpo", {"masked_thought", {}, {}});
    mixed.terms = {{"dpo", 1}, {"sft", 1}};
    refused(mixed, "masked_thought");
}
