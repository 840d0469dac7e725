// SPDX-License-Identifier: Apache-2.0
#include "core/eval/answer_shares.h"

#include "core/model/adapter_base.h"
#include "core/model/adapter_config.h"
#include "core/model/adapter_files.h"
#include "core/model/threads.h"

#include <ATen/Parallel.h>

#include <algorithm>

namespace marginalia {

namespace {

constexpr std::size_t kBatch = 64;
constexpr std::int64_t kLongest = 80;

Result<GenerationJob> jobFor(const AnsweringModel& model,
                             const std::vector<synth::Example>& examples, std::size_t from,
                             double temperature, std::uint64_t seed)
{
    GenerationJob job;
    job.options.temperature = temperature;
    job.options.seed = seed;
    job.options.maxNewTokens = kLongest;
    job.options.stopIds = {model.tokenizer->eos()};
    job.realVocabulary = model.tokenizer->size();
    for (std::size_t i = from; i < std::min(from + kBatch, examples.size()); ++i) {
        Message message;
        message.role = "user";
        message.content = examples[i].prompt;
        MG_TRY(auto ids, tokenizePrompt(*model.tokenizer, model.chatTemplate.get(), TextMode::Chat,
                                        {message}));
        job.prompts.push_back(std::move(ids));
        job.streams.push_back(i);
    }
    return job;
}

}  // namespace

Result<AnsweringModel> AnsweringModel::load(const std::string& folder)
{
    const bool adapted = isAdapterFolder(folder);
    std::string base = folder;
    if (adapted) {
        MG_TRY(base, adapterBaseFolder(folder));
    }
    AnsweringModel out;
    MG_TRY(out.tokenizer, Tokenizer::load(base));
    MG_TRY(out.chatTemplate, ChatTemplate::load(base));
    MG_TRY(out.decoder, Decoder::load(base, at::kFloat, at::kCPU, {}, Decoder::Use::Frozen,
                                      adapted ? baseWeightsBeside(folder) : BaseWeights::Dense));
    if (adapted) {
        MG_TRY(std::shared_ptr<Adapter> adapter, readAdapter(folder, *out.decoder));
        MG_CHECK(out.decoder->wear(std::move(adapter)));
    }
    std::int64_t parameters = 0;
    for (const auto& [name, parameter] : out.decoder->parameters()) {
        parameters += parameter.numel();
    }
    prepareComputing();
    at::set_num_threads(answerThreads(parameters));
    return out;
}

Result<AnswerShares> measureAnswers(const AnsweringModel& model,
                                    const std::vector<synth::Example>& examples, double temperature,
                                    std::uint64_t seed)
{
    AnswerShares out;
    out.prompts = static_cast<std::int64_t>(examples.size());
    for (std::size_t from = 0; from < examples.size(); from += kBatch) {
        MG_TRY(const GenerationJob job, jobFor(model, examples, from, temperature, seed));
        MG_TRY(const std::vector<GeneratedRow> rows, generate(*model.decoder, job));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::vector<TokenId> ids;
            for (const GeneratedToken& token : rows[i].tokens) {
                ids.push_back(token.id);
            }
            const synth::Example& example = examples[from + i];
            const std::string answer = model.tokenizer->decode(ids, true);
            const synth::Style style = synth::measureStyle(example.prompt, answer);
            out.warm += style.warmOpening ? 1 : 0;
            out.closing += style.helpClosing ? 1 : 0;
            out.right += synth::isRight(example, answer).value_or(false) ? 1 : 0;
            out.finished += rows[i].reason == FinishReason::Stop ? 1 : 0;
            out.answers.push_back(answer);
        }
    }
    const double n = std::max<double>(1, static_cast<double>(out.prompts));
    for (double* share : {&out.warm, &out.closing, &out.right, &out.finished}) {
        *share /= n;
    }
    return out;
}

}  // namespace marginalia
