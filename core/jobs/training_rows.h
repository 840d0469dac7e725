// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/catalog.h"
#include "core/store/types.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace marginalia {

/// What a row is to its objective. The numbers stand in rows.bin: append, never insert.
enum class RowRole : std::uint8_t {
    Demo,
    Chosen,
    Rejected,
    Desirable,
    Undesirable,
    Mismatch,         ///< a prompt with another record's completion (KTO)
    Gold,             ///< the reference answer beside a pair (TPO)
    Candidate,        ///< one of several ranked or scored answers
    Positive,         ///< a right answer among several (AFT)
    Negative,         ///< a wrong one
    Sample,           ///< written by the policy or a frozen copy of it
    PolicySample,     ///< the policy's own where another's stands beside it (Nash-MD)
    ReferenceSample,  ///< written by the reference (XPO)
    Rated,            ///< an answer with ratings, for a reward model
    Steps,            ///< an answer with judged steps, for a process reward model
    Query             ///< a search query (SoftQE)
};

/// Which answer of a record trains in which role. Answer 0 is `a`, 1 is `b`.
struct TrainingRow {
    int answer = 0;
    RowRole role = RowRole::Demo;
};

/// Why a record gives no rows: "used", "tie", "skip", "both_good", "both_bad", "undesirable",
/// "not_labelled", "empty", "equal", "left_out", "wrong_kind".
struct RowsOfRecord {
    std::vector<TrainingRow> rows;
    const char* reason = "used";
};

/// What a run asks of its records.
struct RowWish {
    DataCode data = DataCode::Pairs;
    /// Beside pairs: single judged answers too, of both good, both bad and thumbs.
    bool thumbsToo = false;
    /// Ties give their two rows as well, answer 0 as chosen (the modifier `ties`).
    bool ties = false;

    bool operator==(const RowWish&) const = default;
};

/// The one rule that turns labels into rows (decisions.md 1). A strict preference gives its two
/// rows chosen first.
RowsOfRecord trainingRows(RecordKind kind, Verdict verdict, std::optional<bool> desirable,
                          bool usable, const RowWish& wish);
inline RowsOfRecord trainingRows(RecordKind kind, Verdict verdict, std::optional<bool> desirable,
                                 bool usable, DataCode data)
{
    return trainingRows(kind, verdict, desirable, usable, RowWish{data, false, false});
}

/// "Uses n of m": how many labelled records an objective uses, and what becomes of the others, by
/// reason.
struct LabelUse {
    std::int64_t labelled = 0;
    std::int64_t used = 0;
    std::int64_t converted = 0;  ///< of the used: train as another kind, as a pair's two answers do
                                 ///< that are judged one by one
    std::map<std::string, std::int64_t> unused;  ///< reason -> records
};

/// Adds one record to `use`. Demonstrations count as labelled; a skipped pair does not.
void countUse(LabelUse& use, RecordKind kind, Verdict verdict, std::optional<bool> desirable,
              const RowsOfRecord& rows);

const char* roleName(
    RowRole role);  ///< "demo", "chosen", "rejected", "desirable", "undesirable", "mismatch"

}  // namespace marginalia
