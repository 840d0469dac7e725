// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/data_actions.h"

#include <QCoreApplication>

namespace marginalia {

namespace {

/// Gives lupdate a context for the texts of this file.
class Texts {
    Q_DECLARE_TR_FUNCTIONS(DataActions)
};

constexpr ActionRows spec{"edit", true};
constexpr ActionRows view{"view", false};

}  // namespace

std::vector<ActionSpec> dataActions()
{
    return {
        spec("data.label_these", Texts::tr("Label these"),
             Texts::tr("Open the selected pair in Label."), "label", {"L"}),
        spec("data.train_on_these", Texts::tr("Train on these"),
             Texts::tr("Choose an objective for the labels of this project."), "train", {}),
        spec("data.flag", Texts::tr("Flag"),
             Texts::tr("Mark the selected records to come back to them."), "flag", {"F"}),
        spec("data.leave_out", Texts::tr("Leave out"),
             Texts::tr("Take the selected records out of the project; it can be undone."), "trash",
             {"Del"}),
        spec("data.down", Texts::tr("Next row"), Texts::tr("Go to the next row."), "", {"J"}),
        spec("data.up", Texts::tr("Row before"), Texts::tr("Go to the row before."), "", {"K"}),
        spec("data.inspect", Texts::tr("Inspect"),
             Texts::tr("Give the record inspector the focus."), "token", {}),
        spec("data.sort_up", Texts::tr("Smallest first"), Texts::tr("Order the rows upwards."), "",
             {"Alt+Up"}),
        spec("data.sort_down", Texts::tr("Largest first"), Texts::tr("Order the rows downwards."),
             "", {"Alt+Down"}),
        view("data.filters", Texts::tr("Views and filters"),
             Texts::tr("Show or hide the column of views and filters."), "filter", {"Ctrl+Shift+F"},
             true),
        spec("data.clear_filters", Texts::tr("Clear filters"), Texts::tr("Show all records."),
             "filter", {"Ctrl+D"}),
        spec("data.save_view", Texts::tr("Save this view"),
             Texts::tr("Keep the present search and filters under a name."), "plus", {}),
        spec("data.copy", Texts::tr("Copy as JSON Lines"),
             Texts::tr("Copy the selected records, lossless."), "copy", {"Ctrl+C"}),
    };
}

}  // namespace marginalia
