// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/label/label_actions.h"

#include <QCoreApplication>

namespace marginalia {

namespace {

/// Gives lupdate a context for the texts of this file.
class Texts {
    Q_DECLARE_TR_FUNCTIONS(LabelActions)
};

constexpr ActionRows letter{"label", true};

std::vector<ActionSpec> verdictActions()
{
    return {
        letter("label.first", Texts::tr("Answer 1 is better"),
               Texts::tr("Store that answer 1 is better and bring the next pair."), "",
               {"1", "Left"}),
        letter("label.first_much", Texts::tr("Answer 1 is much better"),
               Texts::tr("Store a strong preference for answer 1."), "", {"Shift+1"}),
        letter("label.first_slightly", Texts::tr("Answer 1 is slightly better"),
               Texts::tr("Store a slight preference for answer 1."), "", {"Alt+1"}),
        letter("label.second", Texts::tr("Answer 2 is better"),
               Texts::tr("Store that answer 2 is better and bring the next pair."), "",
               {"2", "Right"}),
        letter("label.second_much", Texts::tr("Answer 2 is much better"),
               Texts::tr("Store a strong preference for answer 2."), "", {"Shift+2"}),
        letter("label.second_slightly", Texts::tr("Answer 2 is slightly better"),
               Texts::tr("Store a slight preference for answer 2."), "", {"Alt+2"}),
        letter("label.tie", Texts::tr("Tie"), Texts::tr("Both answers are equally good."), "",
               {"0", "="}),
        letter("label.both_good", Texts::tr("Both good"), Texts::tr("Both answers may be learnt."),
               "thumb_up", {"A"}),
        letter("label.both_bad", Texts::tr("Both bad"), Texts::tr("Neither answer may be learnt."),
               "thumb_down", {"B"}),
    };
}

}  // namespace

std::vector<ActionSpec> labelActions()
{
    std::vector<ActionSpec> all = verdictActions();
    const std::vector<ActionSpec> rest = {
        letter("label.skip", Texts::tr("Skip"), Texts::tr("Leave this pair without a verdict."),
               "skip", {"S"}),
        letter("label.flag", Texts::tr("Flag"), Texts::tr("Mark this pair to come back to it."),
               "flag", {"F"}),
        letter("label.why", Texts::tr("Why"), Texts::tr("Say why, in your own words."), "note",
               {"N"}),
        letter("label.diff", Texts::tr("Word diff"),
               Texts::tr("Mark the words in which the answers differ."), "diff", {"D"}, true),
        letter("label.diff_next", Texts::tr("Next difference"),
               Texts::tr("Jump to the next differing passage."), "", {"."}),
        letter("label.diff_previous", Texts::tr("Previous difference"),
               Texts::tr("Jump to the differing passage before."), "", {","}),
        letter("label.details", Texts::tr("Hide details"),
               Texts::tr("Hide number, counts and your pace while you judge."), "eye_off", {"H"},
               true),
        letter("label.source", Texts::tr("Show source text"),
               Texts::tr("Show the answers as they are stored, without Markdown."), "", {"M"},
               true),
        letter("label.undo", Texts::tr("Undo label"),
               Texts::tr("Take back your last label, also from earlier days."), "undo", {"U"}),
        letter("label.redo", Texts::tr("Redo label"),
               Texts::tr("Put back the label that was taken back last."), "redo", {"Shift+U"}),
        letter("label.next", Texts::tr("Next pair"), Texts::tr("Go on without a verdict."), "",
               {"J"}),
        letter("label.previous", Texts::tr("Previous pair"), Texts::tr("Back to the pair before."),
               "", {"K"}),
        letter("label.go_to", Texts::tr("Go to pair…"), Texts::tr("Open a pair by its number."), "",
               {"G"}),
    };
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

}  // namespace marginalia
