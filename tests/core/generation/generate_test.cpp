// SPDX-License-Identifier: Apache-2.0
#include "core/generation/generate.h"

#include "core/generation/sampling.h"
#include "tests/core/golden_part.h"
#include "tests/core/golden_ran.h"
#include "tests/core/model/golden_models.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>

#include <cmath>

using namespace marginalia;
using namespace marginalia::golden;

namespace {

const fs::path kFolder = root() / "models/generation";

/// Settings of a golden case in our terms; an unknown one is a failure: it would not be tested.
SamplingOptions toOptions(Json settings)
{
    std::vector<TokenId> stops;
    if (settings.contains("eos_token_id")) {
        const Json ids = settings["eos_token_id"];
        stops = ids.is_array() ? ids.get<std::vector<TokenId>>()
                               : std::vector<TokenId>{ids.get<TokenId>()};
        settings.erase("eos_token_id");
    }
    const std::vector<std::string> known = settingNames();
    for (const auto& [key, value] : settings.items()) {
        EXPECT_NE(std::find(known.begin(), known.end(), key), known.end()) << key;
    }
    GenerationSettings neutral;
    neutral.temperature = 1;
    return optionsFor(settingsFromJson(settings).take(), neutral, stops, 0);
}

std::unique_ptr<Decoder> plainModel()
{
    const fs::path folder = root() / "models/llama_plain";
    return fs::exists(folder) ? Decoder::load(folder.string(), at::kFloat, at::kCPU).take()
                              : nullptr;
}

std::vector<TokenId> idsOf(const GeneratedRow& row)
{
    std::vector<TokenId> ids;
    for (const GeneratedToken& token : row.tokens) {
        ids.push_back(token.id);
    }
    return ids;
}

GenerationJob sampledJob()
{
    GenerationJob job;
    job.prompts = {{65, 201, 111, 53}, {299, 104}, {1, 2, 3, 4, 5, 6, 7}};
    job.options.maxNewTokens = 24;
    job.options.temperature = 1.2;
    job.options.topP = 0.95;
    job.options.seed = 11;
    return job;
}

}  // namespace

TEST(GenerationGolden, ProcessorsGiveTheProbabilities)
{
    const Json cases = readJson(kFolder / "processors.json");
    if (cases.is_discarded()) {
        MARGINALIA_PART_MISSING("processors.json");
    }
    const auto file = SafetensorsFile::open((kFolder / "processors.safetensors").string()).take();
    const at::Tensor logits = file->tensor("logits").take();
    const at::Tensor before = file->tensor("prev_ids").take();
    std::size_t compared = 0;
    for (const Json& entry : cases) {
        SCOPED_TRACE(entry.dump());
        const SamplingOptions options = toOptions(entry["settings"]);
        const at::Tensor wanted =
            file->tensor("probs." + std::to_string(entry["index"].get<int>())).take();
        for (const Json& row : entry["rows"]) {
            const auto index = row.get<std::int64_t>();
            const float* const values = logits.const_data_ptr<float>() + index * logits.size(1);
            const std::int64_t* const ids =
                before.const_data_ptr<std::int64_t>() + index * before.size(1);
            const std::vector<TokenId> text(ids, ids + before.size(1));
            const auto found =
                processedProbabilities({values, values + logits.size(1)}, options,
                                       {&text, entry["prompt_length"].get<std::int64_t>()});
            for (std::int64_t i = 0; i < logits.size(1); ++i) {
                const double expected = wanted[index][i].item<double>();
                ASSERT_NEAR(found[static_cast<size_t>(i)], expected, 1e-6);
                ASSERT_EQ(found[static_cast<size_t>(i)] == 0, expected == 0) << i;
            }
        }
        ++compared;
    }
    EXPECT_EQ(compared, cases.size());
    golden::ran(compared, "settings of processors");
}

TEST(GenerationGolden, GreedyCases)
{
    const Json list = readJson(kFolder / "greedy.json");
    const auto decoder = plainModel();
    if (list.is_discarded() || decoder == nullptr) {
        MARGINALIA_PART_MISSING("greedy.json");
    }
    std::size_t compared = 0;
    for (const Json& entry : list["cases"]) {
        SCOPED_TRACE(entry["name"].get<std::string>());
        GenerationJob job;
        job.options = toOptions(entry["settings"]);
        job.options.temperature = 0;
        job.prompts = entry["prompt_ids"].get<std::vector<std::vector<TokenId>>>();
        const auto together = generate(*decoder, job).take();
        for (size_t row = 0; row < job.prompts.size(); ++row) {
            const auto wanted = entry["new_ids"][row].get<std::vector<TokenId>>();
            EXPECT_EQ(idsOf(together[row]), wanted);
            GenerationJob alone = job;
            alone.prompts = {job.prompts[row]};
            EXPECT_EQ(idsOf(generate(*decoder, alone).take()[0]), wanted);
        }
        ++compared;
    }
    golden::ran(compared, "greedy generations");
}

