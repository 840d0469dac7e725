// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/answer_mark.h"

#include "widgets/common/format.h"

#include <QCoreApplication>

namespace marginalia {
namespace {

/// Gives lupdate a context for the texts of this file.
class MarkTexts {
    Q_DECLARE_TR_FUNCTIONS(AnswerMark)
};

}  // namespace

std::optional<AnswerMark> answerMark(const RowSummary& row, bool second)
{
    if (row.kind == RecordKind::Pair) {
        if (row.judged) {
            return std::nullopt;
        }
        return second ? AnswerMark{QStringLiteral("2"), MarkTexts::tr("Second answer, undecided")}
                      : AnswerMark{QStringLiteral("1"), MarkTexts::tr("First answer, undecided")};
    }
    if (second) {
        return std::nullopt;
    }
    if (row.kind == RecordKind::Group) {
        const QString count = row.answers == 1
                                  ? MarkTexts::tr("1 answer")
                                  : MarkTexts::tr("%1 answers").arg(countText(row.answers));
        return AnswerMark{count, count};
    }
    if (row.kind == RecordKind::Steps) {
        return AnswerMark{MarkTexts::tr("steps"), MarkTexts::tr("Steps")};
    }
    if (row.kind == RecordKind::Prompt && !row.chosen.empty()) {
        return AnswerMark{MarkTexts::tr("reference"), MarkTexts::tr("Reference answer")};
    }
    if (!row.desirable) {
        return std::nullopt;
    }
    return *row.desirable
               ? AnswerMark{MarkTexts::tr("desirable"), MarkTexts::tr("Desirable"), Tone::Chosen}
               : AnswerMark{MarkTexts::tr("undesirable"), MarkTexts::tr("Undesirable"),
                            Tone::Rejected};
}

}  // namespace marginalia
