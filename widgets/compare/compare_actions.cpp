// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_actions.h"

#include "widgets/compare/compare_session.h"

#include <QCoreApplication>

namespace marginalia {

namespace {

/// Gives lupdate a context for the texts of this file.
class Texts {
    Q_DECLARE_TR_FUNCTIONS(CompareActions)
};

constexpr ActionRows spec{"tools", true};

}  // namespace

std::vector<ActionSpec> compareActions()
{
    return {
        spec("compare.best1", Texts::tr("1 is best"), Texts::tr("Vote for the first answer."), "",
             {"1"}, true),
        spec("compare.best2", Texts::tr("2 is best"), Texts::tr("Vote for the second answer."), "",
             {"2"}, true),
        spec("compare.best3", Texts::tr("3 is best"), Texts::tr("Vote for the third answer."), "",
             {"3"}, true),
        spec("compare.best4", Texts::tr("4 is best"), Texts::tr("Vote for the fourth answer."), "",
             {"4"}, true),
        spec("compare.tie", Texts::tr("Tie"), Texts::tr("The answers are equally good."), "", {"0"},
             true),
        spec("compare.all_bad", Texts::tr("All bad"),
             Texts::tr("None of the answers is worth learning."), "", {"B"}, true),
        spec("compare.make_pair", Texts::tr("Make this a pair"),
             Texts::tr("Add the vote on this prompt to Data as a labelled pair."), "pair", {"P"}),
        spec("compare.colours", Texts::tr("Token colours"),
             Texts::tr(
                 "Colour each token by how much likelier it became than under the start model."),
             "token", {"T"}, true),
        spec("compare.diff", Texts::tr("Word diff"),
             Texts::tr("Mark the words that differ from column 1."), "diff", {"D"}, true),
        spec("compare.checkpoint_back", Texts::tr("Checkpoint before"),
             Texts::tr("Show the answer of the checkpoint before."), "", {"["}),
        spec("compare.checkpoint_on", Texts::tr("Next checkpoint"),
             Texts::tr("Show the answer of the next checkpoint."), "", {"]"}),
        spec("compare.next", Texts::tr("Next prompt"), Texts::tr("Go to the next prompt."), "",
             {"J"}),
        spec("compare.previous", Texts::tr("Previous prompt"),
             Texts::tr("Go to the prompt before."), "", {"K"}),
        spec("compare.write", Texts::tr("Write"), Texts::tr("Let all columns answer this prompt."),
             "play", {"W"}),
        spec("compare.write_all", Texts::tr("Write all"),
             Texts::tr("Let all columns answer all prompts."), "play", {"Shift+W"}),
        spec("compare.stop", Texts::tr("Stop writing"),
             Texts::tr("Stop; what is written stays, marked as cut."), "stop", {"Esc"}),
        spec("compare.take_prompts",
             Texts::tr("Take %1 from Data").arg(CompareSession::kPromptsTaken),
             Texts::tr("Take prompts of pairs that nobody has judged."), "data", {}),
        spec("compare.add_column", Texts::tr("Column"),
             Texts::tr("Put one more model beside the others, up to four."), "plus", {}),
        spec("compare.sampling", Texts::tr("Sampling…"),
             Texts::tr("Change temperature, seed and length."), "settings", {}),
    };
}

}  // namespace marginalia
