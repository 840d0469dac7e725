// SPDX-License-Identifier: Apache-2.0
// What the engine gives an objective beside log-probs: a state, values by token, groups, a head.
#include "core/base/file.h"
#include "core/train/step_engine.h"
#include "tests/core/objectives/golden_batch.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <random>

using namespace marginalia;

namespace {

constexpr int kItems = 6;

/// Items of `answers` rows with a common prompt, the best first.
std::vector<TrainItem> someItems(int answers, std::int64_t vocabulary)
{
    std::mt19937 random(11);
    const auto token = [&] {
        return static_cast<std::int32_t>(random() % static_cast<unsigned>(vocabulary));
    };
    std::vector<TrainItem> out;
    for (int i = 0; i < kItems; ++i) {
        TrainItem item;
        const std::vector<std::int32_t> prompt = {token(), token(), token(), token()};
        for (int answer = 0; answer < answers; ++answer) {
            TrainRow row;
            row.ids = prompt;
            row.trained.assign(prompt.size(), false);
            for (int t = 0; t < 2 + (i + 2 * answer) % 4; ++t) {
                row.ids.push_back(token());
                row.trained.push_back(true);
            }
            row.role = answers != 2  ? RowRole::Candidate
                       : answer == 0 ? RowRole::Chosen
                                     : RowRole::Rejected;
            row.rank = answer + 1;
            row.reward = answers - answer;
            row.promptUid.bytes[0] = static_cast<std::uint8_t>(i + 1);
            row.completionUid = row.promptUid;
            row.answer = static_cast<std::uint32_t>(answer);
            item.rows.push_back(std::move(row));
        }
        out.push_back(std::move(item));
    }
    return out;
}

class Engine : public ::testing::Test {
protected:
    void SetUp() override
    {
        auto loaded = Decoder::load(golden::folder() + "/models/llama_tied", at::kFloat,
                                    c10::Device(at::kCPU));
        ASSERT_TRUE(loaded.ok()) << loaded.error().message();
        m_decoder = loaded.take();
        m_decoder->setTrainable(true);
    }

    /// Two units.
    static std::vector<UnitRows> unitsOf(const std::vector<TrainItem>& items)
    {
        std::vector<UnitRows> units(2);
        for (std::size_t i = 0; i < items.size(); ++i) {
            units[i % 2].items.push_back(&items[i]);
        }
        return units;
    }

    StepEngine engineOf(Objective objective, const Needs& needs, EngineOptions options = {})
    {
        return StepEngine(*m_decoder, std::move(objective), needs, m_reference, options);
    }

    std::map<std::string, at::Tensor> gradients() const
    {
        std::map<std::string, at::Tensor> out;
        for (const auto& [name, parameter] : m_decoder->parameters()) {
            if (parameter.grad().defined()) {
                out[name] = parameter.grad().clone();
                parameter.mutable_grad() = at::Tensor();
            }
        }
        return out;
    }

