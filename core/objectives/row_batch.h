// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/training_rows.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace marginalia {

/// Numbers that come with a row's record: constants of the data, in the dtype of `lp`. Undefined
/// where the data has none.
struct RowValues {
    at::Tensor margin;      ///< [N] asked-for margin of a pair, on its chosen row, nats
    at::Tensor reward;      ///< [N] score or reward of an answer; NaN: has none
    at::Tensor advantage;   ///< [N] given with the rows; undefined: from the rewards of a group
    at::Tensor rank;        ///< [N] 1 = best of its group
    at::Tensor prob;        ///< [N] chance that the answer beats the policy's
    at::Tensor annotator;   ///< [N] int64, index of who judged
    at::Tensor tied;        ///< [N] bool, the pair was judged equally good
    at::Tensor visits;      ///< [N] visits of a tree's node
    at::Tensor aspect;      ///< [N] int64, which aspect the pair isolates
    at::Tensor pDesirable;  ///< [N] a classifier's chance that the prompt is of a good row
    at::Tensor alignedAvgLogps;   ///< [N] mean log-prob per token under aligned models, nats
    at::Tensor sftLogps;          ///< [T] under the model after SFT, nats
    at::Tensor baseLogps;         ///< [T] under the model before SFT, nats
    at::Tensor referenceRewards;  ///< [N, J] rewards of J answers of the reference; NaN: fewer
};

/// What samples carry from the moment they were written; [T], nats, constants.
struct SampledLogps {
    at::Tensor old;      ///< under the policy that wrote the sample, as the trainer computes it
    at::Tensor sampler;  ///< as the generator computed it
};

/// Per-token numbers that need the whole vocabulary (objectives.md 12.3); [T], each with a graph to
/// the policy's logits where the objective asks for it. Undefined: not asked for.
struct TokenStatistics {
    at::Tensor entropy;        ///< -sum p log p, nats
    at::Tensor logSumSquares;  ///< log sum p^2
    at::Tensor klFromOther;    ///< KL(other || policy); other = reference or teacher
    at::Tensor klToOther;      ///< KL(policy || other)
    at::Tensor jsd;            ///< generalised Jensen-Shannon divergence of other and policy
    at::Tensor rollout;        ///< OTR's sum, see StatisticsRequest
    at::Tensor topEntropy;     ///< entropy of the renormalised most likely tokens
    at::Tensor otherLogps;     ///< log-prob of the target under the other model
};

/// Outputs of heads; leaves with a gradient where an objective trains them.
struct HeadOutputs {
    at::Tensor score;         ///< [N]
    at::Tensor scores;        ///< [N, A]
    at::Tensor targets;       ///< [N, A] ratings in [0, 1]
    at::Tensor present;       ///< [N, A] bool
    at::Tensor stepLogits;    ///< [S, 2]
    at::Tensor stepLabel;     ///< [S] int64; -100: not judged
    at::Tensor stepRow;       ///< [S] int64
    at::Tensor values;        ///< [T]
    at::Tensor oldValues;     ///< [T]
    at::Tensor hidden;        ///< [layers, T, d]
    at::Tensor hiddenAux;     ///< [layers, T, d] under changed weights
    at::Tensor annotated;     ///< [N, d] CARFT's z1
    at::Tensor sampled;       ///< [N, d] CARFT's z2
    at::Tensor correct;       ///< [N] bool
    at::Tensor query;         ///< [N, d]
    at::Tensor queryTeacher;  ///< [N, d]
    at::Tensor document;      ///< [N, d]
};

/// All rows of one coupling unit (logical micro-batch), ragged: flat arrays with one entry per
/// scored token (decisions.md 5a). T scored tokens, N rows. Objectives see detached leaves and
/// never the packed stream.
struct RowBatch {
    at::Tensor
        lp;  ///< [T] float32 (float64 in golden tests), nats; a leaf with requires_grad in phase 2
    at::Tensor refLp;           ///< [T]; undefined when only sums are known
    at::Tensor refSum;          ///< [N], nats, over trained tokens; undefined without a reference
    at::Tensor trained;         ///< [T] bool; false: scored, but outside the mask
    at::Tensor rowOffset;       ///< [N + 1] int64
    at::Tensor rowOfToken;      ///< [T] int64
    std::vector<RowRole> role;  ///< [N]
    std::vector<std::int32_t> pair;   ///< [N], -1: none
    std::vector<std::int32_t> group;  ///< [N], -1: none; empty: no groups
    at::Tensor weight;                ///< [N] data weight
    at::Tensor entropy;               ///< [T] or undefined; no gradient
    at::Tensor top1;                  ///< [T] bool or undefined
    /// Entropies of all trained tokens of the step, of other units too; undefined: this unit is all
    /// that there is.
    at::Tensor stepEntropy;
    RowValues values;
    SampledLogps samples;
    TokenStatistics statistics;
    HeadOutputs heads;

    std::int64_t rows() const { return static_cast<std::int64_t>(role.size()); }
};

/// Sums over trained tokens per row: [N], in the dtype of `lp`.
at::Tensor sequenceSums(const RowBatch& batch, const at::Tensor& perToken);
/// Sums over all scored tokens per row, prompts too: [N].
at::Tensor textSums(const RowBatch& batch, const at::Tensor& perToken);
/// Trained tokens per row: [N], in the dtype of `lp`.
at::Tensor sequenceLengths(const RowBatch& batch);
/// Trained tokens per row, at least 1: the divisor of a row's own mean.
at::Tensor lengthsForMeans(const RowBatch& batch);
/// Reference sums per row: [N]; zeros without a reference, so that R = 0 (objectives.md 2.1,
/// reference-free).
at::Tensor referenceSums(const RowBatch& batch);
/// Reference log-probs per token: [T]; zeros without a reference.
at::Tensor referenceLogps(const RowBatch& batch);

/// Row numbers of the pairs of a unit, by ascending pair index.
struct PairIndex {
    at::Tensor chosen;    ///< [P] int64
    at::Tensor rejected;  ///< [P] int64
};
PairIndex pairIndex(const RowBatch& batch);

/// Row numbers of each group, by ascending group index, in row order.
std::vector<std::vector<std::int64_t>> groupRows(const RowBatch& batch);

/// True where a row has one of the roles: [N] bool.
at::Tensor rowsWithRole(const RowBatch& batch, std::initializer_list<RowRole> roles);

}  // namespace marginalia
