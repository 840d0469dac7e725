// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "tests/core/objectives/golden_case.h"

#include <c10/core/ScalarType.h>

#include <map>
#include <string>
#include <vector>

/// Small batches and what a loss makes of them, for tests of numbers and identities.
namespace marginalia::golden {

using Numbers = std::vector<double>;

/// One answer of given sums, spread over n tokens.
Json answer(const char* role, int pair, double sum, double reference, int n);
/// Pairs A and B of objectives.md 13, with `shift` added to all log-ratios.
Json acceptancePairs(double shift = 0);
/// The same answers judged one by one: A.w, B.w good; A.l, B.l bad.
Json acceptanceThumbs(double shift = 0);
/// Pairs whose policy is the reference.
Json startPairs();

CaseBinding bound(const std::string& id, std::map<std::string, double> numbers = {},
                  std::map<std::string, std::string> words = {},
                  std::vector<ModifierSpec> modifiers = {});

struct Seen {
    Numbers loss;      ///< by row
    Numbers gradient;  ///< of the summed loss, by row: d / d(sum of the row)
    Numbers reduced;   ///< gradient of the reduced loss, by token
    double total = 0;
};
Seen run(const CaseBinding& binding, const Json& rows, at::ScalarType dtype = at::kDouble);

void expectClose(const Numbers& got, const Numbers& want, double tolerance,
                 const std::string& what);

}  // namespace marginalia::golden
