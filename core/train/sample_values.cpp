// SPDX-License-Identifier: Apache-2.0
#include "core/train/sample_values.h"

#include <ATen/ops/tensor.h>

#include <algorithm>
#include <limits>

namespace marginalia {

namespace {

/// One value per scored token; undefined when no row has any. Tokens that are scored without being
/// trained get 0.
at::Tensor perToken(const UnitBatch& unit, std::vector<float> TrainRow::*values,
                    const std::vector<std::int64_t>& scored, c10::Device device)
{
    const bool any = std::any_of(unit.rows.begin(), unit.rows.end(),
                                 [&](const TrainRow* row) { return !(row->*values).empty(); });
    if (!any) {
        return {};
    }
    std::vector<float> out;
    for (std::size_t i = 0; i < unit.rows.size(); ++i) {
        const TrainRow& row = *unit.rows[i];
        const bool whole = scored[i] != row.trainedTokens();
        std::size_t next = 0;
        for (std::size_t t = 1; t < row.ids.size(); ++t) {
            if (row.trained[t]) {
                const std::vector<float>& list = row.*values;
                out.push_back(next < list.size() ? list[next] : 0);
                ++next;
            } else if (whole) {
                out.push_back(0);
            }
        }
    }
    return at::tensor(out, at::kFloat).to(device);
}

/// [N] of what samples alone have; undefined when no row has one.
at::Tensor probsOf(const UnitBatch& unit, c10::Device device)
{
    std::vector<float> out;
    for (const TrainRow* row : unit.rows) {
        out.push_back(static_cast<float>(row->prob));
    }
    const bool any = std::any_of(out.begin(), out.end(), [](float each) { return each == each; });
    return any ? at::tensor(out, at::kFloat).to(device) : at::Tensor();
}

/// [N, J], NaN behind the shorter lists; undefined when no row has one.
at::Tensor startRewardsOf(const UnitBatch& unit, c10::Device device)
{
    std::size_t most = 0;
    for (const TrainRow* row : unit.rows) {
        most = std::max(most, row->startRewards.size());
    }
    if (most == 0) {
        return {};
    }
    std::vector<float> out;
    for (const TrainRow* row : unit.rows) {
        out.insert(out.end(), row->startRewards.begin(), row->startRewards.end());
        out.insert(out.end(), most - row->startRewards.size(),
                   std::numeric_limits<float>::quiet_NaN());
    }
    return at::tensor(out, at::kFloat)
        .view({static_cast<std::int64_t>(unit.rows.size()), static_cast<std::int64_t>(most)})
        .to(device);
}

}  // namespace

void addSampleValues(UnitBatch& unit, c10::Device device)
{
    const at::Tensor offsets = unit.batch.rowOffset.cpu();
    const std::int64_t* at = offsets.const_data_ptr<std::int64_t>();
    std::vector<std::int64_t> scored;
    for (std::size_t i = 0; i < unit.rows.size(); ++i) {
        scored.push_back(at[i + 1] - at[i]);
    }
    RowBatch& batch = unit.batch;
    batch.samples.old = perToken(unit, &TrainRow::oldLogps, scored, device);
    batch.samples.sampler = perToken(unit, &TrainRow::samplerLogps, scored, device);
    batch.refLp = perToken(unit, &TrainRow::referenceLogps, scored, device);
    batch.heads.oldValues = perToken(unit, &TrainRow::oldValues, scored, device);
    batch.values.baseLogps = perToken(unit, &TrainRow::baseLogps, scored, device);
    if (batch.values.baseLogps.defined()) {
        batch.values.sftLogps = batch.refLp;  // the run starts from the model after it
    }
    batch.values.prob = probsOf(unit, device);
    batch.values.referenceRewards = startRewardsOf(unit, device);
}

}  // namespace marginalia
