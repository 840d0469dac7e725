// SPDX-License-Identifier: Apache-2.0
#include "core/generation/sampling.h"
#include "core/generation/session_model.h"
#include "core/generation/stop_strings.h"
#include "core/model/kv_cache.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>

#include <chrono>

namespace marginalia {

namespace {

std::vector<std::int64_t> wide(const std::vector<TokenId>& ids)
{
    return {ids.begin(), ids.end()};
}

Status checkSameTokenizer(const SessionModel& model, const SessionModel* base)
{
    if (base == nullptr || base->tokenizer().digest() == model.tokenizer().digest()) {
        return {};
    }
    return failure(
        ErrorKind::Invalid,
        MG_TR("generation",
              "The base model has another tokenizer, so that tokens cannot be compared."),
        "base", MG_TR("generation", "Choose the model that this one was trained from."));
}

/// Reads what another model writes, token by token, and says how likely it would have been here.
class Follower {
public:
    Follower(const Decoder& decoder, const std::vector<TokenId>& prompt, std::int64_t maxNewTokens)
        : m_decoder(decoder),
          m_next(static_cast<std::int64_t>(prompt.size())),
          m_cache(decoder.newCache(1, m_next + maxNewTokens))
    {
        m_logits = run(wide(prompt), 0);
    }

    float logpOf(TokenId id) const
    {
        const at::Tensor host = m_logits.cpu().contiguous();
        return plainLogp(host.const_data_ptr<float>(), host.size(1), id);
    }

    void take(TokenId id)
    {
        m_logits = run({id}, m_next);
        ++m_next;
    }

private:
    at::Tensor run(const std::vector<std::int64_t>& ids, std::int64_t from) const
    {
        const auto count = static_cast<std::int64_t>(ids.size());
        const at::Device device = m_decoder.device();
        return m_decoder.step(at::tensor(ids, at::kLong).unsqueeze(0).to(device),
                              at::arange(from, from + count, at::kLong).unsqueeze(0).to(device),
                              at::ones({1, count}, at::TensorOptions(at::kBool).device(device)),
                              *m_cache);
    }

