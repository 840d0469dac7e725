// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/data/record.h"

#include <memory>

namespace marginalia {

/// Measures of a data set, fed one record at a time; memory is about 40 bytes a record, the texts
/// are not kept.
///
/// Lengths are code points and words (runs of what Python's str.split leaves). An answer of several
/// messages counts as their texts joined by a blank line. The definitions of every measure are
/// those of the reference facts of our test data (tests/core/analysis); "refusal", "code", "list"
/// and "url" are patterns on the text, not judgements.
class DataStats {
public:
    DataStats();
    ~DataStats();
    DataStats(DataStats&& other) noexcept;
    DataStats& operator=(DataStats&& other) noexcept;

    /// A pair with a strict preference.
    void addPair(const Messages& prompt, const Messages& chosen, const Messages& rejected);
    void addUnpaired(const Messages& prompt, const Messages& completion, bool label);
    void addDemo(const Messages& prompt, const Messages& completion);
    /// Any record as its file states it: pairs with origin ChosenA, unpaired, demos; others only
    /// count as `other`.
    void add(const Record& record);

    /// {"pairs": {...}, "unpaired": {...}, "demos": {...}, "other": n}; blocks without records have
    /// "records": 0.
    Json result() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace marginalia