TEST(Generation, ARowDoesNotDependOnItsBatch)
{
    const auto decoder = plainModel();
    if (decoder == nullptr) {
        MARGINALIA_PART_MISSING("llama_plain");
    }
    const GenerationJob job = sampledJob();
    const auto together = generate(*decoder, job).take();
    EXPECT_EQ(idsOf(generate(*decoder, job).take()[1]), idsOf(together[1]));
    for (size_t row = 0; row < job.prompts.size(); ++row) {
        GenerationJob alone = job;
        alone.prompts = {job.prompts[row]};
        alone.streams = {row};
        EXPECT_EQ(idsOf(generate(*decoder, alone).take()[0]), idsOf(together[row]));
    }
    GenerationJob other = job;
    other.options.seed = 12;
    EXPECT_NE(idsOf(generate(*decoder, other).take()[0]), idsOf(together[0]));
}

TEST(Generation, LogProbabilitiesAreThoseOfThePlainModel)
{
    const auto decoder = plainModel();
    if (decoder == nullptr) {
        MARGINALIA_PART_MISSING("llama_plain");
    }
    const GenerationJob job = sampledJob();
    const auto rows = generate(*decoder, job).take();
    const c10::NoGradGuard noGrad;
    for (size_t row = 0; row < rows.size(); ++row) {
        std::vector<std::int64_t> ids(job.prompts[row].begin(), job.prompts[row].end());
        const auto prompt = static_cast<std::int64_t>(ids.size());
        for (const GeneratedToken& token : rows[row].tokens) {
            ids.push_back(token.id);
        }
        const auto length = static_cast<std::int64_t>(ids.size());
        const at::Tensor all = at::tensor(ids, at::kLong);
        const PackedInput input{all,
                                at::arange(length),
                                {{0, length, -1, 0}},
                                at::arange(prompt - 1, length - 1),
                                all.narrow(0, prompt, length - prompt)};
        const at::Tensor logps = decoder->score(input, false).logps;
        for (std::int64_t i = 0; i < logps.size(0); ++i) {
            EXPECT_NEAR(logps[i].item<float>(), rows[row].tokens[static_cast<size_t>(i)].logp,
                        1e-4);
        }
    }
}

TEST(Generation, AMixtureIsDrawnFromBothModels)
{
    const auto own = plainModel();
    if (own == nullptr) {
        MARGINALIA_PART_MISSING("llama_plain");
    }
    const auto base = Decoder::initialise(own->config(), 9, at::kFloat, at::kCPU);
    GenerationJob job = sampledJob();
    const auto alone = generate(*own, job).take();
    const auto others = generate(*base, job).take();
    job.base = base.get();
    for (const double share : {0.0, 1.0}) {
        job.baseShare = share;
        const auto mixed = generate(*own, job).take();
        for (size_t row = 0; row < mixed.size(); ++row) {
            EXPECT_EQ(idsOf(mixed[row]), idsOf((share == 0 ? alone : others)[row])) << share;
        }
    }
    // Greedily: the likeliest token of softmax((1 - mu) z + mu z'), position by position.
    job.baseShare = 0.3;
    job.options.temperature = 0;
    const auto mixed = generate(*own, job).take();
    const c10::NoGradGuard noGrad;
    for (size_t row = 0; row < mixed.size(); ++row) {
        std::vector<std::int64_t> ids(job.prompts[row].begin(), job.prompts[row].end());
        const auto prompt = static_cast<std::int64_t>(ids.size());
        for (const GeneratedToken& token : mixed[row].tokens) {
            ids.push_back(token.id);
        }
        const auto length = static_cast<std::int64_t>(ids.size());
        const at::Tensor all = at::tensor(ids, at::kLong);
        const PackedInput input{
            all, at::arange(length), {{0, length, -1, 0}}, at::arange(0), at::arange(0)};
        const auto at = [&](const Decoder& decoder) {
            return decoder.logits(decoder.hidden(input).narrow(0, prompt - 1, length - prompt));
        };
        const at::Tensor likeliest = (0.7 * at(*own) + 0.3 * at(*base)).argmax(-1);
        EXPECT_TRUE(at::equal(likeliest, all.narrow(0, prompt, length - prompt))) << row;
    }
}

TEST(Generation, ARowCanBeCancelledAndTheOthersGoOn)
{
    const auto decoder = plainModel();
    if (decoder == nullptr) {
        MARGINALIA_PART_MISSING("llama_plain");
    }
    const GenerationJob job = sampledJob();
    const auto whole = generate(*decoder, job).take();
    std::vector<int> seen(3, 0);
    const auto cut = generate(*decoder, job, [&](std::size_t row, const GeneratedToken&) {
                         ++seen[row];
                         return row == 1 || seen[row] < 3;
                     }).take();
    EXPECT_EQ(cut[0].reason, FinishReason::Cancelled);
    EXPECT_EQ(cut[0].tokens.size(), 3U);
    EXPECT_EQ(cut[1].reason, FinishReason::Length);
    EXPECT_EQ(idsOf(cut[1]), idsOf(whole[1]));
}

