// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/fused_head.h"
#include "core/objectives/token_statistics.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace marginalia {

/// Output of a model's last norm with its head.
struct VocabularyStates {
    at::Tensor hidden;  ///< [T, H] of the whole stream
    HeadView head;
};

struct VocabularyOptions {
    bool withMetrics = false;     ///< entropy and top1 for the meters as well
    std::uint64_t seed = 0;       ///< of OTR's drawn tokens
    std::int64_t firstToken = 0;  ///< number in its unit of the first scored token: what is drawn
                                  ///< does not hang on how packs cut the unit
    std::int64_t chunkRows = 0;   ///< positions at a time; 0: chosen by the vocabulary
};

struct VocabularyScores {
    TokenScores scores;
    TokenStatistics statistics;  ///< [S] of what was asked for
};

/// Log-probs of `targets` [S] at the positions `scored` [S] and the statistics asked for, chunk by
/// chunk: no [S, V] exists. The values are those of tokenStatistics(); gradients to `policy.hidden`
/// and its head come from logits that are computed again (objectives.md 12.3). `other` is the
/// reference or teacher on the same stream, a constant; needed where the request asks for it, and
/// of the same vocabulary.
VocabularyScores vocabularyStage(const VocabularyStates& policy, const VocabularyStates* other,
                                 const at::Tensor& scored, const at::Tensor& targets,
                                 const StatisticsRequest& request,
                                 const VocabularyOptions& options);

/// OTR's tokens drawn from softmax(logits / kappa): [C, count] int64 of positions that are numbered
/// from `firstToken` on.
at::Tensor drawRollouts(const at::Tensor& logits, double kappa, std::int64_t count,
                        std::uint64_t seed, std::int64_t firstToken);

}  // namespace marginalia
