// SPDX-License-Identifier: Apache-2.0
// Objectives that compute the model a second time: LfU's states made worse (objectives.md 4.9), and
// entropies of a whole step.
#include "core/objectives/token_modifiers.h"
#include "tests/core/train/rule_loop.h"
#include "tests/core/train/tiny_model.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <unistd.h>

using namespace marginalia;
using rule_loop::Made;
namespace fs = std::filesystem;

namespace {

constexpr double kAlpha = 2;
constexpr double kLambda = 3;

class SecondPass : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-second-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        testing_model::write(m_top + "/model", true);
    }
    void TearDown() override { fs::remove_all(m_top); }

    RunSpec lfu() const
    {
        RunSpec spec = rule_loop::specOf("lfu", m_top + "/model");
        spec.parameters["lambda"] = kLambda;
        spec.parameters["alpha"] = kAlpha;
        spec.max_grad_norm = 1e6;
        return spec;
    }

    std::string m_top;
};

std::map<std::string, at::Tensor> gradientsOf(const Made& made)
{
    std::map<std::string, at::Tensor> out;
    for (const auto& [name, gradient] : made.loop->optimizer().gradients()) {
        out[name] = gradient.clone();
    }
    return out;
}

void expectSame(const std::map<std::string, at::Tensor>& got,
                const std::map<std::string, at::Tensor>& want)
{
    ASSERT_FALSE(want.empty());
    ASSERT_EQ(got.size(), want.size());
    for (const auto& [name, gradient] : want) {
        const double largest = gradient.abs().max().item<double>();
        EXPECT_LE((got.at(name) - gradient).abs().max().item<double>(),
                  1e-5 * std::max(1.0, largest))
            << name;
    }
}

}  // namespace

TEST_F(SecondPass, LossAndGradientsAreThoseOfTheFormula)
{
    const Made made = rule_loop::make(lfu(), 1);
    const auto units = made.loop->unitsOf(1);
    ASSERT_TRUE(units.ok());
    const Decoder& model = *made.decoder;
    const UnitBatch unit = packUnit(units->front().items, {}, {}, c10::Device(at::kCPU));
    ASSERT_EQ(unit.packs.size(), 1U);
    const PackedInput& input = unit.packs[0].input;
    const auto tokens = static_cast<double>(unit.packs[0].tokens);

    // The ascent by hand, through the vectors that stand behind the blocks.
    const ModelConfig& config = model.config();
    const at::Tensor none = at::zeros({config.layers, config.hidden}).requires_grad_(true);
    const LayerStates plain = model.states(input, none);
    const at::Tensor rows = plain.hidden.index_select(0, input.scored);
    const at::Tensor logits = model.logits(rows);
    const at::Tensor loss = -(logits.log_softmax(1).gather(1, input.targets.unsqueeze(1))).sum();
    const at::Tensor slope = torch::autograd::grad({loss}, {none})[0];
    const at::Tensor steering = slope * (kAlpha / slope.norm().item<double>());
    {
        const c10::NoGradGuard noGrad;
        const LayerStates worse = model.states(input, steering);
        const at::Tensor after = model.logits(worse.hidden.index_select(0, input.scored));
        const at::Tensor worseLoss =
            -(after.log_softmax(1).gather(1, input.targets.unsqueeze(1))).sum();
        EXPECT_GT(worseLoss.item<double>(), loss.item<double>()) << "a step that harms";
    }
    const LayerStates second = model.states(input, steering);
    const at::Tensor distance =
        (second.layers - plain.layers.detach()).square().mean(-1).mean(1).sum() / tokens;
    const at::Tensor likelihood = -model.score(input, false).logps.sum() / tokens;
    torch::autograd::backward({likelihood + kLambda * distance}, {});
    std::map<std::string, at::Tensor> want;
    for (const auto& [name, parameter] : model.parameters()) {
        want[name] = parameter.grad().clone();
        parameter.mutable_grad() = at::Tensor();
    }

    const auto report = made.loop->step(1);
    ASSERT_TRUE(report.ok()) << report.error().message();
    ASSERT_EQ(report->result.terms.size(), 2U);
    EXPECT_NEAR(report->result.terms[0].second, likelihood.item<double>(), 1e-5);
    EXPECT_NEAR(report->result.terms[1].second, distance.item<double>(), 1e-5);
    EXPECT_GT(report->result.terms[1].second, 1e-4);
    expectSame(gradientsOf(made), want);
}

TEST_F(SecondPass, StatesOfABf16ModelAreComparedInFloat32)
{
    RunSpec spec = lfu();
    spec.dtype = "bf16";
    const Made made = rule_loop::make(spec, 2);
    for (const std::int64_t step : {1, 2}) {
        const auto report = made.loop->step(step);
        ASSERT_TRUE(report.ok()) << report.error().message();
        EXPECT_TRUE(report->updated);
        EXPECT_GT(report->result.terms[1].second, 1e-4);
    }
}

TEST_F(SecondPass, HoweverTheUnitIsCut)
{
    const auto train = [&](std::int64_t budget) {
        const RunSpec spec = lfu();
        PackOptions pack;
        pack.budget = budget;
        const Made made = rule_loop::make(spec, 1, 2, pack);
        const auto report = made.loop->step(1);
        EXPECT_TRUE(report.ok());
        return gradientsOf(made);
    };
    expectSame(train(1), train(4096));
}

