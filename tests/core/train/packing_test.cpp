// SPDX-License-Identifier: Apache-2.0
#include "core/train/step_engine.h"
#include "core/train/train_loop.h"
#include "tests/core/objectives/golden_batch.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/isfinite.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <random>

using namespace marginalia;

namespace {

Uid uidOf(std::uint64_t number)
{
    Uid uid;
    std::memcpy(uid.bytes.data(), &number, sizeof number);
    return uid;
}

/// Pairs with common prompts of different lengths; some answers begin alike, one is the beginning
/// of the other, masks have holes.
std::vector<TrainItem> somePairs(int count, std::int64_t vocabulary)
{
    std::mt19937 random(7);
    const auto token = [&] {
        return static_cast<std::int32_t>(random() % static_cast<unsigned>(vocabulary));
    };
    std::vector<TrainItem> out;
    for (int i = 0; i < count; ++i) {
        std::vector<std::int32_t> prompt;
        for (int t = 0; t < 2 + i % 5; ++t) {
            prompt.push_back(token());
        }
        const std::vector<std::int32_t> shared = {token(), token()};
        TrainItem item;
        for (int answer = 0; answer < 2; ++answer) {
            TrainRow row;
            row.ids = prompt;
            row.trained.assign(prompt.size(), false);
            if (i % 3 == 0) {
                row.ids.insert(row.ids.end(), shared.begin(), shared.end());
            }
            const int length = (i == 3 && answer == 0) ? 0 : 1 + (i + 3 * answer) % 6;
            for (int t = 0; t < length; ++t) {
                row.ids.push_back(token());
            }
            for (std::size_t t = row.trained.size(); t < row.ids.size(); ++t) {
                row.trained.push_back(!(i % 4 == 1 && t % 3 == 0) || t + 1 == row.ids.size());
            }
            row.role = answer == 0 ? RowRole::Chosen : RowRole::Rejected;
            row.weight = 1 + 0.25 * (i % 3);
            row.answer = static_cast<std::uint32_t>(answer);
            row.promptUid = row.completionUid = uidOf(static_cast<std::uint64_t>(i) + 1);
            item.rows.push_back(std::move(row));
        }
        out.push_back(std::move(item));
    }
    return out;
}

class Packing : public ::testing::Test {
protected:
    void SetUp() override
    {
        auto loaded = Decoder::load(golden::folder() + "/models/llama_tied", at::kFloat,
                                    c10::Device(at::kCPU));
        ASSERT_TRUE(loaded.ok()) << loaded.error().message();
        m_decoder = loaded.take();
        m_decoder->setTrainable(true);
        m_items = somePairs(8, m_decoder->config().vocabulary);
        for (const TrainItem& item : m_items) {
            for (const TrainRow& row : item.rows) {
                m_reference.put(row, -3.0F * static_cast<float>(row.trainedTokens()));
            }
        }
    }

    struct Outcome {
        double loss = 0;
        std::vector<double> logps;
        std::map<std::string, at::Tensor> gradients;
        std::int64_t streamTokens = 0;
    };

    /// The same step with the items in units of `unitSize`.
    Outcome step(PackOptions pack, std::size_t unitSize, bool quiet = false)
    {
        BoundParameters parameters;
        parameters.terms = {{"dpo", 1.0}, {"sft", 0.5}};
        parameters.numbers["beta"] = 0.3;
        auto objective = bindObjective("dpo", parameters);
        EXPECT_TRUE(objective.ok());
        StepEngine engine(*m_decoder, *objective, findObjective("dpo")->needs, m_reference,
                          {pack, false});
        std::vector<UnitRows> units;
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (i % unitSize == 0) {
                units.emplace_back();
            }
            units.back().items.push_back(&m_items[i]);
        }
        for (const auto& [name, parameter] : m_decoder->parameters()) {
            parameter.mutable_grad() = at::Tensor();
        }
        const StepResult result = quiet ? engine.evaluate(units) : engine.train(units, [] {});
        Outcome out;
        out.loss = result.loss;
        out.streamTokens = result.streamTokens;
        for (const UnitResult& unit : result.units) {
            for (const RowResult& row : unit.rows) {
                out.logps.push_back(row.logp);
            }
        }
        for (const auto& [name, parameter] : m_decoder->parameters()) {
            if (parameter.grad().defined()) {
                out.gradients[name] = parameter.grad().clone();
            }
        }
        return out;
    }

    static void expectSame(const Outcome& got, const Outcome& want, const std::string& what)
    {
        EXPECT_NEAR(got.loss, want.loss, 1e-5) << what;
        ASSERT_EQ(got.logps.size(), want.logps.size());
        for (std::size_t i = 0; i < got.logps.size(); ++i) {
            EXPECT_NEAR(got.logps[i], want.logps[i], 1e-5 * std::max(1.0, std::abs(want.logps[i])))
                << what << " row " << i;
        }
        ASSERT_EQ(got.gradients.size(), want.gradients.size()) << what;
        for (const auto& [name, gradient] : want.gradients) {
            const double largest = gradient.abs().max().item<double>();
            const double apart = (got.gradients.at(name) - gradient).abs().max().item<double>();
            EXPECT_LE(apart, 1e-5 * std::max(1.0, largest)) << what << " " << name;
        }
    }

