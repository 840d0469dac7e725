// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/denominator.h"

#include "core/objectives/row_batch.h"

#include <algorithm>
#include <set>

namespace marginalia {

namespace {

std::vector<double> asDoubles(const at::Tensor& tensor)
{
    const at::Tensor doubles = tensor.detach().to(at::kCPU, at::kDouble).contiguous();
    const double* data = doubles.const_data_ptr<double>();
    return {data, data + doubles.numel()};
}

/// What a row adds; pairs and groups are counted by one of their rows.
double share(Denominator kind, const RowFacts& row)
{
    const bool chosen = row.role == RowRole::Chosen;
    const bool gold = row.role == RowRole::Gold;
    switch (kind) {
        case Denominator::Pairs:
        case Denominator::ChosenRows:
            return chosen ? row.weight : 0;
        case Denominator::Rows:
            return row.weight;
        case Denominator::Tokens:
            return row.weight * row.tokens;
        case Denominator::ChosenTokens:
            return chosen ? row.weight * row.tokens : 0;
        case Denominator::ChosenText:
            return chosen ? row.weight * row.scored : 0;
        case Denominator::GoldRows:
            return gold ? row.weight : 0;
        case Denominator::GoldTokens:
            return gold ? row.weight * row.tokens : 0;
        case Denominator::Attributes:
            return row.weight * row.attributes;
        case Denominator::JudgedSteps:
            return row.weight * row.steps;
        case Denominator::CorrectRows:
            return row.correct ? row.weight : 0;
        case Denominator::JudgedRows:
            return row.role == RowRole::Desirable || row.role == RowRole::Undesirable ? row.weight
                                                                                      : 0;
        case Denominator::Groups:
        case Denominator::One:
        case Denominator::Own:
            return 0;
    }
    return 0;
}

}  // namespace

std::vector<RowFacts> rowFacts(const RowBatch& batch)
{
    const auto count = static_cast<std::size_t>(batch.rows());
    std::vector<RowFacts> out(count);
    const std::vector<double> weight = asDoubles(batch.weight);
    const std::vector<double> trained = asDoubles(batch.trained);
    const std::vector<double> rowOfToken = asDoubles(batch.rowOfToken);
    for (std::size_t i = 0; i < count; ++i) {
        out[i].role = batch.role[i];
        out[i].weight = weight[i];
        out[i].pair = batch.pair[i];
        out[i].group = batch.group.empty() ? -1 : batch.group[i];
    }
    for (std::size_t t = 0; t < trained.size(); ++t) {
        RowFacts& row = out[static_cast<std::size_t>(rowOfToken[t])];
        row.tokens += trained[t];
        row.scored += 1;
    }
    if (batch.values.reward.defined()) {
        const std::vector<double> reward = asDoubles(batch.values.reward);
        for (std::size_t i = 0; i < count; ++i) {
            out[i].reward = reward[i];
        }
    }
    if (batch.heads.present.defined()) {
        const std::vector<double> present = asDoubles(batch.heads.present.to(at::kDouble).sum(1));
        for (std::size_t i = 0; i < count; ++i) {
            out[i].attributes = static_cast<int>(present[i]);
        }
    }
    if (batch.heads.stepLabel.defined()) {
        const std::vector<double> label = asDoubles(batch.heads.stepLabel);
        const std::vector<double> row = asDoubles(batch.heads.stepRow);
        for (std::size_t s = 0; s < label.size(); ++s) {
            out[static_cast<std::size_t>(row[s])].steps += label[s] >= 0 ? 1 : 0;
        }
    }
    if (batch.heads.correct.defined()) {
        const std::vector<double> correct = asDoubles(batch.heads.correct);
        for (std::size_t i = 0; i < count; ++i) {
            out[i].correct = correct[i] != 0;
        }
    }
    return out;
}

double denominatorOf(Denominator kind, const std::vector<RowFacts>& rows)
{
    if (kind == Denominator::One) {
        return 1;
    }
    double sum = 0;
    std::set<std::int32_t> groups;
    for (const RowFacts& row : rows) {
        if (row.role == RowRole::Mismatch) {
            continue;
        }
        if (kind == Denominator::Groups) {
            sum += row.group >= 0 && groups.insert(row.group).second ? row.weight : 0;
        } else {
            sum += share(kind, row);
        }
    }
    // The reference values divide token sums by at least one token; only a step of a few tokens
    // with small weights comes below. An empty sum stays 0.
    return kind == Denominator::Tokens && sum > 0 ? std::max(sum, 1.0) : sum;
}

}  // namespace marginalia
