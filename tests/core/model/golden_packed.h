// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/model/golden_models.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/TensorOperators.h>

namespace marginalia::golden {

/// Both rows of the golden batch as one packed stream without the padding, every next token scored.
struct Packed {
    PackedInput input;
    at::Tensor row;  ///< of every scored position
    at::Tensor time;
    at::Tensor flat;  ///< [2, 40] place of (row, position) in the stream, -1 for padding
};

inline Packed packGolden(const Expected& expected)
{
    const at::Tensor ids = expected["input_ids"];
    const at::Tensor mask = expected["attention_mask"];
    const at::Tensor positions = expected["position_ids"];
    std::vector<std::int64_t> flatIds, flatPositions, scored, targets, rows, times;
    Packed packed;
    packed.flat = at::full({2, ids.size(1)}, -1, at::kLong);
    for (std::int64_t b = 0; b < 2; ++b) {
        Segment segment;
        segment.begin = static_cast<std::int64_t>(flatIds.size());
        for (std::int64_t t = 0; t < ids.size(1); ++t) {
            if (mask[b][t].item<std::int64_t>() == 0) {
                continue;
            }
            const auto place = static_cast<std::int64_t>(flatIds.size());
            packed.flat[b][t] = place;
            flatIds.push_back(ids[b][t].item<std::int64_t>());
            flatPositions.push_back(positions[b][t].item<std::int64_t>());
            if (t + 1 < ids.size(1)) {
                scored.push_back(place);
                targets.push_back(ids[b][t + 1].item<std::int64_t>());
                rows.push_back(b);
                times.push_back(t);
            }
        }
        segment.length = static_cast<std::int64_t>(flatIds.size()) - segment.begin;
        packed.input.segments.push_back(segment);
    }
    packed.input.ids = at::tensor(flatIds, at::kLong);
    packed.input.positions = at::tensor(flatPositions, at::kLong);
    packed.input.scored = at::tensor(scored, at::kLong);
    packed.input.targets = at::tensor(targets, at::kLong);
    packed.row = at::tensor(rows, at::kLong);
    packed.time = at::tensor(times, at::kLong);
    return packed;
}

inline double largestDifference(const at::Tensor& left, const at::Tensor& right)
{
    return (left - right).abs().max().item<double>();
}

}  // namespace marginalia::golden