TEST(Generation, AnswersAreAsLongAsAsked)
{
    const auto decoder = plainModel();
    if (decoder == nullptr) {
        MARGINALIA_PART_MISSING("llama_plain");
    }
    GenerationJob job = sampledJob();
    job.options.maxLength = 10;
    auto rows = generate(*decoder, job).take();
    for (size_t row = 0; row < rows.size(); ++row) {
        EXPECT_EQ(rows[row].reason, FinishReason::Length);
        EXPECT_EQ(rows[row].tokens.size(), 10 - job.prompts[row].size());
    }
    // Every token ends the answer: as soon as it may.
    for (TokenId id = 0; id < decoder->config().vocabulary; ++id) {
        job.options.stopIds.push_back(id);
    }
    job.options.maxLength = 0;
    for (const GeneratedRow& row : generate(*decoder, job).take()) {
        EXPECT_EQ(row.tokens.size(), 1U);
        EXPECT_EQ(row.reason, FinishReason::Stop);
    }
    // And when none may, nothing is left to write.
    job.options.minNewTokens = 5;
    for (const GeneratedRow& row : generate(*decoder, job).take()) {
        EXPECT_TRUE(row.tokens.empty());
        EXPECT_EQ(row.reason, FinishReason::Stop);
    }
    // An end that every model would take is not taken before the least length.
    const TokenId usual = generate(*decoder, sampledJob()).take()[0].tokens[0].id;
    job = sampledJob();
    job.options.stopIds = {usual};
    EXPECT_EQ(generate(*decoder, job).take()[0].tokens.size(), 1U);
    job.options.minLength = 20;
    const GeneratedRow longer = generate(*decoder, job).take()[0];
    ASSERT_GE(job.prompts[0].size() + longer.tokens.size(), 20U);
    for (std::size_t i = 0; job.prompts[0].size() + i < 20; ++i) {
        EXPECT_NE(longer.tokens[i].id, usual);
    }
}

TEST(Generation, ContextVocabularyAndBadInput)
{
    const auto decoder = plainModel();
    if (decoder == nullptr) {
        MARGINALIA_PART_MISSING("llama_plain");
    }
    GenerationJob job = sampledJob();
    job.options.maxNewTokens = 1000;
    job.realVocabulary = 40;
    const auto rows = generate(*decoder, job).take();
    for (size_t row = 0; row < rows.size(); ++row) {
        EXPECT_EQ(rows[row].reason, FinishReason::Context);
        EXPECT_EQ(static_cast<std::int64_t>(job.prompts[row].size() + rows[row].tokens.size()),
                  decoder->config().context);
        for (const GeneratedToken& token : rows[row].tokens) {
            EXPECT_LT(token.id, 40);
        }
    }
    job.prompts = {{}};
    EXPECT_FALSE(generate(*decoder, job).ok());
    job.prompts = {{320}};
    EXPECT_FALSE(generate(*decoder, job).ok());
}

TEST(Sampling, UniformNumbersAreUniformAndDistinctPerStream)
{
    double sum = 0;
    int low = 0;
    constexpr int kDraws = 20000;
    for (std::uint64_t i = 0; i < kDraws; ++i) {
        const double value = uniformAt(7, i % 100, i / 100);
        ASSERT_GE(value, 0.0);
        ASSERT_LT(value, 1.0);
        sum += value;
        low += value < 0.1 ? 1 : 0;
    }
    // Five standard deviations of the mean (0.00204) and of the share (0.00212).
    EXPECT_NEAR(sum / kDraws, 0.5, 0.0102);
    EXPECT_NEAR(static_cast<double>(low) / kDraws, 0.1, 0.0106);
    EXPECT_NE(uniformAt(7, 0, 1), uniformAt(7, 1, 0));
}

TEST(Sampling, DrawsFollowTheDistribution)
{
    const std::vector<float> logits = {std::log(0.5F), std::log(0.3F), std::log(0.2F)};
    SamplingOptions options;
    EXPECT_EQ(drawToken(logits.data(), 3, options, 0.49), 0);
    EXPECT_EQ(drawToken(logits.data(), 3, options, 0.51), 1);
    EXPECT_EQ(drawToken(logits.data(), 3, options, 0.999999), 2);
    EXPECT_NEAR(plainLogp(logits.data(), 3, 2), std::log(0.2), 1e-6);
    options.temperature = 0;
    EXPECT_EQ(drawToken(std::vector<float>{1, 2, 2}.data(), 3, options, 0.9), 1);
}
