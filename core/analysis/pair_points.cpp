// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/pair_points.h"

#include "core/jobs/rows_file.h"
#include "core/jobs/run_names.h"
#include "core/jobs/tail.h"

#include <unordered_map>

namespace marginalia {
namespace {

/// The two halves of a pair; a visit counts once both were written.
struct Halves {
    RowRecord chosen;
    RowRecord rejected;
    RunPair last;
    bool whole = false;
};

void join(Halves& halves)
{
    const RowRecord& chosen = halves.chosen;
    const RowRecord& rejected = halves.rejected;
    const bool same = chosen.role == RowRole::Chosen && rejected.role == RowRole::Rejected &&
                      chosen.step == rejected.step && chosen.attempt == rejected.attempt &&
                      chosen.unit == rejected.unit;
    if (!same) {
        return;
    }
    PairPoint point;
    point.policyChosen = chosen.policySum;
    point.policyRejected = rejected.policySum;
    point.referenceChosen = chosen.referenceSum;
    point.referenceRejected = rejected.referenceSum;
    point.tokensChosen = chosen.tokens;
    point.tokensRejected = rejected.tokens;
    halves.last = {chosen.uid, chosen.snapshotIndex, chosen.step, point};
    halves.whole = true;
}

}  // namespace

std::vector<RunPair> pairsOfRun(const std::string& runFolder, std::size_t most)
{
    std::unordered_map<Uid, std::size_t> places;
    std::vector<Halves> pairs;
    Tail rows(runFolder + run_names::kRows);
    rows.bytes(rows_file::kHeader, rows_file::kRecord, [&](const char* bytes) {
        const auto row = rows_file::unpack(bytes);
        if (!row || (row->role != RowRole::Chosen && row->role != RowRole::Rejected)) {
            return;
        }
        const auto [place, fresh] = places.emplace(row->uid, pairs.size());
        if (fresh) {
            pairs.emplace_back();
        }
        Halves& halves = pairs[place->second];
        (row->role == RowRole::Chosen ? halves.chosen : halves.rejected) = *row;
        join(halves);
    });
    std::erase_if(pairs, [](const Halves& halves) { return !halves.whole; });
    std::vector<RunPair> out;
    const std::size_t count = std::min(most, pairs.size());
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(pairs[i * pairs.size() / count].last);
    }
    return out;
}

}  // namespace marginalia
