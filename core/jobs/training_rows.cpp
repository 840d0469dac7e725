// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/training_rows.h"

namespace marginalia {

namespace {

RowsOfRecord unused(const char* reason)
{
    return {{}, reason};
}

RowsOfRecord strictRows(int better, DataCode data)
{
    const int worse = 1 - better;
    switch (data) {
        case DataCode::Pairs:
            return {{{better, RowRole::Chosen}, {worse, RowRole::Rejected}}};
        case DataCode::Unpaired:
            return {{{better, RowRole::Desirable}, {worse, RowRole::Undesirable}}};
        case DataCode::Demos:
            return {{{better, RowRole::Demo}}};
        case DataCode::Groups:
            return {{{better, RowRole::Candidate}, {worse, RowRole::Candidate}}};
        default:
            return unused("wrong_kind");
    }
}

RowsOfRecord pairRows(Verdict verdict, const RowWish& wish)
{
    const DataCode data = wish.data;
    const bool single = data == DataCode::Unpaired || wish.thumbsToo;
    switch (verdict) {
        case Verdict::None:
            return unused("not_labelled");
        case Verdict::A:
            return strictRows(0, data);
        case Verdict::B:
            return strictRows(1, data);
        case Verdict::Tie:
            return wish.ties ? strictRows(0, data) : unused("tie");
        case Verdict::Skip:
            return unused("skip");
        case Verdict::BothGood:
            if (single) {
                return {{{0, RowRole::Desirable}, {1, RowRole::Desirable}}};
            }
            if (data == DataCode::Demos) {
                return {{{0, RowRole::Demo}, {1, RowRole::Demo}}};
            }
            return unused("both_good");
        case Verdict::BothBad:
            if (single) {
                return {{{0, RowRole::Undesirable}, {1, RowRole::Undesirable}}};
            }
            return unused("both_bad");
    }
    return unused("not_labelled");
}

RowsOfRecord unpairedRows(std::optional<bool> desirable, const RowWish& wish)
{
    const DataCode data = wish.data;
    if (!desirable) {
        return unused("not_labelled");
    }
    if (data == DataCode::Unpaired || wish.thumbsToo) {
        return {{{0, *desirable ? RowRole::Desirable : RowRole::Undesirable}}};
    }
    if (data == DataCode::Demos) {
        return *desirable ? RowsOfRecord{{{0, RowRole::Demo}}} : unused("undesirable");
    }
    return unused("wrong_kind");
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

RowsOfRecord trainingRows(RecordKind kind, Verdict verdict, std::optional<bool> desirable,
                          bool usable, const RowWish& wish)
{
    if (!usable) {
        return unused("left_out");
    }
    if (wish.data == DataCode::Prompts) {
        return {{{0, RowRole::Sample}}};  // the prompt alone; its answers are written in the run
    }
    switch (kind) {
        case RecordKind::Pair:
            return pairRows(verdict, wish);
        case RecordKind::Unpaired:
            return unpairedRows(desirable, wish);
        case RecordKind::Demo:
            return wish.data == DataCode::Demos ? RowsOfRecord{{{0, RowRole::Demo}}}
                                                : unused("wrong_kind");
        case RecordKind::Steps:
        case RecordKind::Group:
        case RecordKind::Prompt:
            return unused("wrong_kind");
    }
    return unused("wrong_kind");
}

void countUse(LabelUse& use, RecordKind kind, Verdict verdict, std::optional<bool> desirable,
              const RowsOfRecord& rows)
{
    const bool judged =
        kind == RecordKind::Pair
            ? verdict != Verdict::None && verdict != Verdict::Skip
            : (kind == RecordKind::Unpaired ? desirable.has_value() : kind == RecordKind::Demo);
    // A prompt that answers will be written to needs no label.
    const bool asPrompt = !rows.rows.empty() && rows.rows[0].role == RowRole::Sample;
    use.labelled += judged || asPrompt ? 1 : 0;
    if (rows.rows.empty()) {
        ++use.unused[rows.reason];
    } else {
        ++use.used;
        use.converted += isConverted(kind, rows.rows[0].role) ? 1 : 0;
    }
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
