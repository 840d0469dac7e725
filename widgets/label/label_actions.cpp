// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/label/label_actions.h"

#include <QCoreApplication>

namespace marginalia {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("LabelActions", text);
}

ActionSpec letter(const char* id, const QString& text, const QString& tip, const char* icon,
                  const QStringList& keys, bool checkable = false)
{
    ActionSpec spec;
    spec.id = QLatin1String(id);
    spec.text = text;
    spec.tip = tip;
    spec.icon = QLatin1String(icon);
    spec.keys = keys;
    spec.menu = QStringLiteral("label");
    spec.checkable = checkable;
    spec.textKeys = true;
    return spec;
}

std::vector<ActionSpec> verdictActions()
{
    return {
        letter("label.first", tr("Answer 1 is better"),
               tr("Store that answer 1 is better and bring the next pair."), "", {"1", "Left"}),
        letter("label.first_much", tr("Answer 1 is much better"),
               tr("Store a strong preference for answer 1."), "", {"Shift+1"}),
        letter("label.first_slightly", tr("Answer 1 is slightly better"),
               tr("Store a slight preference for answer 1."), "", {"Alt+1"}),
        letter("label.second", tr("Answer 2 is better"),
               tr("Store that answer 2 is better and bring the next pair."), "", {"2", "Right"}),
        letter("label.second_much", tr("Answer 2 is much better"),
               tr("Store a strong preference for answer 2."), "", {"Shift+2"}),
        letter("label.second_slightly", tr("Answer 2 is slightly better"),
               tr("Store a slight preference for answer 2."), "", {"Alt+2"}),
        letter("label.tie", tr("Tie"), tr("Both answers are equally good."), "", {"0", "="}),
        letter("label.both_good", tr("Both good"), tr("Both answers may be learnt."), "thumb_up",
               {"A"}),
        letter("label.both_bad", tr("Both bad"), tr("Neither answer may be learnt."), "thumb_down",
               {"B"}),
    };
}

}  // namespace

std::vector<ActionSpec> labelActions()
{
    std::vector<ActionSpec> all = verdictActions();
    const std::vector<ActionSpec> rest = {
        letter("label.skip", tr("Skip"), tr("Leave this pair without a verdict."), "skip", {"S"}),
        letter("label.flag", tr("Flag"), tr("Mark this pair to come back to it."), "flag", {"F"}),
        letter("label.why", tr("Why"), tr("Say why, in your own words."), "note", {"N"}),
        letter("label.diff", tr("Word diff"), tr("Mark the words in which the answers differ."),
               "diff", {"D"}, true),
        letter("label.diff_next", tr("Next difference"), tr("Jump to the next differing passage."),
               "", {"."}),
        letter("label.diff_previous", tr("Previous difference"),
               tr("Jump to the differing passage before."), "", {","}),
        letter("label.details", tr("Hide details"),
               tr("Hide number, counts and your pace while you judge."), "eye_off", {"H"}, true),
        letter("label.source", tr("Show source text"),
               tr("Show the answers as they are stored, without Markdown."), "", {"M"}, true),
        letter("label.undo", tr("Undo last label"),
               tr("Take back your last label, also from earlier days."), "undo", {"U"}),
        letter("label.redo", tr("Redo label"), tr("Put back the label that was taken back last."),
               "redo", {"Shift+U"}),
        letter("label.next", tr("Next pair"), tr("Go on without a verdict."), "", {"J"}),
        letter("label.previous", tr("Previous pair"), tr("Back to the pair before."), "", {"K"}),
        letter("label.go_to", tr("Go to pair…"), tr("Open a pair by its number."), "", {"G"}),
    };
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

}  // namespace marginalia
