// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/text/tokenizer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace marginalia {

/// What is asked of an answer, under the names and with the meaning of transformers'
/// GenerationConfig. What is not set is left to the model's generation_config.json, then to ours:
/// temperature 0.7, 256 new tokens, no filters.
struct GenerationSettings {
    std::optional<double> temperature;  ///< 0: greedy, smallest id on ties
    std::optional<std::int64_t> topK;   ///< 0: off; ties with the k-th stay
    std::optional<double> topP;
    std::optional<double> minP;      ///< share of the largest probability
    std::optional<double> typicalP;  ///< Meister et al. 2023
    std::optional<double> epsilonCutoff;
    std::optional<double> etaCutoff;          ///< Hewitt et al. 2022
    std::optional<double> repetitionPenalty;  ///< of tokens in prompt and answer; 1: off
    std::optional<std::int64_t> noRepeatNgramSize;
    std::optional<std::vector<std::vector<TokenId>>> badWordsIds;
    std::optional<std::vector<TokenId>> suppressTokens;
    std::optional<std::vector<TokenId>> stopTokens;  ///< beside those of the model
    std::optional<std::int64_t> minNewTokens;
    std::optional<std::int64_t> minLength;  ///< with the prompt
    std::optional<std::int64_t> maxNewTokens;
    std::optional<std::int64_t> maxLength;         ///< with the prompt
    std::optional<std::vector<std::string>> stop;  ///< texts that end the answer, not shown
};

/// Refuses values outside their range and settings that contradict each other: `where` is the
/// field's name in JSON.
Status checkSettings(const GenerationSettings& settings);

/// The fields that are set, as an object.
Json toJson(const GenerationSettings& settings);

/// Reads the fields that `json` has; others are left alone. The first that is wrong is the error.
Result<GenerationSettings> settingsFromJson(const Json& json);

/// Names of all fields in JSON.
std::vector<std::string> settingNames();

/// `asked`, and `otherwise` where it is silent. A length that is asked for takes the place of the
/// other's length, whichever way it was given.
GenerationSettings withDefaults(GenerationSettings asked, const GenerationSettings& otherwise);

}  // namespace marginalia
