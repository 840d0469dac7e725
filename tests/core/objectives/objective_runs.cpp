// SPDX-License-Identifier: Apache-2.0
#include "tests/core/objectives/objective_runs.h"

#include "core/jobs/catalog.h"
#include "tests/core/objectives/golden_batch.h"

#include <ATen/TensorOperators.h>
#include <gtest/gtest.h>

#include <utility>

namespace marginalia::golden {

Json answer(const char* role, int pair, double sum, double reference, int n)
{
    return {{"role", role},
            {"pair", pair},
            {"group", -1},
            {"logps", Numbers(static_cast<std::size_t>(n), sum / n)},
            {"ref_logps", Numbers(static_cast<std::size_t>(n), reference / n)},
            {"mask", std::vector<int>(static_cast<std::size_t>(n), 1)}};
}

Json acceptancePairs(double shift)
{
    return Json::array({answer("chosen", 0, -12 + shift, -13, 6),
                        answer("rejected", 0, -15 + shift, -14, 8),
                        answer("chosen", 1, -20 + shift, -19.5, 10),
                        answer("rejected", 1, -18 + shift, -18.5, 9)});
}

Json acceptanceThumbs(double shift)
{
    return Json::array({answer("desirable", -1, -12 + shift, -13, 6),
                        answer("desirable", -1, -20 + shift, -19.5, 10),
                        answer("undesirable", -1, -15 + shift, -14, 8),
                        answer("undesirable", -1, -18 + shift, -18.5, 9)});
}

Json startPairs()
{
    Json rows = acceptancePairs();
    for (Json& row : rows) {
        row["ref_logps"] = row["logps"];
    }
    return rows;
}

CaseBinding bound(const std::string& id, std::map<std::string, double> numbers,
                  std::map<std::string, std::string> words, std::vector<ModifierSpec> modifiers)
{
    CaseBinding out;
    out.id = id;
    out.parameters = {std::move(numbers), std::move(words), {}, std::move(modifiers)};
    return out;
}

Seen run(const CaseBinding& binding, const Json& rows, at::ScalarType dtype)
{
    RowBatch batch = batchOf(rows, dtype);
    const Reduced result = reduced(binding, batch);
    Seen out;
    if (!result.loss.defined()) {
        return out;
    }
    result.loss.backward();
    out.total = result.loss.item<double>();
    out.reduced = flat(batch.lp.grad());
    out.loss = flat(result.out.rowLoss);
    const Numbers offsets = flat(batch.rowOffset);
    const double pairs =
        binding.id == "kto" || findObjective(binding.id)->needs.data == DataCode::Unpaired
            ? static_cast<double>(rows.size())
            : static_cast<double>(rows.size()) / 2;
    for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
        out.gradient.push_back(out.reduced[static_cast<std::size_t>(offsets[i])] * pairs);
    }
    return out;
}

void expectClose(const Numbers& got, const Numbers& want, double tolerance, const std::string& what)
{
    ASSERT_EQ(got.size(), want.size()) << what;
    for (std::size_t i = 0; i < got.size(); ++i) {
        EXPECT_NEAR(got[i], want[i], tolerance) << what << " " << i;
    }
}

}  // namespace marginalia::golden
