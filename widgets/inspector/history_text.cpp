// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/history_text.h"

#include "widgets/common/format.h"
#include "widgets/label/trail_list.h"

#include <QCoreApplication>

namespace marginalia {

namespace {

/// Gives lupdate a context for the texts of this file.
class Texts {
    Q_DECLARE_TR_FUNCTIONS(History)
};

QString verdictSentence(const Judgement& judgement)
{
    QString what = verdictWords(judgement.verdict, judgement.strength);
    if (judgement.verdict == Verdict::A || judgement.verdict == Verdict::B) {
        what = (judgement.verdict == Verdict::A ? Texts::tr("first answer %1")
                                                : Texts::tr("second answer %1"))
                   .arg(what);
    }
    return what;
}

}  // namespace

QString historyLine(const LabelEvent& event)
{
    QString what;
    switch (event.kind) {
        case LabelEventKind::Verdict:
            what = verdictSentence(event.judgement);
            break;
        case LabelEventKind::Undo:
            what = Texts::tr("taken back");
            break;
        case LabelEventKind::Redo:
            what = Texts::tr("put back");
            break;
        case LabelEventKind::Flag:
            what = Texts::tr("flagged");
            break;
        case LabelEventKind::Unflag:
            what = Texts::tr("flag removed");
            break;
        case LabelEventKind::Vote:
            what = Texts::tr("voted on in Compare");
            break;
        case LabelEventKind::Note:
            what = Texts::tr("note: %1").arg(QString::fromStdString(event.text));
            break;
    }
    QString line =
        event.atMilliseconds > 0
            ? Texts::tr("%1, by %2, %3")
                  .arg(what, QString::fromStdString(event.annotator), dayText(event.atMilliseconds))
            : Texts::tr("%1, by %2").arg(what, QString::fromStdString(event.annotator));
    if (event.kind == LabelEventKind::Verdict && event.judgement.milliseconds > 0) {
        line += Texts::tr(", %1").arg(
            durationText(static_cast<double>(event.judgement.milliseconds) / 1000.0));
    }
    if (!event.judgement.why.empty()) {
        line += Texts::tr("\nWhy: %1").arg(QString::fromStdString(event.judgement.why));
    }
    return line;
}

}  // namespace marginalia
