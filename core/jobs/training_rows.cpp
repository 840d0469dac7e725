// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/training_rows.h"

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

RowsOfRecord unused(const char* reason)
{
    return {{}, reason};
}

TrainingRow row(int answer, RowRole role, int item = 0)
{
    TrainingRow out;
    out.answer = answer;
    out.role = role;
    out.item = item;
    return out;
}

/// A pair is a group of two: its scores differ by the strength, 1 to 3. `judged`: the better answer
/// is right and the worse one wrong, and the better one is copied besides.
RowsOfRecord asGroup(int better, Strength strength, bool judged)
{
    TrainingRow best = row(better, judged ? RowRole::Positive : RowRole::Candidate);
    TrainingRow worst = row(1 - better, judged ? RowRole::Negative : RowRole::Candidate);
    best.rank = 1;
    best.reward = static_cast<double>(strength);
    worst.rank = 2;
    worst.reward = 0;
    if (judged) {
        return {{row(better, RowRole::Demo), best, worst}};
    }
    return {{best, worst}};
}

bool bothVisited(const TrainingFacts& record)
{
    return record.answers.size() >= 2 && !std::isnan(record.answers[0].visits) &&
           !std::isnan(record.answers[1].visits);
}

/// Why a strict preference lacks what the objective reads beside it; null: it has all.
const char* lackOf(const TrainingFacts& record, const RowWish& wish)
{
    const bool lacks = (wish.numbers == RecordNumbers::Visits && !bothVisited(record)) ||
                       (wish.numbers == RecordNumbers::Aspects && !record.aspect) ||
                       (wish.numbers == RecordNumbers::AlignedLogps && !record.aligned) ||
                       wish.numbers == RecordNumbers::Ratings;  // only groups have them
    if (lacks) {
        return "no_numbers";
    }
    return wish.data == DataCode::GoldPairs && !record.gold ? "no_gold" : nullptr;
}

RowsOfRecord strictRows(int better, const TrainingFacts& record, const RowWish& wish)
{
    const int worse = 1 - better;
    if (const char* lack = lackOf(record, wish)) {
        return unused(lack);
    }
    if (wish.numbers == RecordNumbers::AlignedLogps && better != 0) {
        return unused("no_numbers");  // the file's numbers are of the answer that the file chose
    }
    switch (wish.data) {
        case DataCode::Pairs:
            return {{row(better, RowRole::Chosen), row(worse, RowRole::Rejected)}};
        case DataCode::GoldPairs:
            return {{row(better, RowRole::Chosen), row(worse, RowRole::Rejected),
                     row(2, RowRole::Gold)}};
        case DataCode::Unpaired:
            return {{row(better, RowRole::Desirable), row(worse, RowRole::Undesirable, 1)}};
        case DataCode::Demos:
            return {{row(better, RowRole::Demo)}};
        case DataCode::Groups:
            return asGroup(better, record.strength, wish.numbers == RecordNumbers::RightWrong);
        default:
            return unused("wrong_kind");
    }
}

RowsOfRecord pairRows(const TrainingFacts& record, const RowWish& wish)
{
    const DataCode data = wish.data;
    const bool single = data == DataCode::Unpaired || wish.thumbsToo;
    switch (record.verdict) {
        case Verdict::None:
            return unused("not_labelled");
        case Verdict::A:
            return strictRows(0, record, wish);
        case Verdict::B:
            return strictRows(1, record, wish);
        case Verdict::Tie:
            return wish.ties ? strictRows(0, record, wish) : unused("tie");
        case Verdict::Skip:
            return unused("skip");
        case Verdict::BothGood:
            if (single) {
                return {{row(0, RowRole::Desirable), row(1, RowRole::Desirable, 1)}};
            }
            if (data == DataCode::Demos && wish.numbers == RecordNumbers::None) {
                return {{row(0, RowRole::Demo), row(1, RowRole::Demo, 1)}};
            }
            return unused("both_good");
        case Verdict::BothBad:
            if (single) {
                return {{row(0, RowRole::Undesirable), row(1, RowRole::Undesirable, 1)}};
            }
            return unused("both_bad");
    }
    return unused("not_labelled");
}

RowsOfRecord unpairedRows(const TrainingFacts& record, const RowWish& wish)
{
    if (!record.desirable) {
        return unused("not_labelled");
    }
    if (wish.data == DataCode::Unpaired || wish.thumbsToo) {
        return {{row(0, *record.desirable ? RowRole::Desirable : RowRole::Undesirable)}};
    }
    if (wish.data != DataCode::Demos) {
        return unused("wrong_kind");
    }
    if (const char* lack = lackOf(record, wish)) {
        return unused(lack);
    }
    return *record.desirable ? RowsOfRecord{{row(0, RowRole::Demo)}} : unused("undesirable");
}

