// SPDX-License-Identifier: Apache-2.0
// The vocabulary stage in chunks against the plain form on whole logits.
#include "core/objectives/vocabulary_stage.h"

#include "core/model/decoder.h"
#include "core/model/packed_input.h"
#include "tests/core/golden_part.h"
#include "tests/core/model/golden_models.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

using namespace marginalia;

namespace {

constexpr at::Tensor TokenStatistics::*kAll[] = {
    &TokenStatistics::entropy,   &TokenStatistics::logSumSquares, &TokenStatistics::klFromOther,
    &TokenStatistics::klToOther, &TokenStatistics::jsd,           &TokenStatistics::rollout,
    &TokenStatistics::topEntropy};

StatisticsRequest everything()
{
    StatisticsRequest out;
    out.entropy = out.logSumSquares = out.klFromOther = out.klToOther = true;
    out.jsd = out.rollout = out.topEntropy = out.otherLogps = true;
    out.jsdBeta = 0.3;
    out.rolloutKappa = 1.3;
    out.rolloutRhoNegative = -0.1;
    out.topK = 7;
    return out;
}

PackedInput textOf(std::int64_t length, std::int64_t vocabulary)
{
    std::mt19937 random(5);
    std::vector<std::int64_t> ids;
    std::vector<std::int64_t> scored;
    std::vector<std::int64_t> targets;
    for (std::int64_t i = 0; i < length; ++i) {
        ids.push_back(static_cast<std::int64_t>(random() % static_cast<unsigned>(vocabulary)));
    }
    for (std::int64_t i = 3; i + 1 < length; ++i) {
        scored.push_back(i);
        targets.push_back(ids[static_cast<std::size_t>(i) + 1]);
    }
    PackedInput out;
    out.ids = at::tensor(ids, at::kLong);
    out.positions = at::arange(length, at::kLong);
    out.segments = {{0, length, -1, 0}};
    out.scored = at::tensor(scored, at::kLong);
    out.targets = at::tensor(targets, at::kLong);
    return out;
}

/// A weighted sum of everything, so that each statistic's gradient counts.
at::Tensor lossOf(const at::Tensor& logps, const TokenStatistics& statistics)
{
    const auto weights = [&](double shift) {
        return at::arange(logps.size(0), at::kFloat) / static_cast<double>(logps.size(0)) - shift;
    };
    at::Tensor loss = (logps * weights(0.3)).sum();
    double shift = 0;
    for (const auto member : kAll) {
        if ((statistics.*member).defined()) {
            loss = loss + ((statistics.*member) * weights(shift)).sum();
        }
        shift += 0.15;
    }
    return loss;
}

double largestDifference(const at::Tensor& left, const at::Tensor& right)
{
    return (left - right).abs().max().item<double>();
}

/// 1e-6, and as much of the value: a product of other shape rounds its last bit otherwise.
void expectSame(const at::Tensor& got, const at::Tensor& want, const std::string& what)
{
    const at::Tensor over = (got - want).abs() - 1e-6 * want.abs();
    EXPECT_LE(over.max().item<double>(), 1e-6) << what;
}

at::Tensor pickedFrom(const at::Tensor& logits, const at::Tensor& targets)
{
    return at::log_softmax(logits, -1).gather(-1, targets.unsqueeze(-1)).squeeze(-1);
}

std::unique_ptr<Decoder> modelOf(const std::string& name)
{
    const std::filesystem::path folder = golden::root() / "models" / name;
    return std::filesystem::exists(folder)
               ? Decoder::load(folder.string(), at::kFloat, at::kCPU).take()
               : nullptr;
}

/// Stage and plain form of one model with another of the same shape beside it.
void compare(const std::string& name, std::int64_t chunkRows,
             const StatisticsRequest& request = everything())
{
    const auto policy = modelOf(name);
    if (policy == nullptr) {
        MARGINALIA_PART_MISSING("models/" + name);
    }
    const auto reference = Decoder::initialise(policy->config(), 9, at::kFloat, at::kCPU);
    const PackedInput input = textOf(40, policy->config().vocabulary);
    policy->setTrainable(true);
    VocabularyStates other;
    {
        const c10::NoGradGuard noGrad;
        other = {reference->hidden(input), headOf(*reference)};
    }
    const at::Tensor theirs =
        reference->logits(other.hidden.index_select(0, input.scored)).detach();

    std::vector<std::vector<at::Tensor>> gradients;
    VocabularyOptions options;
    options.withMetrics = true;
    options.chunkRows = chunkRows;
    const VocabularyScores staged =
        vocabularyStage({policy->hidden(input), headOf(*policy)}, &other, input.scored,
                        input.targets, request, options);
    const at::Tensor logits = policy->logits(policy->hidden(input).index_select(0, input.scored));
    const TokenStatistics plain = tokenStatistics(logits, theirs, input.targets, request);
    const at::Tensor logps = pickedFrom(logits, input.targets);

    expectSame(staged.scores.logps, logps, name);
    for (const auto member : kAll) {
        expectSame(staged.statistics.*member, plain.*member, name);
    }
    expectSame(staged.statistics.otherLogps, plain.otherLogps, name);
    expectSame(staged.scores.entropy, plain.entropy, name);
    EXPECT_TRUE(at::equal(staged.scores.top1, logits.argmax(-1) == input.targets));

    for (const at::Tensor& loss :
         {lossOf(staged.scores.logps, staged.statistics), lossOf(logps, plain)}) {
        loss.backward();
        gradients.emplace_back();
        for (const auto& [parameter, tensor] : policy->parameters()) {
            gradients.back().push_back(tensor.grad().defined() ? tensor.grad().clone()
                                                               : at::zeros_like(tensor));
            tensor.mutable_grad() = at::Tensor();
        }
    }
    double largest = 0;
    for (const at::Tensor& gradient : gradients[1]) {
        largest = std::max(largest, gradient.abs().max().item<double>());
    }
    EXPECT_GT(largest, 0);
    for (std::size_t i = 0; i < gradients[0].size(); ++i) {
        EXPECT_LE(largestDifference(gradients[0][i], gradients[1][i]), 1e-5 * largest)
            << name << " " << policy->parameters()[i].first;
    }
}

}  // namespace

