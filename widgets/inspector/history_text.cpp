// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/history_text.h"

#include "widgets/common/format.h"
#include "widgets/label/trail_list.h"

#include <QCoreApplication>

namespace marginalia {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("History", text);
}

QString verdictSentence(const Judgement& judgement)
{
    QString what = verdictWords(judgement.verdict, judgement.strength);
    if (judgement.verdict == Verdict::A || judgement.verdict == Verdict::B) {
        what = (judgement.verdict == Verdict::A ? tr("first answer %1") : tr("second answer %1"))
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
            what = tr("taken back");
            break;
        case LabelEventKind::Redo:
            what = tr("put back");
            break;
        case LabelEventKind::Flag:
            what = tr("flagged");
            break;
        case LabelEventKind::Unflag:
            what = tr("flag removed");
            break;
        case LabelEventKind::Vote:
            what = tr("voted on in Compare");
            break;
        case LabelEventKind::Note:
            what = tr("note: %1").arg(QString::fromStdString(event.text));
            break;
    }
    QString line =
        event.atMilliseconds > 0
            ? tr("%1, by %2, %3")
                  .arg(what, QString::fromStdString(event.annotator), dayText(event.atMilliseconds))
            : tr("%1, by %2").arg(what, QString::fromStdString(event.annotator));
    if (event.kind == LabelEventKind::Verdict && event.judgement.milliseconds > 0) {
        line += tr(", %1").arg(
            durationText(static_cast<double>(event.judgement.milliseconds) / 1000.0));
    }
    if (!event.judgement.why.empty()) {
        line += tr("\nWhy: %1").arg(QString::fromStdString(event.judgement.why));
    }
    return line;
}

}  // namespace marginalia
