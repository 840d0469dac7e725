// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/answer_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace marginalia {

namespace {

/// Gives lupdate a context for the texts of this file.
class AnswerTexts {
    Q_DECLARE_TR_FUNCTIONS(Answers)
};

QString number(double value)
{
    return QLocale().toString(value, 'g', 4);
}

}  // namespace

QString answerTitle(const GroupAnswer& answer, int place)
{
    QStringList parts = {AnswerTexts::tr("Answer %1").arg(place)};
    if (answer.rank) {
        parts << AnswerTexts::tr("rank %1").arg(number(*answer.rank));
    }
    if (answer.score) {
        parts << AnswerTexts::tr("score %1").arg(number(*answer.score));
    }
    for (const auto& [name, rating] : answer.attributes) {
        parts << QStringLiteral("%1 %2").arg(QString::fromStdString(name), number(rating));
    }
    return parts.join(QStringLiteral(" · "));
}

}  // namespace marginalia
