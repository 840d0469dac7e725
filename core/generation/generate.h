// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/generation/sampling.h"
#include "core/generation/writing_batch.h"
#include "core/model/decoder.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace marginalia {

/// Prompts to be written with one model and the same options; random numbers of row i depend on
/// (seed, streams[i], step) alone, never on the batch.
struct GenerationJob {
    std::vector<std::vector<TokenId>> prompts;
    std::vector<std::uint64_t> streams;  ///< one per prompt; empty: 0, 1, 2, ...
    SamplingOptions options;
    std::int64_t realVocabulary = 0;  ///< ids beyond it are never taken; 0: all
    const Decoder* base = nullptr;    ///< see WritingTask
    double baseShare = 0;
};

struct GeneratedRow {
    std::vector<GeneratedToken> tokens;  ///< up to and including the stop id
    FinishReason reason = FinishReason::Length;
};

/// Writes all rows, at most 64 side by side; `token(row, token)` is called as they come and returns
/// false to cancel that row.
Result<std::vector<GeneratedRow>> generate(
    const Decoder& decoder, const GenerationJob& job,
    const std::function<bool(std::size_t row, const GeneratedToken& token)>& token = {});

}  // namespace marginalia
