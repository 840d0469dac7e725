// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/row_batch.h"

#include <ATen/ops/tensor.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <map>

namespace marginalia {

namespace {

at::Tensor sumByRow(const RowBatch& batch, const at::Tensor& perToken)
{
    return at::zeros({batch.rows()}, perToken.options()).index_add(0, batch.rowOfToken, perToken);
}

}  // namespace

at::Tensor sequenceSums(const RowBatch& batch, const at::Tensor& perToken)
{
    // where, not a product: a masked token may carry -inf, and 0 x inf is NaN.
    return sumByRow(batch, at::where(batch.trained, perToken, at::zeros_like(perToken)));
}

at::Tensor textSums(const RowBatch& batch, const at::Tensor& perToken)
{
    return sumByRow(batch, perToken);
}

at::Tensor sequenceLengths(const RowBatch& batch)
{
    return sumByRow(batch, batch.trained.to(batch.lp.scalar_type()));
}

at::Tensor lengthsForMeans(const RowBatch& batch)
{
    return sequenceLengths(batch).clamp_min(1);
}

at::Tensor referenceSums(const RowBatch& batch)
{
    if (batch.refSum.defined()) {
        return batch.refSum.detach();
    }
    if (batch.refLp.defined()) {
        return sequenceSums(batch, batch.refLp).detach();
    }
    return at::zeros({batch.rows()}, batch.lp.options().requires_grad(false));
}

at::Tensor referenceLogps(const RowBatch& batch)
{
    return batch.refLp.defined() ? batch.refLp.detach() : at::zeros_like(batch.lp.detach());
}

PairIndex pairIndex(const RowBatch& batch)
{
    std::map<std::int32_t, std::pair<std::int64_t, std::int64_t>> rows;
    for (std::int64_t i = 0; i < batch.rows(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (batch.pair[at] < 0) {
            continue;
        }
        auto& entry = rows.try_emplace(batch.pair[at], -1, -1).first->second;
        if (batch.role[at] == RowRole::Chosen) {
            entry.first = i;
        } else if (batch.role[at] == RowRole::Rejected) {
            entry.second = i;
        }
    }
    std::vector<std::int64_t> chosen;
    std::vector<std::int64_t> rejected;
    for (const auto& [pair, entry] : rows) {
        if (entry.first >= 0 && entry.second >= 0) {
            chosen.push_back(entry.first);
            rejected.push_back(entry.second);
        }
    }
    const auto options = batch.rowOffset.options();
    return {at::tensor(chosen, options), at::tensor(rejected, options)};
}

std::vector<std::vector<std::int64_t>> groupRows(const RowBatch& batch)
{
    std::map<std::int32_t, std::vector<std::int64_t>> rows;
    for (std::size_t i = 0; i < batch.group.size(); ++i) {
        if (batch.group[i] >= 0) {
            rows[batch.group[i]].push_back(static_cast<std::int64_t>(i));
        }
    }
    std::vector<std::vector<std::int64_t>> out;
    for (auto& [group, members] : rows) {
        out.push_back(std::move(members));
    }
    return out;
}

at::Tensor rowsWithRole(const RowBatch& batch, std::initializer_list<RowRole> roles)
{
    const auto count = static_cast<std::int64_t>(batch.role.size());
    at::Tensor out = at::zeros({count}, at::kBool);
    bool* flags = out.data_ptr<bool>();
    for (std::size_t i = 0; i < batch.role.size(); ++i) {
        flags[i] = std::find(roles.begin(), roles.end(), batch.role[i]) != roles.end();
    }
    return out.to(batch.lp.device());
}

}  // namespace marginalia
