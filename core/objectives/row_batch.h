// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/training_rows.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace marginalia {

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
    std::vector<std::int32_t> pair;  ///< [N], -1: none
    at::Tensor weight;               ///< [N] data weight
    at::Tensor
        margin;  ///< [N] asked-for margin of a pair, on its chosen row, nats; undefined: none
    at::Tensor entropy;  ///< [T] or undefined
    at::Tensor top1;     ///< [T] bool or undefined

    std::int64_t rows() const { return static_cast<std::int64_t>(role.size()); }
};

/// Sums over trained tokens per row: [N], in the dtype of `lp`.
at::Tensor sequenceSums(const RowBatch& batch, const at::Tensor& perToken);
/// Trained tokens per row: [N], in the dtype of `lp`.
at::Tensor sequenceLengths(const RowBatch& batch);
/// Reference sums per row: [N]; zeros without a reference, so that R = 0 (objectives.md 2.1,
/// reference-free).
at::Tensor referenceSums(const RowBatch& batch);

/// Row numbers of the pairs of a unit, by ascending pair index.
struct PairIndex {
    at::Tensor chosen;    ///< [P] int64
    at::Tensor rejected;  ///< [P] int64
};
PairIndex pairIndex(const RowBatch& batch);

/// True where a row has one of the roles: [N] bool.
at::Tensor rowsWithRole(const RowBatch& batch, std::initializer_list<RowRole> roles);

}  // namespace marginalia
