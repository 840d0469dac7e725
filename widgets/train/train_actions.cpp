// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/train_panel.h"

#include <QCoreApplication>

namespace marginalia {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("marginalia::TrainPanel", text);
}

ActionSpec row(const char* id, const QString& text, const QString& tip, const char* icon,
               const QStringList& keys, bool letters)
{
    ActionSpec spec;
    spec.id = QStringLiteral("train.") + QLatin1String(id);
    spec.text = text;
    spec.tip = tip;
    spec.icon = QString::fromLatin1(icon);
    spec.keys = keys;
    spec.menu = QStringLiteral("train");
    spec.textKeys = letters;
    return spec;
}

}  // namespace

std::vector<ActionSpec> trainActions()
{
    return {
        row("new", tr("New run"), tr("Sets up a run with the settings of this one."), "plus",
            {QStringLiteral("Ctrl+Shift+N")}, false),
        row("start", tr("Start"), tr("Freezes the labels of the view and starts the worker."),
            "play", {QStringLiteral("Ctrl+Return"), QStringLiteral("Ctrl+Enter")}, false),
        row("pause", tr("Pause"), tr("Ends the step, keeps the model in memory."), "pause",
            {QStringLiteral("P")}, true),
        row("stop", tr("Stop"), tr("Ends the run after this step and keeps what it has learnt."),
            "stop", {}, false),
        row("save", tr("Checkpoint now"), tr("Writes a checkpoint after this step."), "pin", {},
            false),
        row("folder", tr("Open the run's folder"), tr("Shows the files of this run."), "folder", {},
            false),
        row("worker_log", tr("Show the worker's log"), tr("Opens log.txt of this run."), "file", {},
            false),
        row("overlay", tr("Overlay the run"),
            tr("Lays the run chosen in the list over the curves, or takes it away."), "eye",
            {QStringLiteral("O")}, true),
        row("zoom_in", tr("Zoom in"), tr("Shows half as many steps."), "", {QStringLiteral("+")},
            true),
        row("zoom_out", tr("Zoom out"), tr("Shows twice as many steps."), "", {QStringLiteral("-")},
            true),
        row("fit", tr("Show the whole run"), tr("Zooms out to all steps."), "fit",
            {QStringLiteral("0")}, true),
        row("live", tr("Follow the live end"), tr("Returns to the newest step and stays there."),
            "live", {QStringLiteral("End")}, true),
        row("raw", tr("Raw values"), tr("Shows every point behind the smooth line."), "",
            {QStringLiteral("R")}, true),
        row("log", tr("Logarithmic axis"), tr("Spaces powers of ten evenly."), "",
            {QStringLiteral("Y")}, true),
        row("table", tr("Show the numbers as a table"),
            tr("The same numbers as the charts, to read and to copy."), "columns",
            {QStringLiteral("Ctrl+Shift+T")}, false),
    };
}

}  // namespace marginalia
