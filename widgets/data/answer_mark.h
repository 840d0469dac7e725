// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/types.h"
#include "widgets/common/labels.h"

#include <optional>

namespace marginalia {

/// What stands before an answer of the record table that is not simply the chosen or the rejected
/// one: the columns are called so, and what nobody decided must not look decided.
struct AnswerMark {
    QString text;   ///< of the tag: "1", "3 answers", "undesirable"
    QString title;  ///< the same in words, for tooltips and readers: "First answer, undecided"
    Tone tone = Tone::Neutral;
};
/// Of the column of chosen answers, or `second`, of that of rejected ones; none: it needs no mark.
std::optional<AnswerMark> answerMark(const RowSummary& row, bool second);

}  // namespace marginalia
