// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/objectives/objective.h"

#include <c10/core/ScalarType.h>

#include <string>
#include <vector>

namespace marginalia {

struct ObjectiveInfo;

}  // namespace marginalia

namespace marginalia::golden {

/// What the params of a case say: which objective, its parameters, its state before the step.
struct CaseBinding {
    std::string id;
    BoundParameters parameters;
    ObjectiveState state;
};
/// `file` is the file's name without .json: an id, "mod_" and a modifier's id, or "dpo_terms".
CaseBinding bindingOf(const std::string& file, const Json& each);

/// Whether the objective has a number or choice of that key; null has none.
bool hasParameter(const ObjectiveInfo* info, const std::string& key);
/// Whether the catalogue has what a file of reference values is about.
bool isOurs(const std::string& file);
/// Whether a file holds plain functions instead of rows.
bool isPlain(const std::string& file);

/// Binds, runs and differentiates a case and compares every key of `expect`; a key that no rule
/// knows fails. Tolerances are those of decisions.md 8.
///
/// By-products are looked up under golden's names: numbers of a unit in LossOut::unitMetrics
/// (z0 is "kl"; "marginalia/" may stand before a name), numbers of a row, pair or token in
/// LossOut::rowMetrics, state and eta in the objective's state. `row_sum` is the row metric of
/// that name, or minus "logp". `sorted_loss` is ordered by the row metric "sorted_rank".
void checkCase(const std::string& file, const Json& each, at::ScalarType dtype);

/// All files of the folder, by name.
std::vector<std::string> objectiveFiles();

/// Binds and reduces like a step of one unit, for tests that need the loss and its gradient alone.
struct Reduced {
    LossOut out;
    at::Tensor loss;
    ObjectiveState state;  ///< after the step
};
Reduced reduced(const CaseBinding& binding, const RowBatch& batch);

}  // namespace marginalia::golden
