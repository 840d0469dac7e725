// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/row_batch.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace marginalia {

/// Which token statistics an objective asks for, and their parameters. The runner computes them
/// from the logits of the trained positions in chunks; an objective never sees logits.
struct StatisticsRequest {
    bool entropy = false;  ///< with a gradient (a metric needs none and asks for nothing)
    bool logSumSquares = false;
    bool klFromOther = false;
    bool klToOther = false;
    bool jsd = false;
    bool rollout = false;
    bool topEntropy = false;
    bool otherLogps = false;
    double jsdBeta = 0.5;             ///< 0: KL(other || policy), 1: KL(policy || other)
    double temperature = 1;           ///< both models' logits are divided by it in jsd
    double rolloutKappa = 1;          ///< temperature of OTR's proposal
    double rolloutRhoNegative = 0;    ///< weight of the wrong tokens
    std::int64_t rolloutSamples = 0;  ///< drawn tokens of OTR's sampled form; 0: its expectation
    std::int64_t topK = 20;           ///< tokens in topEntropy

    bool any() const
    {
        return entropy || logSumSquares || klFromOther || klToOther || jsd || rollout ||
               topEntropy || otherLogps;
    }
    bool needsOther() const { return klFromOther || klToOther || jsd || otherLogps; }
};

/// The plain form: statistics of T positions from whole logits, each with its graph where it has
/// one (objectives.md 12.3). rollout, topEntropy's weight and logSumSquares are used detached by
/// the objectives that ask for them; here they keep their graph.
///
/// `logits` [T, V]; `other` [T, V] logits of the reference or teacher, or undefined; `target` [T]
/// int64; `samples` [T, K] int64, the drawn tokens of OTR's sampled form; undefined: its
/// expectation.
TokenStatistics tokenStatistics(const at::Tensor& logits, const at::Tensor& other,
                                const at::Tensor& target, const StatisticsRequest& request,
                                const at::Tensor& samples = {});

/// OTR's weights of the tokens of the vocabulary, [T, V], constants: the share of a token in the
/// proposal (or among `samples`), times `rolloutRhoNegative` for all but the target.
at::Tensor rolloutWeights(const at::Tensor& logits, const at::Tensor& target,
                          const StatisticsRequest& request, const at::Tensor& samples);

}  // namespace marginalia