    static void expectSame(const std::map<std::string, at::Tensor>& got,
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

    std::unique_ptr<Decoder> m_decoder;
    ReferenceTable m_reference;
};

/// Sum of all log-probs of trained tokens.
LossOut plainSum(const RowBatch& batch)
{
    const at::Tensor sums = sequenceSums(batch, batch.lp);
    LossOut out;
    out.terms = {{"sum", 1, -sums.sum(), Denominator::Rows}};
    out.rowLoss = -sums.detach();
    return out;
}

Objective objectiveWith(std::function<LossOut(const RowBatch&, ObjectiveState&)> loss)
{
    Objective out;
    out.loss = std::move(loss);
    return out;
}

}  // namespace

TEST_F(Engine, TheStateGoesOnFromStepToStepAndHeldOutLeavesItAlone)
{
    const std::vector<TrainItem> items = someItems(1, m_decoder->config().vocabulary);
    StepEngine engine = engineOf(objectiveWith([](const RowBatch& batch, ObjectiveState& state) {
                                     auto& seen = state["rows"];
                                     seen.resize(1);
                                     seen[0] += static_cast<double>(batch.rows());
                                     return plainSum(batch);
                                 }),
                                 Needs{});
    engine.train(unitsOf(items), [] {});
    EXPECT_EQ(engine.state().at("rows"), std::vector<double>{kItems});
    engine.evaluate(unitsOf(items));
    EXPECT_EQ(engine.state().at("rows"), std::vector<double>{kItems});
    engine.setState({{"rows", {100}}});
    engine.train(unitsOf(items), [] {});
    EXPECT_EQ(engine.state().at("rows"), std::vector<double>{100 + kItems});
}

TEST_F(Engine, ReferenceValuesByTokenAreThoseOfTheModelAndSurviveTheFile)
{
    const std::vector<TrainItem> items = someItems(2, m_decoder->config().vocabulary);
    Needs needs;
    needs.ref = RefKind::PerToken;
    double apart = -1;
    Objective objective = objectiveWith([&](const RowBatch& batch, ObjectiveState&) {
        apart = (batch.refLp - batch.lp.detach()).abs().max().item<double>();
        return plainSum(batch);
    });
    objective.referencePerToken = true;
    StepEngine engine = engineOf(objective, needs);
    for (const UnitRows& unit : unitsOf(items)) {
        engine.logps(unit.items, {}, [&](const TrainRow& row, std::vector<float> each, float sum) {
            EXPECT_EQ(static_cast<std::int64_t>(each.size()), row.trainedTokens());
            m_reference.putTokens(row, std::move(each), sum);
        });
    }
    engine.evaluate(unitsOf(items));
    EXPECT_EQ(apart, 0);

    const std::string path = testing::TempDir() + "by_token.bin";
    const auto digest = m_reference.save(path);
    ASSERT_TRUE(digest.ok());
    m_reference = ReferenceTable();
    engine.evaluate(unitsOf(items));
    EXPECT_TRUE(std::isnan(apart)) << "without values there must be no zeros";
    auto read = ReferenceTable::load(path, *digest);
    ASSERT_TRUE(read.ok()) << read.error().message();
    m_reference = read.take();
    engine.evaluate(unitsOf(items));
    EXPECT_EQ(apart, 0);

    auto bytes = readFile(path);
    ASSERT_TRUE(bytes.ok());
    (*bytes)[bytes->size() / 2] ^= 1;
    ASSERT_TRUE(writeFileAtomically(path, *bytes).ok());
    EXPECT_FALSE(ReferenceTable::load(path, *digest).ok());
    std::filesystem::remove(path);
}

TEST_F(Engine, AnswersOfAGroupShareTheirPrompt)
{
    const std::vector<TrainItem> items = someItems(3, m_decoder->config().vocabulary);
    Needs needs;
    needs.data = DataCode::Groups;
    // Every answer against the mean of its group, so that each gradient depends on all of them.
    const Objective objective = objectiveWith([](const RowBatch& batch, ObjectiveState&) {
        const at::Tensor sums = sequenceSums(batch, batch.lp);
        at::Tensor total = sums.sum() * 0;
        for (const std::vector<std::int64_t>& group : groupRows(batch)) {
            EXPECT_EQ(group.size(), 3U);
            for (const std::int64_t row : group) {
                total = total + (sums[row] * batch.values.reward[row]).square();
            }
        }
        LossOut out;
        out.terms = {{"spread", 1, total, Denominator::Groups}};
        out.rowLoss = sums.detach();
        return out;
    });
    PackOptions alone;
    alone.budget = 1;
    alone.sharePrefix = false;
    StepEngine plain = engineOf(objective, needs, {alone});
    const StepResult want = plain.train(unitsOf(items), [] {});
    const auto wantGradients = gradients();
    StepEngine shared = engineOf(objective, needs);
    const StepResult got = shared.train(unitsOf(items), [] {});
    EXPECT_NEAR(got.loss, want.loss, 1e-5 * std::abs(want.loss));
    EXPECT_EQ(got.streamTokens, want.streamTokens - kItems * 2 * 4);
    expectSame(gradients(), wantGradients);
}

TEST_F(Engine, AHeadScoresTheLastTokenOfEveryAnswer)
{
    const std::vector<TrainItem> items = someItems(2, m_decoder->config().vocabulary);
    RowHead head = RowHead::fresh(*m_decoder, 1, 5);
    head.setTrainable(true);
    Needs needs;
    needs.head = HeadKind::Score;
    std::vector<double> scores;
    const Objective objective = objectiveWith([&](const RowBatch& batch, ObjectiveState&) {
        const PairIndex pairs = pairIndex(batch);
        const at::Tensor apart = batch.heads.score.index_select(0, pairs.chosen) -
                                 batch.heads.score.index_select(0, pairs.rejected);
        for (const double each : golden::flat(batch.heads.score)) {
            scores.push_back(each);
        }
        LossOut out;
        out.terms = {{"pull", 1, (apart - 1).square().sum(), Denominator::Pairs}};
        out.rowLoss = batch.heads.score.detach();
        out.rowMetrics = {{"reward", batch.heads.score.detach()}};
        return out;
    });
    PackOptions alone;
    alone.budget = 1;
    alone.sharePrefix = false;
    StepEngine plain = engineOf(objective, needs, {alone, false, &head});
    const StepResult want = plain.train(unitsOf(items), [] {});
    const auto wantGradients = gradients();
    const at::Tensor wantHead = head.weight().grad().clone();
    head.weight().mutable_grad() = at::Tensor();
    StepEngine shared = engineOf(objective, needs, {{}, false, &head});
    const StepResult got = shared.train(unitsOf(items), [] {});
    EXPECT_NEAR(got.loss, want.loss, 1e-5);
    expectSame(gradients(), wantGradients);
    EXPECT_LE((head.weight().grad() - wantHead).abs().max().item<double>(), 1e-5);
    EXPECT_GT(wantHead.abs().max().item<double>(), 0);

    // By hand: the hidden state of the last token of the first row, times the head.
    const c10::NoGradGuard noGrad;
    const TrainRow& row = items[0].rows[0];
    const auto length = static_cast<std::int64_t>(row.ids.size());
    PackedInput input;
    input.ids = at::tensor(std::vector<std::int64_t>(row.ids.begin(), row.ids.end()), at::kLong);
    input.positions = at::arange(length, at::kLong);
    input.segments = {{0, length, -1, 0}};
    const at::Tensor last = m_decoder->hidden(input)[length - 1];
    EXPECT_NEAR(scores[0], (last * head.weight()[0]).sum().item<double>(), 1e-5);
    ASSERT_FALSE(got.units.empty());
    EXPECT_NEAR(got.units[0].rows[0].reward, scores[0], 1e-5);
    EXPECT_GT(got.units[0].rows[0].influence, 0);
}

TEST_F(Engine, TokenStatisticsComeFromBothModelsHoweverTheUnitIsCut)
{
    const std::vector<TrainItem> items = someItems(2, m_decoder->config().vocabulary);
    const std::unique_ptr<Decoder> start =
        Decoder::initialise(m_decoder->config(), 3, at::kFloat, c10::Device(at::kCPU));
    Objective objective = objectiveWith([](const RowBatch& batch, ObjectiveState&) {
        LossOut out = plainSum(batch);
        out.terms.push_back({"kl", 0.5, sequenceSums(batch, batch.statistics.klFromOther).sum(),
                             Denominator::Tokens});
        out.terms.push_back({"entropy", -0.1, sequenceSums(batch, batch.statistics.entropy).sum(),
                             Denominator::Tokens});
        return out;
    });
    objective.statistics.klFromOther = true;
    objective.statistics.entropy = true;
    EngineOptions options;
    options.other = start.get();
    StepEngine packed = engineOf(objective, Needs{}, options);
    const StepResult got = packed.train(unitsOf(items), [] {});
    const auto gotGradients = gradients();
    options.pack.budget = 1;
    options.pack.sharePrefix = false;
    StepEngine alone = engineOf(objective, Needs{}, options);
    const StepResult want = alone.train(unitsOf(items), [] {});
    EXPECT_NEAR(got.loss, want.loss, 1e-5 * std::abs(want.loss));
    expectSame(gotGradients, gradients());
    EXPECT_GT(got.terms[1].second, 0.01) << "two models that differ";
    EXPECT_GT(got.terms[2].second, 0);

    // Against itself nothing is apart.
    options.other = m_decoder.get();
    StepEngine itself = engineOf(objective, Needs{}, options);
    EXPECT_NEAR(itself.evaluate(unitsOf(items)).terms[1].second, 0, 1e-6);
}
