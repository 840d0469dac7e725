// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/data/record.h"
#include "core/jobs/generation_settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What `marginalia-cli host` reads and writes: one JSON object a line, at most 1 MiB (decisions.md
/// 4).
///
/// First line both ways: {"hello":1,"version":"0.1.0"}. Then requests {"id":N,"op":...} and answers
/// {"id":N,"seq":K,"event":...}:
///   load      {"model": FOLDER}                    -> progress {share}, done {model, parameters,
///   context, bytes, vocabulary,
///                                                      defaults, notes: what of
///                                                      generation_config.json is not followed}
///   generate  {"model", "messages", "text_mode", "seed", "base": MODEL?, and the fields of
///   GenerationSettings: "temperature",
///              "top_k", "top_p", "min_p", "typical_p", "epsilon_cutoff", "eta_cutoff",
///              "repetition_penalty", "no_repeat_ngram_size", "bad_words_ids", "suppress_tokens",
///              "stop_token_ids", "min_new_tokens", "min_length", "max_new_tokens", "max_length",
///              "stop"}. What is absent comes from the model's generation_config.json; a field of
///              another name is refused.             -> token {text, token, logp, base_logp?}
///              ("token" is the token's id),
///                                                      done {reason, tokens, seconds, text}: text
///                                                      is the whole answer
///              Requests are written side by side, one token each in turn; none changes what
///              another says.
///   score     {"model", "prompt", "completion", "text_mode", "base": MODEL?}
///                                                   -> done {"tokens":[{id, text, logp,
///                                                   base_logp?, trained, why}], "sum",
///                                                   "base_sum"?}
///                                                      why it is not trained: "first", "prompt",
///                                                      "after_end"; else ""
///   unload    {"model"}                             -> done
///   cancel    {"target": N}                         -> done; the target ends with done {reason:
///   "cancelled"} status    {}                                    -> done {models: [{model,
///   bytes}], busy}
/// A bad line is answered by {"id", "event": "error", "kind", "message", "todo"}; nothing ends the
/// host but end of input.
namespace marginalia {

inline constexpr int kHostProtocolVersion = 1;
inline constexpr std::size_t kHostLineLimit = 1U << 20U;

struct GenerateRequest : GenerationSettings {
    std::string model;
    Messages messages;
    TextMode textMode = TextMode::Chat;
    std::uint64_t seed = 7;
    std::string base;  ///< model whose log-probs colour the tokens; empty: none
};

struct ScoreRequest {
    std::string model;
    Messages prompt;
    Messages completion;
    TextMode textMode = TextMode::Chat;
    std::string base;
};

Json hostHello();
Json toJson(std::int64_t id, const GenerateRequest& request);
Json toJson(std::int64_t id, const ScoreRequest& request);
std::optional<GenerateRequest> generateRequestFromJson(const Json& json, std::string* problem);
std::optional<ScoreRequest> scoreRequestFromJson(const Json& json, std::string* problem);

}  // namespace marginalia
