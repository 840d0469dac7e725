// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_actions.h"

#include <QCoreApplication>

namespace marginalia {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CompareActions", text);
}

ActionSpec spec(const char* id, const QString& text, const QString& tip, const char* icon,
                const QStringList& keys, bool checkable = false)
{
    ActionSpec out;
    out.id = QLatin1String(id);
    out.text = text;
    out.tip = tip;
    out.icon = QLatin1String(icon);
    out.keys = keys;
    out.menu = QStringLiteral("tools");
    out.checkable = checkable;
    out.textKeys = true;
    return out;
}

}  // namespace

std::vector<ActionSpec> compareActions()
{
    return {
        spec("compare.best1", tr("1 is best"), tr("Vote for the first answer."), "", {"1"}),
        spec("compare.best2", tr("2 is best"), tr("Vote for the second answer."), "", {"2"}),
        spec("compare.best3", tr("3 is best"), tr("Vote for the third answer."), "", {"3"}),
        spec("compare.best4", tr("4 is best"), tr("Vote for the fourth answer."), "", {"4"}),
        spec("compare.tie", tr("Tie"), tr("The answers are equally good."), "", {"0"}),
        spec("compare.all_bad", tr("All bad"), tr("None of the answers is worth learning."), "",
             {"B"}),
        spec("compare.make_pair", tr("Make this a pair"),
             tr("Add the vote on this prompt to Data as a labelled pair."), "pair", {"P"}),
        spec("compare.colours", tr("Token colours"),
             tr("Colour each token by how much likelier it became than under the start model."),
             "token", {"T"}, true),
        spec("compare.diff", tr("Word diff"), tr("Mark the words that differ from column 1."),
             "diff", {"D"}, true),
        spec("compare.checkpoint_back", tr("Checkpoint before"),
             tr("Show the answer of the checkpoint before."), "", {"["}),
        spec("compare.checkpoint_on", tr("Next checkpoint"),
             tr("Show the answer of the next checkpoint."), "", {"]"}),
        spec("compare.next", tr("Next prompt"), tr("Go to the next prompt."), "", {"J"}),
        spec("compare.previous", tr("Previous prompt"), tr("Go to the prompt before."), "", {"K"}),
        spec("compare.write", tr("Write"), tr("Let all columns answer this prompt."), "play",
             {"W"}),
        spec("compare.write_all", tr("Write all"), tr("Let all columns answer all prompts."),
             "play", {"Shift+W"}),
        spec("compare.stop", tr("Stop writing"), tr("Stop; what is written stays, marked as cut."),
             "stop", {}),
        spec("compare.add_column", tr("Column"),
             tr("Put one more model beside the others, up to four."), "plus", {}),
        spec("compare.sampling", tr("Sampling…"), tr("Change temperature, seed and length."),
             "settings", {}),
    };
}

}  // namespace marginalia
