// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/packed_input.h"
#include "core/objectives/row_batch.h"
#include "core/train/train_data.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace marginalia {

struct PackOptions {
    std::int64_t budget = 4096;  ///< tokens of one stream; a longer item is a stream of its own
    bool sharePrefix = true;     ///< a pair's common beginning is computed once
    bool padded =
        false;  ///< every row filled up to the longest of its unit: the form to measure against
    bool headEverywhere = false;  ///< score untrained positions too: the same purpose
    /// Streams are filled up to one of few lengths (bucketLength): a card's allocator and its
    /// libraries then meet the same sizes again and again.
    bool bucketed = false;
};

/// The length that a stream of so many tokens is filled up to: the next multiple of 64, or of more
/// in longer ones, of which less than an eighth is idle.
std::int64_t bucketLength(std::int64_t tokens);

/// One forward pass: a stream and the stretch of the unit's flat arrays that its scored tokens
/// fill.
struct Pack {
    PackedInput input;
    std::int64_t firstToken = 0;
    std::int64_t tokens = 0;
    at::Tensor last;  ///< [R] int64, where in the stream the last token of each of its rows stands
    std::int64_t firstRow = 0;  ///< of the unit
    at::Tensor row;             ///< [tokens] int64, whose each scored token is, from 0
    at::Tensor steps;           ///< [S] int64, where in the stream the judged steps of its rows end
    std::int64_t firstStep = 0;  ///< of the unit
};

/// A coupling unit ready to compute. `batch` lacks lp, entropy, top1 and reference values.
struct UnitBatch {
    RowBatch batch;
    std::vector<const TrainRow*> rows;  ///< as in `batch`
    std::vector<std::int64_t> item;     ///< which item of the unit a row belongs to
    std::vector<std::int64_t> number;   ///< of its pair, or of its item where that has no pairs
    std::vector<Pack> packs;            ///< rows that get a gradient
    std::vector<Pack> quiet;            ///< mismatched rows: forward only
    std::int64_t rowTokens =
        0;  ///< tokens of all rows that get a gradient, prompts counted in each
    std::int64_t streamTokens = 0;  ///< tokens that are computed for them
};

/// The ids to read in place of a row's, as many as it has; the targets stay the row's own.
using Reading = std::function<std::vector<std::int32_t>(const TrainRow& row)>;

/// Lays the items of a unit into streams. `mismatched` rows come last in the batch, one per item or
/// none. Without `reading` rows are read as they are.
UnitBatch packUnit(const std::vector<const TrainItem*>& items,
                   const std::vector<const TrainRow*>& mismatched, const PackOptions& options,
                   c10::Device device, const Reading& reading = {});

}  // namespace marginalia
