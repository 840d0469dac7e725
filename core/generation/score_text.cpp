// SPDX-License-Identifier: Apache-2.0
#include "core/generation/session_model.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>

namespace marginalia {

namespace {

std::vector<std::int64_t> wide(const std::vector<TokenId>& ids)
{
    return {ids.begin(), ids.end()};
}

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
