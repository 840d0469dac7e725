// SPDX-License-Identifier: Apache-2.0
#include "core/model/fused_head.h"
#include "tests/core/golden_part.h"
#include "tests/core/model/golden_models.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>

#include <random>

using namespace marginalia;

namespace {

using Ids = std::vector<std::int64_t>;

ModelConfig smallConfig(bool windows, bool qkNorm)
{
    ModelConfig config;
    config.modelType = qkNorm ? "qwen3" : "qwen2";
    config.vocabulary = 97;
    config.hidden = 32;
    config.intermediate = 48;
    config.layers = 3;
    config.heads = 4;
    config.kvHeads = 2;
    config.headDim = 16;
    config.context = 256;
    config.tied = true;
    config.qkvBias = !qkNorm;
    config.qkNorm = qkNorm ? QkNorm::PerHead : QkNorm::None;
    if (windows) {
        config.windows = {0, 5, 9};
    }
    return config;
}

/// A model whose attention is not uniform: larger weights than a fresh one has.
std::unique_ptr<Decoder> strongDecoder(const ModelConfig& config)
{
    auto decoder = Decoder::initialise(config, 5, at::kFloat, at::kCPU);
    const c10::NoGradGuard noGrad;
    for (const auto& [name, parameter] : decoder->parameters()) {
        if (parameter.dim() == 2) {
            parameter.mul_(8);
        }
    }
    return decoder;
}

Ids randomIds(std::mt19937& random, std::int64_t length)
{
    Ids ids;
    for (std::int64_t i = 0; i < length; ++i) {
        ids.push_back(static_cast<std::int64_t>(random() % 97));
    }
    return ids;
}

/// All passes of a test are parts of one batch: longrope and dynamic rotations follow from it.
constexpr std::int64_t kBatchLength = 50;

/// Appends a segment and scores every next token inside `scoredFrom` of it.
class Packer {
public:
    /// Returns the segment's number. Tokens continue at `position` and attend to `prefix` (-1:
    /// none).
    void add(const Ids& ids, std::int64_t position, std::int64_t prefixBegin,
             std::int64_t prefixLength)
    {
        Segment segment;
        segment.begin = static_cast<std::int64_t>(m_ids.size());
        segment.length = static_cast<std::int64_t>(ids.size());
        segment.prefixBegin = prefixLength > 0 ? prefixBegin : -1;
        segment.prefixLength = prefixLength;
        for (size_t i = 0; i < ids.size(); ++i) {
            m_ids.push_back(ids[i]);
            m_positions.push_back(position + static_cast<std::int64_t>(i));
        }
        m_segments.push_back(segment);
    }
    void score(std::int64_t place, std::int64_t target)
    {
        m_scored.push_back(place);
        m_targets.push_back(target);
    }
    std::int64_t size() const { return static_cast<std::int64_t>(m_ids.size()); }
    PackedInput input() const
    {
        return {at::tensor(m_ids, at::kLong),    at::tensor(m_positions, at::kLong), m_segments,
                at::tensor(m_scored, at::kLong), at::tensor(m_targets, at::kLong),   kBatchLength};
    }

private:
    Ids m_ids, m_positions, m_scored, m_targets;
    std::vector<Segment> m_segments;
};

/// A row alone: prompt and answer in one segment, the answer's tokens scored.
void addWhole(Packer& packer, const Ids& prompt, const Ids& answer)
{
    Ids all = prompt;
    all.insert(all.end(), answer.begin(), answer.end());
    const std::int64_t begin = packer.size();
    packer.add(all, 0, -1, 0);
    for (size_t i = 0; i < answer.size(); ++i) {
        packer.score(begin + static_cast<std::int64_t>(prompt.size() + i) - 1, answer[i]);
    }
}

/// Prompt once, then every answer on top of it.
void addShared(Packer& packer, const Ids& prompt, const std::vector<Ids>& answers)
{
    const std::int64_t begin = packer.size();
    const auto length = static_cast<std::int64_t>(prompt.size());
    packer.add(prompt, 0, -1, 0);
    for (const Ids& answer : answers) {
        const std::int64_t own = packer.size();
        packer.add(answer, length, begin, length);
        packer.score(begin + length - 1, answer[0]);
        for (size_t i = 1; i < answer.size(); ++i) {
            packer.score(own + static_cast<std::int64_t>(i) - 1, answer[i]);
        }
    }
}

struct Outcome {
    at::Tensor logps;
    std::vector<at::Tensor> gradients;
};

Outcome runOnce(Decoder& decoder, const PackedInput& input, const at::Tensor& weights)
{
    decoder.setTrainable(true);
    for (const auto& [name, parameter] : decoder.parameters()) {
        parameter.mutable_grad() = at::Tensor();
    }
    const TokenScores scores = decoder.score(input, true);
    (scores.logps * weights).sum().backward();
    Outcome out{scores.logps.detach(), {}};
    for (const auto& [name, parameter] : decoder.parameters()) {
        out.gradients.push_back(parameter.grad().clone());
    }
    return out;
}

void expectClose(const Outcome& left, const Outcome& right)
{
    EXPECT_LE((left.logps - right.logps).abs().max().item<double>(), 1e-5);
    for (size_t i = 0; i < left.gradients.size(); ++i) {
        const double scale = std::max(1.0, right.gradients[i].abs().max().item<double>());
        EXPECT_LE((left.gradients[i] - right.gradients[i]).abs().max().item<double>(), 1e-5 * scale)
            << i;
    }
}

struct Pairs {
    std::vector<Ids> prompts;
    std::vector<std::vector<Ids>> answers;
};

Pairs randomPairs(int count)
{
    std::mt19937 random(17);
    Pairs pairs;
    for (int i = 0; i < count; ++i) {
        pairs.prompts.push_back(randomIds(random, 1 + random() % 20));
        pairs.answers.push_back(
            {randomIds(random, 1 + random() % 30), randomIds(random, 1 + random() % 6)});
    }
    return pairs;
}

void expectRowsAlone(Decoder& decoder)
{
    const Pairs pairs = randomPairs(5);
    Packer whole;
    std::vector<at::Tensor> logps;
    std::vector<at::Tensor> sums;
    std::mt19937 random(3);
    std::vector<float> weights;
    for (size_t i = 0; i < pairs.prompts.size(); ++i) {
        for (const Ids& answer : pairs.answers[i]) {
            addWhole(whole, pairs.prompts[i], answer);
            Packer alone;
            addWhole(alone, pairs.prompts[i], answer);
            std::vector<float> own(answer.size());
            for (float& weight : own) {
                weight = static_cast<float>(random() % 100) / 50 - 1;
            }
            weights.insert(weights.end(), own.begin(), own.end());
            const Outcome outcome = runOnce(decoder, alone.input(), at::tensor(own));
            logps.push_back(outcome.logps);
            for (size_t k = 0; k < outcome.gradients.size(); ++k) {
                if (sums.size() <= k) {
                    sums.push_back(outcome.gradients[k]);
                } else {
                    sums[k] += outcome.gradients[k];
                }
            }
        }
    }
    const Outcome packed = runOnce(decoder, whole.input(), at::tensor(weights));
    ASSERT_EQ(packed.logps.size(0), static_cast<std::int64_t>(weights.size()));
    expectClose(packed, {at::cat(logps), sums});
}

void expectSharedPrompts(Decoder& decoder)
{
    const Pairs pairs = randomPairs(6);
    Packer shared;
    Packer separate;
    for (size_t i = 0; i < pairs.prompts.size(); ++i) {
        addShared(shared, pairs.prompts[i], pairs.answers[i]);
        for (const Ids& answer : pairs.answers[i]) {
            addWhole(separate, pairs.prompts[i], answer);
        }
    }
    const PackedInput input = shared.input();
    const at::Tensor weights = at::linspace(-1, 1, input.scored.size(0));
    expectClose(runOnce(decoder, input, weights), runOnce(decoder, separate.input(), weights));
}

class PackedDecoder : public testing::TestWithParam<std::tuple<bool, bool>> {};

}  // namespace

