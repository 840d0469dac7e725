// SPDX-License-Identifier: Apache-2.0
#include "core/train/row_extras.h"

#include <ATen/ops/tensor.h>

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

at::Tensor longs(const std::vector<std::int64_t>& values, c10::Device device)
{
    return at::tensor(values, at::kLong).to(device);
}

void addRatings(UnitBatch& unit, c10::Device device)
{
    const auto qualities =
        unit.rows.empty() ? 0 : static_cast<std::int64_t>(unit.rows.front()->ratings.size());
    if (qualities == 0) {
        return;
    }
    std::vector<float> targets;
    std::vector<std::int64_t> present;
    for (const TrainRow* row : unit.rows) {
        for (const double rating : row->ratings) {
            targets.push_back(static_cast<float>(rating));
            present.push_back(std::isnan(rating) ? 0 : 1);
        }
    }
    const auto count = static_cast<std::int64_t>(unit.rows.size());
    unit.batch.heads.targets = at::tensor(targets, at::kFloat).view({count, qualities}).to(device);
    unit.batch.heads.present =
        at::tensor(present, at::kLong).view({count, qualities}).to(device, at::kBool);
}

void addSteps(UnitBatch& unit, c10::Device device)
{
    std::vector<std::int64_t> label;
    std::vector<std::int64_t> row;
    for (std::size_t i = 0; i < unit.rows.size(); ++i) {
        for (const bool right : unit.rows[i]->stepRight) {
            label.push_back(right ? 1 : 0);
            row.push_back(static_cast<std::int64_t>(i));
        }
    }
    if (!label.empty()) {
        unit.batch.heads.stepLabel = longs(label, device);
        unit.batch.heads.stepRow = longs(row, device);
    }
}

/// One vector a row, [N, d]; undefined where the first row has none.
at::Tensor vectors(const UnitBatch& unit, std::vector<float> TrainRow::*member, c10::Device device)
{
    const auto size =
        unit.rows.empty() ? 0 : static_cast<std::int64_t>((unit.rows.front()->*member).size());
    if (size == 0) {
        return {};
    }
    std::vector<float> all;
    for (const TrainRow* row : unit.rows) {
        all.insert(all.end(), (row->*member).begin(), (row->*member).end());
    }
    return at::tensor(all, at::kFloat).view({-1, size}).to(device);
}

}  // namespace

void addRowExtras(UnitBatch& unit, c10::Device device)
{
    std::vector<std::int64_t> aspect;
    bool aspects = false;
    for (const TrainRow* row : unit.rows) {
        aspect.push_back(row->aspect);
        aspects = aspects || row->aspect >= 0;
    }
    if (aspects) {
        unit.batch.values.aspect = longs(aspect, device);
    }
    addRatings(unit, device);
    addSteps(unit, device);
    unit.batch.heads.queryTeacher = vectors(unit, &TrainRow::queryTeacher, device);
    unit.batch.heads.document = vectors(unit, &TrainRow::document, device);
}

}  // namespace marginalia