    std::unique_ptr<Decoder> m_decoder;
    std::vector<TrainItem> m_items;
    ReferenceTable m_reference;
};

}  // namespace

TEST_F(Packing, PackedWithPrefixEqualsOneRowAtATime)
{
    PackOptions alone;
    alone.budget = 1;
    alone.sharePrefix = false;
    const Outcome plain = step(alone, 8);
    PackOptions packed;
    const Outcome shared = step(packed, 8);
    expectSame(shared, plain, "packed with prefix");
    EXPECT_LT(shared.streamTokens, plain.streamTokens);
    PackOptions scored;
    scored.headEverywhere = true;
    expectSame(step(scored, 8), shared, "head on every token");
    PackOptions padded;
    padded.padded = true;
    padded.headEverywhere = true;
    const Outcome filled = step(padded, 8);
    expectSame(filled, plain, "padded");
    EXPECT_GT(filled.streamTokens, plain.streamTokens);
}

TEST_F(Packing, UnitsAndBudgetsGiveTheSameGradients)
{
    const Outcome whole = step({}, 8);
    for (const std::size_t unitSize : {8, 4, 2}) {
        for (const std::int64_t budget : {4096, 40, 1}) {
            PackOptions pack;
            pack.budget = budget;
            expectSame(
                step(pack, unitSize), whole,
                "units of " + std::to_string(unitSize) + ", budget " + std::to_string(budget));
        }
    }
}

TEST_F(Packing, StreamsOfFewLengthsGiveTheSameGradients)
{
    const Outcome whole = step({}, 8);
    for (const std::int64_t budget : {4096, 40}) {
        PackOptions pack;
        pack.budget = budget;
        pack.bucketed = true;
        const Outcome filled = step(pack, 8);
        expectSame(filled, whole, "budget " + std::to_string(budget));
        EXPECT_EQ(filled.streamTokens % 64, 0);
    }
    std::int64_t before = 0;
    int lengths = 0;
    for (std::int64_t tokens = 1; tokens <= 16384; ++tokens) {
        const std::int64_t length = bucketLength(tokens);
        ASSERT_GE(length, tokens);
        ASSERT_LT(length - tokens, std::max<std::int64_t>(64, tokens / 8 + 1)) << tokens;
        lengths += length > before ? 1 : 0;
        before = length;
    }
    EXPECT_EQ(lengths, 48);
}

TEST_F(Packing, EvaluationGivesTheSameNumbersAndNoGradients)
{
    const Outcome trained = step({}, 4);
    const Outcome quiet = step({}, 4, true);
    EXPECT_EQ(quiet.loss, trained.loss);
    EXPECT_EQ(quiet.logps, trained.logps);
    EXPECT_TRUE(quiet.gradients.empty());
}

TEST_F(Packing, ARowThatIsNotFiniteLeavesWithItsPair)
{
    // An untied model: a NaN embedding of one token spoils exactly the rows that read it.
    auto loaded =
        Decoder::load(golden::folder() + "/models/llama_plain", at::kFloat, c10::Device(at::kCPU));
    ASSERT_TRUE(loaded.ok());
    const std::unique_ptr<Decoder> decoder = loaded.take();
    decoder->setTrainable(true);
    constexpr std::int32_t kBad = 3;
    for (TrainItem& item : m_items) {
        for (TrainRow& row : item.rows) {
            std::replace(row.ids.begin(), row.ids.end(), kBad, kBad + 1);
        }
    }
    TrainRow& spoiled = m_items[2].rows[1];
    spoiled.ids.insert(spoiled.ids.end(), {kBad, 5});
    spoiled.trained.insert(spoiled.trained.end(), {true, true});
    {
        const c10::NoGradGuard noGrad;
        decoder->parameter("model.embed_tokens.weight")[kBad].fill_(
            std::numeric_limits<float>::quiet_NaN());
    }
    auto objective = bindObjective("dpo", {});
    StepEngine engine(*decoder, *objective, findObjective("dpo")->needs, m_reference, {});
    std::vector<UnitRows> units(1);
    for (const TrainItem& item : m_items) {
        units[0].items.push_back(&item);
    }
    const StepResult result = engine.train(units, [] {});
    EXPECT_TRUE(result.finite);
    ASSERT_FALSE(result.notFinite.empty());
    for (const Uid& uid : result.notFinite) {
        EXPECT_EQ(uid, m_items[2].rows[0].promptUid);
    }
    ASSERT_EQ(result.units.size(), 1U);
    EXPECT_EQ(result.units[0].rows.size(), 14U);
    for (const auto& [name, parameter] : decoder->parameters()) {
        EXPECT_TRUE(at::isfinite(parameter.grad()).all().item<bool>()) << name;
    }
    // The denominator keeps the pair that left: the loss is the sum of the others over the weight
    // of all.
    double sum = 0;
    double weights = 0;
    for (const RowResult& row : result.units[0].rows) {
        if (row.row->role == RowRole::Chosen) {
            sum += row.loss * row.row->weight;
        }
    }
    for (const TrainItem& item : m_items) {
        weights += item.rows[0].weight;
    }
    EXPECT_NEAR(result.loss, sum / weights, 1e-6);
}
