// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/objectives/row_batch.h"
#include "tests/core/golden_ran.h"

#include <string>
#include <vector>

namespace marginalia::golden {

/// The folder of reference values: MARGINALIA_GOLDEN or tests/golden.
std::string folder();
/// Whether the folder has this part, e.g. "objectives/primitives.json".
bool there(const std::string& part);
Json read(const std::string& path);

/// Rows of a case as a unit, every position scored, with the leaves that gradients are taken by.
struct GoldenRows {
    RowBatch batch;     ///< without statistics; lp is a leaf unless the rows give logits
    at::Tensor logits;  ///< [T, V] leaf, or undefined; lp then hangs on it
    at::Tensor other;   ///< [T, V] of the reference or teacher, or undefined
    at::Tensor target;  ///< [T] int64, or undefined
    at::Tensor drawn;   ///< [T, K] int64, OTR's samples, or undefined
};
GoldenRows rowsOf(const Json& rows, at::ScalarType dtype);
/// Only the batch of it.
RowBatch batchOf(const Json& rows, at::ScalarType dtype);

/// A nested list of numbers as one flat list.
std::vector<double> flat(const Json& json);
std::vector<double> flat(const at::Tensor& tensor);

}  // namespace marginalia::golden
