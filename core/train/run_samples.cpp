// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_samples.h"

#include "core/generation/generate.h"

namespace marginalia {

namespace {

constexpr std::int64_t kMostTokens = 128;

Result<GenerationJob> jobOf(const Decoder& decoder, const TextTools& tools, const RunSpec& spec)
{
    GenerationJob job;
    job.options.temperature = 0;
    job.options.maxNewTokens = kMostTokens;
    job.options.seed = spec.seed;
    job.realVocabulary = tools.tokenizer->size();
    job.options.stopIds = stopIdsOf(decoder, tools);
    const TextMode mode = tools.chatTemplate ? TextMode::Chat : TextMode::Plain;
    for (const std::string& prompt : spec.sample_prompts) {
        Message message;
        message.role = "user";
        message.content = prompt;
        MG_TRY(auto ids,
               tokenizePrompt(*tools.tokenizer, tools.chatTemplate.get(), mode, {message}));
        job.prompts.push_back(std::move(ids));
    }
    return job;
}

}  // namespace

std::vector<TokenId> stopIdsOf(const Decoder& decoder, const TextTools& tools)
{
    std::vector<TokenId> out;
    for (const std::int64_t id : decoder.config().eosIds) {
        out.push_back(static_cast<TokenId>(id));
    }
    if (tools.tokenizer->eos() >= 0) {
        out.push_back(tools.tokenizer->eos());
    }
    return out;
}

Status writeSamples(RunWriter& writer, const Decoder& decoder, const TextTools& tools,
                    const RunSpec& spec, std::int64_t step)
{
    if (spec.sample_prompts.empty()) {
        return {};
    }
    MG_TRY(const GenerationJob job, jobOf(decoder, tools, spec));
    MG_TRY(const std::vector<GeneratedRow> rows, generate(decoder, job));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::vector<TokenId> ids;
        for (const GeneratedToken& token : rows[i].tokens) {
            ids.push_back(token.id);
        }
        MG_CHECK(writer.sample(
            {step, spec.sample_prompts[i], tools.tokenizer->decode(ids, true), spec.seed}));
    }
    return writer.event("sample", step, {{"prompts", rows.size()}});
}

}  // namespace marginalia
