// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/generation_settings.h"
#include "core/text/tokenizer.h"

#include <cstdint>
#include <vector>

namespace marginalia {

/// How the next token is chosen: order and meaning are those of transformers' processors (models.md
/// 6.3), in the order of these members.
struct SamplingOptions {
    double repetitionPenalty = 1;  ///< on tokens in prompt and answer; 1: off
    std::int64_t noRepeatNgramSize = 0;
    std::vector<std::vector<TokenId>> badWords;
    std::int64_t minLength = 0;     ///< with the prompt; no stop token before
    std::int64_t minNewTokens = 0;  ///< no stop token before
    std::vector<TokenId> suppressTokens;

    double temperature = 1.0;  ///< 0: greedy, smallest id on ties; the filters below do nothing
    std::int64_t topK = 0;     ///< 0: off
    double topP = 1.0;
    double minP = 0;
    double typicalP = 1;
    double epsilonCutoff = 0;
    double etaCutoff = 0;

    std::int64_t maxNewTokens = 256;
    std::int64_t maxLength = 0;  ///< with the prompt; 0: none
    std::vector<TokenId> stopIds;
    std::uint64_t seed = 0;
};

/// Settings as they were asked for, what they leave open filled from `defaults` and then from ours;
/// stop tokens are `stopIds` and those asked for.
SamplingOptions optionsFor(const GenerationSettings& asked, const GenerationSettings& defaults,
                           const std::vector<TokenId>& stopIds, std::uint64_t seed);

/// What stands before the next token.
struct TextSoFar {
    const std::vector<TokenId>* ids = nullptr;  ///< prompt and answer; null: nothing
    std::int64_t promptLength = 0;
};

/// Uniform in [0, 1), a pure function of its arguments: what a row draws never depends on the batch
/// around it.
double uniformAt(std::uint64_t seed, std::uint64_t stream, std::uint64_t step);

/// Probabilities after all processors, in double: [vocabulary]. Seam of the golden test.
std::vector<double> processedProbabilities(const std::vector<float>& logits,
                                           const SamplingOptions& options,
                                           const TextSoFar& text = {});

/// Draws an id by the inverse of the cumulative distribution; greedy when the temperature is 0.
/// `count` logits are read. -1 when the rules leave no token.
TokenId drawToken(const float* logits, std::int64_t count, const SamplingOptions& options,
                  double uniform, const TextSoFar& text = {});

/// Log-probability of `id` under the plain softmax of `count` logits, nats.
float plainLogp(const float* logits, std::int64_t count, TokenId id);

}  // namespace marginalia
