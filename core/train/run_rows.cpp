// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_rows.h"

#include "core/jobs/rounds_file.h"

#include <cmath>

namespace marginalia {

namespace {

constexpr std::int64_t kMostRounds = 65535;  // rows of later ones say their prompt alone

}  // namespace

std::vector<RowRecord> rowRecords(const StepReport& report, std::uint16_t attempt)
{
    std::vector<RowRecord> out;
    for (const UnitResult& unit : report.result.units) {
        for (const RowResult& row : unit.rows) {
            RowRecord record;
            record.step = static_cast<std::uint32_t>(report.step);
            record.attempt = attempt;
            record.unit = static_cast<std::uint16_t>(row.number);
            record.role = row.row->role;
            record.tokens = static_cast<std::uint32_t>(row.tokens);
            record.snapshotIndex = row.row->snapshotIndex;
            if (row.row->round > 0 && row.row->round <= kMostRounds) {
                record.flags |= kRowOfRound;
                record.round = static_cast<std::uint16_t>(row.row->round);
                record.snapshotIndex = row.row->placeInRound;
            }
            record.loss = static_cast<float>(row.loss);
            record.policySum = static_cast<float>(row.logp);
            record.referenceSum = static_cast<float>(row.reference);
            record.weight = static_cast<float>(row.row->weight);
            record.reward = std::isnan(row.reward) ? 0 : static_cast<float>(row.reward);
            record.influence = static_cast<float>(row.influence);
            record.uid = row.row->promptUid;
            out.push_back(record);
        }
    }
    return out;
}

}  // namespace marginalia
