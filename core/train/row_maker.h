// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/training_rows.h"
#include "core/train/train_data.h"

#include <cstdint>
#include <memory>
#include <string>

namespace marginalia {

/// Makes single rows of an objective's data: one text of a record, tokenized, with all that the
/// record says of it. The tools and the spec must outlive it.
class RowMaker {
public:
    RowMaker(const TextTools& tools, const RunSpec& spec);

    /// A prompt with one answer.
    Result<TrainRow> row(const SnapshotItem& prompt, const Messages& completion) const;

    /// A row as the record tells it; people and qualities that it names are entered in `data`.
    Result<TrainRow> rowOf(const SnapshotItem& item, const TrainingRow& each,
                           TrainData& data) const;

    /// A prompt alone: its row stands for the answers that the run will write, and counts as
    /// trained for measuring only. Null: it is left out, and counted.
    Result<std::shared_ptr<const TrainRow>> promptRow(const SnapshotItem& item, std::uint32_t index,
                                                      TrainData& data) const;

    /// Cuts a row to the length allowed. False: it does not fit and must be left out.
    bool fit(TrainRow& row, bool always, TrainData& data) const;

private:
    Result<TrainRow> queryRow(const SnapshotItem& item) const;
    Result<TrainRow> stepRow(const SnapshotItem& item) const;
    SnapshotItem tagged(const SnapshotItem& item, RowRole role) const;

    const TextTools& m_tools;
    const RunSpec& m_spec;
};

}  // namespace marginalia
