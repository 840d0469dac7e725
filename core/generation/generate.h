// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/model/decoder.h"
#include "core/text/tokenizer.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace marginalia {

/// Order and meaning as transformers' processors (models.md 6.3).
struct SamplingOptions {
    double temperature = 1.0;  ///< 0: greedy, smallest id on ties
    std::int64_t topK = 0;     ///< 0: off
    double topP = 1.0;
    std::int64_t maxNewTokens = 256;
    std::vector<TokenId> stopIds;
    std::uint64_t seed = 0;
};

struct GeneratedToken {
    TokenId id = 0;
    float logp = 0;  ///< under the plain model (temperature 1, no filter), nats
};

/// A batch of prompts; random numbers of row i depend on (seed, streams[i], step) alone, never on
/// the batch.
struct GenerationJob {
    std::vector<std::vector<TokenId>> prompts;
    std::vector<std::uint64_t> streams;  ///< one per prompt; empty: 0, 1, 2, ...
    SamplingOptions options;
    std::int64_t realVocabulary = 0;  ///< ids beyond it are never taken; 0: all
};

enum class FinishReason : std::uint8_t { Stop, Length, Context, Cancelled };

struct GeneratedRow {
    std::vector<GeneratedToken> tokens;  ///< up to and including the stop id
    FinishReason reason = FinishReason::Length;
};

/// Writes all rows; `token(row, token)` is called as they come and returns false to cancel that
/// row.
Result<std::vector<GeneratedRow>> generate(
    const Decoder& decoder, const GenerationJob& job,
    const std::function<bool(std::size_t row, const GeneratedToken& token)>& token = {});

/// Probabilities after the processors, in double: [vocabulary]. Seam of the golden test.
std::vector<double> processedProbabilities(const std::vector<float>& logits,
                                           const SamplingOptions& options);

}  // namespace marginalia
