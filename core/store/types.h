// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/uid.h"
#include "core/data/record.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace marginalia {

/// What a person says about a pair. Strict preferences name the stored answer (a or b), never the
/// side of the screen.
enum class Verdict : std::uint8_t { None, A, B, Tie, BothGood, BothBad, Skip };
/// Of a strict preference: slightly, plainly, much better.
enum class Strength : std::uint8_t { Slight = 1, Plain = 2, Much = 3 };

const char* verdictName(Verdict verdict);  ///< "none" "a" "b" "tie" "both_good" "both_bad" "skip"
std::optional<Verdict> verdictFromName(const std::string& name);

/// One judgement as it is stored; everything a person may later ask about it.
struct Judgement {
    Verdict verdict = Verdict::None;
    Strength strength = Strength::Plain;
    bool aShownFirst = true;        ///< which answer was "Answer 1"
    std::string why;                ///< the person's reason; may be empty
    std::int64_t milliseconds = 0;  ///< from showing the pair to the key
};

enum class LabelEventKind : std::uint8_t { Verdict, Undo, Redo, Flag, Unflag, Note, Vote };

/// An entry of the append-only label log, newest last.
struct LabelEvent {
    std::int64_t seq = 0;
    Uid uuid;
    Uid record;
    std::string annotator;  ///< "import:<n>" for labels that came with a file
    LabelEventKind kind = LabelEventKind::Verdict;
    Judgement judgement;              ///< of Verdict events
    Uid target;                       ///< Undo, Redo: the event concerned
    std::string text;                 ///< Note
    std::int64_t atMilliseconds = 0;  ///< wall clock, for display only
};

/// The label in force: the newest verdict that is not undone, a person's before an import's.
struct EffectiveLabel {
    Verdict verdict = Verdict::None;
    Strength strength = Strength::Plain;
    std::string annotator;
    bool flagged = false;
    std::string why;
};

/// A row as the table shows it: texts cut to 400 bytes at a character border.
struct RowSummary {
    RecordId id{};
    Uid uid;
    RecordKind kind = RecordKind::Pair;
    std::string prompt;
    std::string chosen;  ///< of the effective label; answer a when there is none; the completion of
                         ///< demo and unpaired; all answers of a group, one after another
    std::string rejected;  ///< answer b when there is no label; empty for demo and unpaired
    bool judged = false;   ///< chosen and rejected are a verdict, not just a and b
    std::int64_t chosenWords = 0;
    std::int64_t rejectedWords = 0;
    std::int64_t answers = 0;       ///< of a group
    std::optional<bool> desirable;  ///< unpaired
    EffectiveLabel label;
    std::int64_t importId = 0;  ///< 0: made here
    std::int64_t line = 0;
    std::string split;
    std::vector<std::string> codes;
    bool usable = true;  ///< false: left out of training
};

/// A record with its label, whole.
struct StoredRecord {
    RecordId id{};
    Uid uid;
    Record record;
    EffectiveLabel label;
    std::int64_t importId = 0;
    std::string sourcePath;
    bool usable = true;
};

/// What a table is ordered by.
///
/// Margin belongs to a run, which the store does not know: it answers in the order of numbers, and
/// who knows the run sorts.
enum class SortKey : std::uint8_t {
    Number,
    Prompt,
    ChosenWords,
    RejectedWords,
    LengthDifference,
    Margin
};

/// What a table, a view, a queue or a run looks at. Empty fields do not restrict.
struct Filter {
    std::string search;                 ///< words from their beginning, "phrases", column:value
    std::vector<std::string> kinds;     ///< "pair", "unpaired", "demo", "steps", "group",
                                        ///< "prompt"
    std::vector<std::string> labels;    ///< "labelled", "none", "a", "b", "tie", "both_good",
                                        ///< "both_bad", "skip", "true", "false", "by:NAME" (the
                                        ///< label in force is this annotator's)
    std::vector<std::int64_t> imports;  ///< 0: made here
    std::optional<bool> flagged;
    SortKey sort = SortKey::Number;
    bool descending = false;

    /// Whether it leaves anything out; the order does not.
    bool narrows() const;
    /// The text a saved view keeps (JSON), and back.
    std::string toText() const;
    static std::optional<Filter> fromText(const std::string& text);
    bool operator==(const Filter&) const = default;
};

/// Ids of all hits in order (8 bytes each).
struct QueryResult {
    std::vector<RecordId> ids;
    bool indexComplete =
        true;  ///< false: the search index is still being built; unindexed rows were scanned
    std::int64_t indexed = 0;
    double milliseconds = 0;
};

struct Counts {
    std::int64_t pairs = 0;
    std::int64_t unpaired = 0;
    std::int64_t demos = 0;
    std::int64_t steps = 0;
    std::int64_t groups = 0;   ///< prompts with several answers
    std::int64_t prompts = 0;  ///< prompts without answers
    std::int64_t labelled =
        0;  ///< records whose label in force is a person's or an import's verdict other than skip
    std::int64_t byPerson = 0;  ///< of these, a person's
    std::int64_t flagged = 0;
    std::int64_t longerWins = 0;  ///< strictly preferred pairs whose chosen answer has more words
    std::int64_t strict = 0;      ///< pairs with a strict preference
    std::int64_t equal = 0;       ///< pairs with equal answers
    std::int64_t empty = 0;       ///< records with an empty answer
    std::map<std::string, std::int64_t> byKind;
    std::map<std::string, std::int64_t> byLabel;
    std::map<std::string, std::int64_t> pairsByLabel;  ///< of records that are pairs
    std::int64_t flaggedPairs = 0;
    std::map<std::int64_t, std::int64_t> byImport;

    std::int64_t records() const { return pairs + unpaired + demos + steps + groups + prompts; }
};

struct ImportInfo {
    std::int64_t id = 0;
    std::string path;
    std::string sha256;
    std::string format;
    std::int64_t records = 0;
    std::int64_t refused = 0;
    std::int64_t atMilliseconds = 0;
    bool undone = false;
    bool complete = true;  ///< false: it broke off; ProjectWriter::continueImport takes it up again
    std::int64_t nextByte = 0;  ///< where it broke off; 0: from the beginning
};

struct SavedView {
    std::int64_t id = 0;
    std::string name;
    Filter filter;
};

/// An entry of the undo log, e.g. "label of #12", "import of 2,312 pairs".
struct ChangeInfo {
    std::int64_t id = 0;
    std::string kind;  ///< "label", "flag", "import", "delete", "pairs_from_votes", ...
    Json detail;
    std::int64_t atMilliseconds = 0;
};

/// Compare: an answer that was written, kept so that it appears at once the next time.
struct StoredAnswer {
    std::int64_t id = 0;
    std::int64_t promptId = 0;
    std::string model;     ///< folder or "run:<name>@<step>"
    std::string settings;  ///< JSON: temperature, seed, ...
    std::string text;
    Json tokens;       ///< [[text, logp, base logp or null], ...]
    bool cut = false;  ///< stopped by the person or the length
    double seconds = 0;
};

struct StoredVote {
    Uid uid;
    std::int64_t promptId = 0;
    std::vector<std::int64_t> answers;  ///< answer ids in column order
    std::vector<std::string> models;    ///< the columns' models
    int best = -1;                      ///< column from 0; -1: tie or all bad
    bool tie = false;
    bool allBad = false;
    bool blind = false;
    bool sent = false;  ///< has become a pair in Data
    std::int64_t atMilliseconds = 0;
};

struct StoredPrompt {
    std::int64_t id = 0;
    Messages messages;
    std::string topic;
};

}  // namespace marginalia
