// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/catalog.h"
#include "core/jobs/pair_making.h"
#include "core/store/types.h"

#include <cstdint>
#include <limits>
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

inline constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

/// What is said of one answer beside the label; NaN: nothing.
struct AnswerFacts {
    double score = kNoNumber;   ///< greater is better
    double rank = kNoNumber;    ///< 1 is the best
    double visits = kNoNumber;  ///< how often a tree search came by (objectives.md 2.25)
    std::map<std::string, double> attributes;  ///< ratings by quality, on the scale of the file
    bool empty = false;                        ///< no text to train on
};

/// What the rule looks at of a record.
struct TrainingFacts {
    RecordKind kind = RecordKind::Pair;
    Verdict verdict = Verdict::None;
    Strength strength = Strength::Plain;
    std::optional<bool> desirable;
    bool usable = true;
    std::vector<AnswerFacts> answers;  ///< of a group all; of a pair where something is said
    bool gold = false;                 ///< of a pair: answer 2 is a reference answer
    bool aspect = false;               ///< of a pair: its answers differ in a named quality alone
    bool aligned = false;              ///< other models' log-probs of the answer stand with it
    bool judgedSteps = false;
    bool expanded = false;  ///< answer 1 is the prompt as a language model expanded it
};

/// Which answer of a record trains in which role. Answer 0 is `a`, 1 is `b`.
struct TrainingRow {
    int answer = 0;
    RowRole role = RowRole::Demo;
    int item = 0;               ///< rows of one item train together
    int pair = 0;               ///< of an item with several pairs
    double reward = kNoNumber;  ///< greater is better
    double rank = kNoNumber;    ///< 1 is the best
    double weight = 1;          ///< pairs of one prompt share theirs
    double margin = kNoNumber;  ///< that the pair asks for; NaN: what its strength says
    std::string aspect = {};    ///< the quality that the pair is about
};

/// Why a record gives no rows: "used", "tie", "skip", "both_good", "both_bad", "undesirable",
/// "not_labelled", "empty", "equal", "left_out", "wrong_kind", "no_gold" (a pair without a
/// reference answer), "no_numbers" (visits, aspects, ratings to choose by or other
/// models' scores are missing).
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
    /// Numbers that must stand with the record.
    RecordNumbers numbers = RecordNumbers::None;
    /// Which pairs several ranked answers give.
    Splitting splitting = Splitting::BestAgainstWorst;
    /// Pairs come from ratings weighed by quality (objectives.md 8.3) instead of from scores.
    bool scalarised = false;
    /// What a quality counts: in such pairs, and in the middle of drawn directions (8.1).
    std::map<std::string, double> qualityWeights;
    double otherQualities = 1;  ///< weight of those that are not named
    double threshold = 0;       ///< pairs with a smaller margin are left out

    bool operator==(const RowWish&) const = default;
};

/// The weight of a quality under its name, else that of the others.
double qualityWeight(const RowWish& wish, const std::string& quality);

/// The one rule that turns labels into rows (decisions.md 1). A strict preference gives its two
/// rows chosen first; of several ranked answers the best stands first. Demonstrations that are
/// chosen by ratings (RecordNumbers::Ratings) are all that a direction may choose from: one of them
/// trains.
RowsOfRecord trainingRows(const TrainingFacts& record, const RowWish& wish);
RowsOfRecord trainingRows(RecordKind kind, Verdict verdict, std::optional<bool> desirable,
                          bool usable, const RowWish& wish);
inline RowsOfRecord trainingRows(RecordKind kind, Verdict verdict, std::optional<bool> desirable,
                                 bool usable, DataCode data)
{
    RowWish wish;
    wish.data = data;
    return trainingRows(kind, verdict, desirable, usable, wish);
}
/// Of a record with several answers (group_rows.cpp).
RowsOfRecord rowsOfGroup(const TrainingFacts& record, const RowWish& wish);

/// "Uses n of m": how many labelled records an objective uses, and what becomes of the others, by
/// reason.
struct LabelUse {
    std::int64_t labelled = 0;
    std::int64_t used = 0;
    std::int64_t converted = 0;  ///< of the used: train as another kind, as a pair's two answers do
                                 ///< that are judged one by one
    std::map<std::string, std::int64_t> unused;  ///< reason -> records
};

/// Adds one record to `use`. Demonstrations, judged steps and answers with scores, ranks or ratings
/// count as labelled; a skipped pair does not.
void countUse(LabelUse& use, const TrainingFacts& record, const RowsOfRecord& rows);
void countUse(LabelUse& use, RecordKind kind, Verdict verdict, std::optional<bool> desirable,
              const RowsOfRecord& rows);

const char* roleName(
    RowRole role);  ///< "demo", "chosen", "rejected", "desirable", "undesirable", "mismatch"

}  // namespace marginalia
