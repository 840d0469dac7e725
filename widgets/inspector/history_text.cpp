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
    const QString what = verdictWords(judgement.verdict, judgement.strength);
    return judgement.verdict == Verdict::A   ? Texts::tr("First answer %1").arg(what)
           : judgement.verdict == Verdict::B ? Texts::tr("Second answer %1").arg(what)
                                             : what.left(1).toUpper() + what.mid(1);
}

QString eventSentence(const LabelEvent& event)
{
    switch (event.kind) {
        case LabelEventKind::Verdict:
            return verdictSentence(event.judgement);
        case LabelEventKind::Undo:
            return Texts::tr("Taken back");
        case LabelEventKind::Redo:
            return Texts::tr("Put back");
        case LabelEventKind::Flag:
            return Texts::tr("Flagged");
        case LabelEventKind::Unflag:
            return Texts::tr("Flag removed");
        case LabelEventKind::Vote:
            return Texts::tr("Voted on in Compare");
        case LabelEventKind::Note:
            return Texts::tr("Note: %1").arg(QString::fromStdString(event.text));
    }
    return {};
}

}  // namespace

QString whoText(const LabelEvent& event)
{
    const QString who = event.annotator.rfind("import:", 0) == 0
                            ? Texts::tr("with the file")
                            : Texts::tr("by %1").arg(QString::fromStdString(event.annotator));
    QString line =
        event.atMilliseconds > 0 ? dayText(event.atMilliseconds) + QLatin1Char(' ') + who : who;
    if (event.kind == LabelEventKind::Verdict && event.judgement.milliseconds > 0) {
        line += Texts::tr(", %1").arg(
            durationText(static_cast<double>(event.judgement.milliseconds) / 1000.0));
    }
    return line;
}

HistoryText historyText(const std::vector<LabelEvent>& events)
{
    HistoryText out;
    const auto add = [&out](const QString& line, const TextStyle& style) {
        const std::size_t begin = out.text.size();
        out.text += line.toStdString();
        out.ranges.push_back({begin, out.text.size(), style, {}});
        out.text += '\n';
    };
    TextStyle strong;
    strong.bold = true;
    TextStyle quiet;
    quiet.colour = &Theme::muted;
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (!out.text.empty()) {
            out.text += '\n';
        }
        add(eventSentence(*event), strong);
        if (!event->judgement.why.empty()) {
            add(Texts::tr("“%1”").arg(QString::fromStdString(event->judgement.why)), {});
        }
        add(whoText(*event), quiet);
    }
    if (out.text.empty()) {
        add(Texts::tr("Nobody has judged this record yet."), quiet);
    }
    out.text.pop_back();
    return out;
}

}  // namespace marginalia
