// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/data_actions.h"

#include <QCoreApplication>

namespace marginalia {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("DataActions", text);
}

ActionSpec spec(const char* id, const QString& text, const QString& tip, const char* icon,
                const QStringList& keys)
{
    ActionSpec out;
    out.id = QLatin1String(id);
    out.text = text;
    out.tip = tip;
    out.icon = QLatin1String(icon);
    out.keys = keys;
    out.menu = QStringLiteral("edit");
    out.textKeys = true;
    return out;
}

}  // namespace

std::vector<ActionSpec> dataActions()
{
    return {
        spec("data.label_these", tr("Label these"), tr("Open the selected pair in Label."), "label",
             {"L"}),
        spec("data.train_on_these", tr("Train on these"),
             tr("Choose an objective for the labels of this project."), "train", {}),
        spec("data.flag", tr("Flag"), tr("Mark the selected records to come back to them."), "flag",
             {"F"}),
        spec("data.leave_out", tr("Leave out"),
             tr("Take the selected records out of the project; it can be undone."), "trash",
             {"Del"}),
        spec("data.down", tr("Next row"), tr("Go to the next row."), "", {"J"}),
        spec("data.up", tr("Row before"), tr("Go to the row before."), "", {"K"}),
        spec("data.clear_filters", tr("Clear filters"), tr("Show all records."), "filter",
             {"Ctrl+D"}),
        spec("data.save_view", tr("Save this view…"),
             tr("Keep the present search and filters under a name."), "plus", {}),
        spec("data.copy", tr("Copy as JSON Lines"), tr("Copy the selected records, lossless."),
             "copy", {"Ctrl+C"}),
    };
}

}  // namespace marginalia