TEST_P(PackedDecoder, RowsInOnePackAreTheRowsAlone)
{
    expectRowsAlone(*strongDecoder(smallConfig(std::get<0>(GetParam()), std::get<1>(GetParam()))));
}

TEST_P(PackedDecoder, ASharedPromptIsThePromptTwice)
{
    expectSharedPrompts(
        *strongDecoder(smallConfig(std::get<0>(GetParam()), std::get<1>(GetParam()))));
}

INSTANTIATE_TEST_SUITE_P(Families, PackedDecoder,
                         testing::Combine(testing::Bool(), testing::Bool()));

TEST(PackedFamilies, EveryGoldenModel)
{
    std::size_t count = 0;
    for (const std::filesystem::path& folder : golden::modelCases()) {
        if (!golden::isSupported(folder)) {
            continue;
        }
        SCOPED_TRACE(folder.filename().string());
        const auto decoder = Decoder::load(folder.string(), at::kFloat, at::kCPU).take();
        expectRowsAlone(*decoder);
        expectSharedPrompts(*decoder);
        ++count;
    }
    if (count == 0) {
        MARGINALIA_PART_MISSING("model cases of our families");
    }
}

TEST(FusedHead, StatisticsAreThoseOfTheWholeSoftmax)
{
    const auto decoder = strongDecoder(smallConfig(false, false));
    const c10::NoGradGuard noGrad;
    Packer packer;
    std::mt19937 random(1);
    addWhole(packer, randomIds(random, 4), randomIds(random, 40));
    const PackedInput input = packer.input();
    const TokenScores scores = decoder->score(input, true);
    const at::Tensor logits = decoder->logits(decoder->hidden(input).index_select(0, input.scored));
    const at::Tensor logps = logits.log_softmax(-1);
    EXPECT_LE((scores.logps - logps.gather(1, input.targets.unsqueeze(1)).squeeze(1))
                  .abs()
                  .max()
                  .item<double>(),
              1e-5);
    EXPECT_LE((scores.entropy + (logps.exp() * logps).sum(-1)).abs().max().item<double>(), 1e-5);
    EXPECT_TRUE(at::equal(scores.top1, logits.argmax(-1) == input.targets));
    EXPECT_FALSE(decoder->score(input, false).entropy.defined());
}