TEST_F(SecondPass, TheThresholdOfEntropiesIsThatOfTheStep)
{
    RunSpec spec = rule_loop::specOf("sft", m_top + "/model");
    spec.modifiers = {{"top_entropy", {{"top_entropy_quantile", 0.3}}, {}}};
    const auto thresholds = [&](std::int64_t units) {
        const Made made = rule_loop::make(spec, 1, units);
        const auto report = made.loop->step(1);
        EXPECT_TRUE(report.ok());
        std::vector<double> out;
        for (const UnitResult& unit : report->result.units) {
            for (const auto& [name, value] : unit.metrics) {
                if (name == "marginalia/threshold") {
                    out.push_back(value);
                }
            }
        }
        return out;
    };
    const Made made = rule_loop::make(spec, 1, 2);
    std::vector<at::Tensor> entropies;
    const auto units = made.loop->unitsOf(1);
    ASSERT_TRUE(units.ok());
    for (const UnitRows& rows : *units) {
        const c10::NoGradGuard noGrad;
        const UnitBatch unit = packUnit(rows.items, {}, {}, c10::Device(at::kCPU));
        entropies.push_back(made.decoder->score(unit.packs[0].input, true).entropy);
    }
    RowBatch all;
    all.stepEntropy = at::cat(entropies);
    all.entropy = entropies[0];
    all.trained = at::ones({entropies[0].numel()}, at::kBool);
    const double want = entropyThreshold(all, 0.3);
    const std::vector<double> two = thresholds(2);
    ASSERT_EQ(two.size(), 2U);
    EXPECT_NEAR(two[0], want, 1e-5);
    EXPECT_NEAR(two[1], want, 1e-5);
    all.stepEntropy = at::Tensor();
    const std::vector<double> one = thresholds(1);
    ASSERT_EQ(one.size(), 1U);
    EXPECT_NEAR(one[0], entropyThreshold(all, 0.3), 1e-5);
    EXPECT_NE(one[0], two[0]);
}

TEST_F(SecondPass, AnswersBecomeVectorsWeighedByTheCritic)
{
    auto loaded = Decoder::load(m_top + "/model", at::kFloat, c10::Device(at::kCPU));
    ASSERT_TRUE(loaded.ok());
    const std::unique_ptr<Decoder> decoder = loaded.take();
    decoder->setTrainable(true);
    RowHead critic = RowHead::fresh(*decoder, 1, 3);
    RowHead contrast = RowHead::fresh(*decoder, 8, 4);
    critic.setTrainable(true);
    contrast.setTrainable(true);
    {
        const c10::NoGradGuard noGrad;
        critic.weight().mul_(100);  // so that tokens differ in weight
    }
    std::vector<TrainItem> items = rule_loop::items(false, decoder->config().vocabulary);
    UnitRows unit;
    for (TrainItem& item : items) {
        item.rows[0].reward = unit.items.size() % 2 == 0 ? 1 : 0;
        unit.items.push_back(&item);
    }
    RowBatch seen;
    Objective objective;
    objective.loss = [&](const RowBatch& batch, ObjectiveState&) {
        seen = batch;
        LossOut out;
        out.terms = {{"near", 1, (batch.heads.sampled * batch.heads.annotated).sum(),
                      Denominator::CorrectRows}};
        out.rowLoss = batch.heads.sampled.detach().sum(1);
        return out;
    };
    Needs needs;
    needs.head = HeadKind::Values;
    const ReferenceTable none;
    const auto train = [&](std::int64_t budget) {
        EngineOptions options;
        options.pack.budget = budget;
        options.head = &critic;
        options.headByToken = true;
        options.contrast = &contrast;
        StepEngine engine(*decoder, objective, needs, none, options);
        const auto vectors = engine.vectors({unit.items[0], unit.items[1]});
        engine.setAnnotations(
            {{items[0].rows[0].promptUid, vectors[0]}, {items[1].rows[0].promptUid, vectors[1]}});
        const StepResult step = engine.train({unit}, [] {});
        // Of the two with an annotation one is right: the denominator.
        EXPECT_NEAR(step.loss, (seen.heads.sampled * seen.heads.annotated).sum().item<double>(),
                    1e-4);
        std::map<std::string, at::Tensor> out = {{"critic", critic.weight().grad().clone()},
                                                 {"contrast", contrast.weight().grad().clone()}};
        critic.weight().mutable_grad() = at::Tensor();
        contrast.weight().mutable_grad() = at::Tensor();
        for (const auto& [name, parameter] : decoder->parameters()) {
            if (parameter.grad().defined()) {
                out[name] = parameter.grad().clone();
                parameter.mutable_grad() = at::Tensor();
            }
        }
        return out;
    };
    const auto whole = train(4096);
    expectSame(train(1), whole);
    EXPECT_GT(whole.at("critic").abs().max().item<double>(), 0) << "the critic weighs the tokens";
    EXPECT_TRUE(seen.heads.correct[0].item<bool>());
    EXPECT_FALSE(seen.heads.correct[1].item<bool>()) << "its reward is too small";
    EXPECT_FALSE(seen.heads.correct[2].item<bool>()) << "it has no annotation";

    const c10::NoGradGuard noGrad;
    const UnitBatch one = packUnit({unit.items[0]}, {}, {}, c10::Device(at::kCPU));
    const PackedInput& input = one.packs[0].input;
    const at::Tensor hidden = decoder->hidden(input).index_select(0, input.scored);
    const at::Tensor share = critic(hidden).squeeze(1).softmax(0);
    const at::Tensor want = (contrast(hidden) * share.unsqueeze(1)).sum(0);
    EXPECT_LE((seen.heads.sampled[0] - want).abs().max().item<double>(), 1e-5);
    EXPECT_LE((seen.heads.annotated[0] - want).abs().max().item<double>(), 1e-5);
    EXPECT_GT(share.max().item<double>() * static_cast<double>(share.numel()), 1.05);
}