RowsOfRecord demoRows(const TrainingFacts& record, const RowWish& wish)
{
    if (wish.data == DataCode::Queries) {
        return record.expanded ? RowsOfRecord{{row(0, RowRole::Query)}} : unused("no_numbers");
    }
    if (wish.data != DataCode::Demos) {
        return unused("wrong_kind");
    }
    const char* lack = lackOf(record, wish);
    return lack != nullptr ? unused(lack) : RowsOfRecord{{row(0, RowRole::Demo)}};
}

RowsOfRecord stepRows(const TrainingFacts& record, const RowWish& wish)
{
    if (wish.data != DataCode::Steps) {
        return unused("wrong_kind");
    }
    return record.judgedSteps ? RowsOfRecord{{row(0, RowRole::Steps)}} : unused("not_labelled");
}

/// Whether somebody has said anything of the answers of a group.
bool isRated(const AnswerFacts& answer)
{
    return !std::isnan(answer.score) || !std::isnan(answer.rank) || !answer.attributes.empty();
}

bool isLabelled(const TrainingFacts& record)
{
    switch (record.kind) {
        case RecordKind::Pair:
            return record.verdict != Verdict::None && record.verdict != Verdict::Skip;
        case RecordKind::Unpaired:
            return record.desirable.has_value();
        case RecordKind::Demo:
            return true;
        case RecordKind::Steps:
            return record.judgedSteps;
        case RecordKind::Group:
            return std::any_of(record.answers.begin(), record.answers.end(), isRated);
        case RecordKind::Prompt:
            return false;
    }
    return false;
}

/// Whether rows are of another kind than their record.
bool isConverted(RecordKind kind, RowRole role)
{
    switch (kind) {
        case RecordKind::Pair:
            return role != RowRole::Chosen && role != RowRole::Rejected;
        case RecordKind::Unpaired:
            return role != RowRole::Desirable && role != RowRole::Undesirable;
        case RecordKind::Demo:
            return role != RowRole::Demo;
        case RecordKind::Steps:
            return role != RowRole::Steps;
        case RecordKind::Group:
            return role != RowRole::Candidate && role != RowRole::Positive &&
                   role != RowRole::Negative && role != RowRole::Rated;
        case RecordKind::Prompt:
            return role != RowRole::Sample;
    }
    return false;
}

}  // namespace

RowsOfRecord trainingRows(const TrainingFacts& record, const RowWish& wish)
{
    if (!record.usable) {
        return unused("left_out");
    }
    if (wish.data == DataCode::Prompts) {
        return {{row(0, RowRole::Sample)}};  // the prompt alone; its answers are written in the run
    }
    switch (record.kind) {
        case RecordKind::Pair:
            return pairRows(record, wish);
        case RecordKind::Unpaired:
            return unpairedRows(record, wish);
        case RecordKind::Demo:
            return demoRows(record, wish);
        case RecordKind::Steps:
            return stepRows(record, wish);
        case RecordKind::Group:
            return rowsOfGroup(record, wish);
        case RecordKind::Prompt:
            return unused("wrong_kind");
    }
    return unused("wrong_kind");
}

RowsOfRecord trainingRows(RecordKind kind, Verdict verdict, std::optional<bool> desirable,
                          bool usable, const RowWish& wish)
{
    TrainingFacts record;
    record.kind = kind;
    record.verdict = verdict;
    record.desirable = desirable;
    record.usable = usable;
    return trainingRows(record, wish);
}

void countUse(LabelUse& use, const TrainingFacts& record, const RowsOfRecord& rows)
{
    // A prompt that answers will be written to needs no label.
    const bool asPrompt = !rows.rows.empty() && rows.rows[0].role == RowRole::Sample;
    use.labelled += isLabelled(record) || asPrompt ? 1 : 0;
    if (rows.rows.empty()) {
        ++use.unused[rows.reason];
    } else {
        ++use.used;
        use.converted += isConverted(record.kind, rows.rows[0].role) ? 1 : 0;
    }
}

void countUse(LabelUse& use, RecordKind kind, Verdict verdict, std::optional<bool> desirable,
              const RowsOfRecord& rows)
{
    TrainingFacts record;
    record.kind = kind;
    record.verdict = verdict;
    record.desirable = desirable;
    countUse(use, record, rows);
}

const char* roleName(RowRole role)
{
    static constexpr const char* kNames[] = {"demo",        "chosen",   "rejected", "desirable",
                                             "undesirable", "mismatch", "gold",     "candidate",
                                             "positive",    "negative", "sample",   "policy_sample",
                                             "ref_sample",  "rated",    "steps",    "query"};
    return kNames[static_cast<std::size_t>(role)];
}

}  // namespace marginalia