TEST(VocabularyStage, IsThePlainFormInOneChunk)
{
    compare("llama_plain", 0);
}

TEST(VocabularyStage, IsThePlainFormInManyChunks)
{
    compare("llama_tied", 7);
}

TEST(VocabularyStage, CappedLogits)
{
    compare("gemma2", 16);
}

TEST(VocabularyStage, DivergencesOfTemperedDistributions)
{
    for (const double temperature : {0.5, 2.0}) {
        for (const double beta : {0.0, 0.3, 1.0}) {
            StatisticsRequest request = everything();
            request.temperature = temperature;
            request.jsdBeta = beta;
            compare("llama_tied", 7, request);
        }
    }
}

TEST(VocabularyStage, GivesOnlyWhatIsAskedFor)
{
    const auto policy = modelOf("llama_plain");
    if (policy == nullptr) {
        MARGINALIA_PART_MISSING("models/llama_plain");
    }
    const PackedInput input = textOf(20, policy->config().vocabulary);
    StatisticsRequest request;
    request.topEntropy = true;
    const VocabularyScores got = vocabularyStage({policy->hidden(input), headOf(*policy)}, nullptr,
                                                 input.scored, input.targets, request, {});
    EXPECT_TRUE(got.statistics.topEntropy.defined());
    EXPECT_FALSE(got.statistics.entropy.defined());
    EXPECT_FALSE(got.statistics.jsd.defined());
    EXPECT_FALSE(got.scores.entropy.defined());
    EXPECT_EQ(got.scores.logps.size(0), input.scored.size(0));
}

TEST(VocabularyStage, DrawnTokensDoNotHangOnTheCut)
{
    const auto policy = modelOf("llama_plain");
    if (policy == nullptr) {
        MARGINALIA_PART_MISSING("models/llama_plain");
    }
    const PackedInput input = textOf(40, policy->config().vocabulary);
    StatisticsRequest request;
    request.rollout = true;
    request.rolloutKappa = 1.3;
    request.rolloutRhoNegative = -0.1;
    request.rolloutSamples = 64;
    std::vector<at::Tensor> values;
    std::vector<at::Tensor> gradients;
    for (const std::int64_t rows : {0, 5}) {
        const at::Tensor hidden = policy->hidden(input).detach().requires_grad_(true);
        VocabularyOptions options;
        options.seed = 11;
        options.chunkRows = rows;
        const VocabularyScores got = vocabularyStage({hidden, headOf(*policy)}, nullptr,
                                                     input.scored, input.targets, request, options);
        got.statistics.rollout.sum().backward();
        values.push_back(got.statistics.rollout.detach());
        gradients.push_back(hidden.grad());
    }
    EXPECT_LE(largestDifference(values[0], values[1]), 1e-6);
    EXPECT_LE(largestDifference(gradients[0], gradients[1]), 1e-6);
}

TEST(VocabularyStage, DrawsFollowTheProposal)
{
    const at::Tensor logits = at::tensor({1.0F, 0.0F, -1.0F}).view({1, 3});
    const at::Tensor drawn = drawRollouts(logits, 2, 20000, 3, 0);
    const at::Tensor share = (logits / 2).softmax(-1);
    for (int token = 0; token < 3; ++token) {
        EXPECT_NEAR((drawn == token).to(at::kFloat).mean().item<double>(),
                    share[0][token].item<double>(), 0.011);
    }
    EXPECT_TRUE(at::equal(drawn, drawRollouts(logits, 2, 20000, 3, 0)));
    EXPECT_FALSE(at::equal(drawn, drawRollouts(logits, 2, 20000, 3, 1)));
}
