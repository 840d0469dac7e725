// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"
#include "core/store/types.h"

#include <map>
#include <string>
#include <utility>

namespace marginalia::store {

enum class LabelSource : std::uint8_t { None, Import, Person };

/// Bits of record.flaws: why a record is left out of training.
enum Flaw : std::uint8_t { FlawEmpty = 1, FlawEqual = 2, FlawOther = 4 };

/// The narrow row behind queries and counts: what is in force for a record now. A projection,
/// rebuildable.
struct RowState {
    std::int64_t id = 0;
    RecordKind kind = RecordKind::Pair;
    std::int64_t importId = 0;
    std::int64_t hidden = 0;  ///< record.deleted_by
    Verdict verdict = Verdict::None;
    LabelSource source = LabelSource::None;
    std::int64_t event = 0;  ///< seq of the person's verdict; 0: none
    bool flagged = false;
    int desirable = -1;  ///< unpaired: 0, 1; -1: none
    int flaws = 0;
    std::int64_t wordsA = 0;
    std::int64_t wordsB = 0;
};

/// Nothing when there is no such record.
std::optional<RowState> loadState(Database& database, std::int64_t id);
void saveState(Database& database, const RowState& state, bool isNew);

/// Numbers of records by import and property, kept beside every change, so that counts() need not
/// look at the records.
class Tally {
public:
    /// `sign` +1 when a row appears or after a change, -1 before.
    void add(const RowState& state, int sign);
    /// Adds what was collected to the table and forgets it.
    void write(Database& database);

    /// Collects the pairs by label and flag, which projects of version 1 do not count.
    void addPairs(Database& database);

    static Counts read(Database& database);

private:
    void add(std::int64_t importId, const std::string& name, std::int64_t n)
    {
        m_deltas[{importId, name}] += n;
    }
    void addPair(std::int64_t importId, Verdict verdict, bool flagged, std::int64_t n);

    std::map<std::pair<std::int64_t, std::string>, std::int64_t> m_deltas;
};

/// Changes a row's state through `change` and keeps the tally right.
template <class Change>
void changeState(Database& database, Tally& tally, std::int64_t id, Change&& change)
{
    auto state = loadState(database, id);
    if (!state) {
        return;
    }
    tally.add(*state, -1);
    change(*state);
    tally.add(*state, +1);
    saveState(database, *state, false);
}

}  // namespace marginalia::store