TEST(FusedHead, ScaledAndCappedLogits)
{
    const at::Tensor hidden =
        at::randn({9, 12}, at::kDouble).to(at::kFloat).set_requires_grad(true);
    const at::Tensor weight =
        at::randn({31, 12}, at::kDouble).to(at::kFloat).set_requires_grad(true);
    const at::Tensor scored = at::tensor(Ids{0, 3, 3, 8}, at::kLong);
    const at::Tensor targets = at::tensor(Ids{5, 30, 2, 0}, at::kLong);
    for (const HeadShape& shape : {HeadShape{0.5, 0}, HeadShape{1, 2.0}, HeadShape{0.7, 1.5}}) {
        const auto fused = fusedHead(hidden, weight, scored, targets, true, shape);
        at::Tensor logits = at::linear(hidden.index_select(0, scored), weight) * shape.multiplier;
        if (shape.cap > 0) {
            logits = at::tanh(logits / shape.cap) * shape.cap;
        }
        const at::Tensor logps = logits.log_softmax(-1);
        const at::Tensor wanted = logps.gather(1, targets.unsqueeze(1)).squeeze(1);
        EXPECT_LE((fused.logps - wanted).abs().max().item<double>(), 1e-6);
        EXPECT_LE((fused.entropy + (logps.exp() * logps).sum(-1)).abs().max().item<double>(), 1e-5);
        const at::Tensor weights = at::linspace(-1, 1, 4);
        std::vector<at::Tensor> gradients;
        for (const at::Tensor& loss : {(fused.logps * weights).sum(), (wanted * weights).sum()}) {
            loss.backward();
            for (const at::Tensor& leaf : {hidden, weight}) {
                gradients.push_back(leaf.grad().clone());
                leaf.mutable_grad() = at::Tensor();
            }
        }
        EXPECT_LE((gradients[0] - gradients[2]).abs().max().item<double>(), 1e-6);
        EXPECT_LE((gradients[1] - gradients[3]).abs().max().item<double>(), 1e-6);
    }
}

TEST(Decoder, ASeedGivesTheSameWeightsAndADigestTellsThemApart)
{
    const ModelConfig config = smallConfig(false, true);
    const auto first = Decoder::initialise(config, 5, at::kFloat, at::kCPU);
    const auto second = Decoder::initialise(config, 5, at::kFloat, at::kCPU);
    const auto third = Decoder::initialise(config, 6, at::kFloat, at::kCPU);
    EXPECT_EQ(first->digest(), second->digest());
    EXPECT_NE(first->digest(), third->digest());
    EXPECT_EQ(first->parameter("model.norm.weight").sum().item<float>(), 32.0F);
}