    const Decoder& m_decoder;
    std::int64_t m_next;
    std::unique_ptr<KvCache> m_cache;
    at::Tensor m_logits;
};

/// Log-probabilities of every token but the first of one text.
std::vector<float> logpsOf(const Decoder& decoder, const std::vector<TokenId>& ids)
{
    const c10::NoGradGuard noGrad;
    const auto count = static_cast<std::int64_t>(ids.size());
    const at::Tensor all = at::tensor(wide(ids), at::kLong).to(decoder.device());
    const at::Tensor places = at::arange(count, at::kLong).to(decoder.device());
    const PackedInput input{all,
                            places,
                            {{0, count, -1, 0}},
                            places.narrow(0, 0, count - 1),
                            all.narrow(0, 1, count - 1)};
    const at::Tensor logps = decoder.score(input, false).logps.cpu().contiguous();
    return {logps.const_data_ptr<float>(), logps.const_data_ptr<float>() + logps.numel()};
}

Status checkLength(const SessionModel& model, std::size_t tokens)
{
    if (static_cast<std::int64_t>(tokens) <= model.decoder().config().context) {
        return {};
    }
    return failure(
        ErrorKind::Invalid,
        Text(MG_TR("generation", "The text has %1 tokens, and the model reads at most %2."),
             {std::to_string(tokens), std::to_string(model.decoder().config().context)}),
        {}, MG_TR("generation", "Shorten the text."));
}

const char* whyUntrained(const TokenizedRow& row, std::size_t place)
{
    if (row.trained[place]) {
        return "";
    }
    return place == 0                                            ? "first"
           : static_cast<std::int64_t>(place) < row.promptLength ? "prompt"
                                                                 : "after_end";
}

Error computeFailure(const c10::Error& error)
{
    return failure(ErrorKind::Memory,
                   Text(MG_TR("generation", "The model cannot compute this: %1."),
                        {error.what_without_backtrace()}),
                   {}, MG_TR("generation", "Shorten the text, or unload another model."));
}

ScoredText scoreRow(const SessionModel& model, const SessionModel* base, const TokenizedRow& row)
{
    const std::vector<float> logps = logpsOf(model.decoder(), row.ids);
    const std::vector<float> baseLogps =
        base != nullptr ? logpsOf(base->decoder(), row.ids) : std::vector<float>();
    ScoredText out;
    if (base != nullptr) {
        out.baseSum = 0;
    }
    StreamDecoder text(model.sharedTokenizer(), false);
    for (std::size_t i = 0; i < row.ids.size(); ++i) {
        ScoredToken token;
        token.id = row.ids[i];
        token.text = text.push(row.ids[i]);
        token.trained = row.trained[i];
        token.why = whyUntrained(row, i);
        if (i > 0) {
            token.logp = logps[i - 1];
            out.sum += token.trained ? logps[i - 1] : 0;
        }
        if (i > 0 && base != nullptr) {
            token.baseLogp = baseLogps[i - 1];
            *out.baseSum += token.trained ? baseLogps[i - 1] : 0;
        }
        out.tokens.push_back(std::move(token));
    }
    out.tokens.back().text += text.finish();
    return out;
}

}  // namespace

Result<Answer> writeAnswer(const SessionModel& model, const SessionModel* base,
                           const GenerateRequest& request,
                           const std::function<bool(const ShownToken&)>& token)
{
    const auto started = std::chrono::steady_clock::now();
    MG_CHECK(checkSameTokenizer(model, base));
    MG_TRY(const std::vector<TokenId> prompt,
           tokenizePrompt(model.tokenizer(), model.chatTemplate(), request.textMode,
                          request.messages));
    MG_CHECK(checkLength(model, prompt.size() + 1));
    GenerationJob job;
    job.prompts = {prompt};
    job.options = {request.temperature,  request.topK,    request.topP,
                   request.maxNewTokens, model.stopIds(), request.seed};
    job.realVocabulary = model.realVocabulary();
    model.useThreads();
    Answer answer;
    StreamDecoder decoder(model.sharedTokenizer(), true);
    StopMatcher stops(request.stop);
    try {
        const c10::NoGradGuard noGrad;
        std::unique_ptr<Follower> follower;
        if (base != nullptr) {
            const std::int64_t room =
                std::min<std::int64_t>(request.maxNewTokens, model.decoder().config().context);
            follower = std::make_unique<Follower>(base->decoder(), prompt, room);
        }
        const auto seen = [&](std::size_t, const GeneratedToken& generated) {
            ShownToken shown{
                generated.id, stops.push(decoder.push(generated.id)), generated.logp, {}};
            if (follower != nullptr) {
                shown.baseLogp = follower->logpOf(generated.id);
                follower->take(generated.id);
            }
            answer.text += shown.text;
            answer.tokens.push_back(shown);
            const bool wanted = !token || token(shown);
            return wanted && !stops.stopped();
        };
        MG_TRY(const std::vector<GeneratedRow> rows, generate(model.decoder(), job, seen));
        answer.reason = stops.stopped() ? FinishReason::Stop : rows[0].reason;
    } catch (const c10::Error& error) {
        return computeFailure(error);
    }
    const std::string rest = stops.push(decoder.finish()) + stops.finish();
    answer.text += rest;
    if (!answer.tokens.empty()) {
        answer.tokens.back().text += rest;
    }
    answer.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return answer;
}

Result<ScoredText> scoreText(const SessionModel& model, const SessionModel* base,
                             const ScoreRequest& request)
{
    MG_CHECK(checkSameTokenizer(model, base));
    MG_TRY(const TokenizedRow row,
           tokenizeRow(model.tokenizer(), model.chatTemplate(), request.textMode, request.prompt,
                       request.completion));
    MG_CHECK(checkLength(model, row.ids.size()));
    if (row.ids.empty()) {
        return failure(ErrorKind::Invalid, MG_TR("generation", "The text has no tokens."), {},
                       MG_TR("generation", "Write an answer."));
    }
    model.useThreads();
    try {
        return scoreRow(model, base, row);
    } catch (const c10::Error& error) {
        return computeFailure(error);
    }
}

Json toJson(const ScoredText& scored)
{
    Json tokens = Json::array();
    for (const ScoredToken& token : scored.tokens) {
        Json json = {{"id", token.id},
                     {"text", token.text},
                     {"logp", token.logp ? Json(*token.logp) : Json()}};
        if (token.baseLogp) {
            json["base_logp"] = *token.baseLogp;
        }
        json["trained"] = token.trained;
        json["why"] = token.why;
        tokens.push_back(std::move(json));
    }
    Json out = {{"tokens", std::move(tokens)}, {"sum", scored.sum}};
    if (scored.baseSum) {
        out["base_sum"] = *scored.baseSum;
    }
    return out;
}

}  // namespace marginalia
