// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/train_panel.h"

namespace marginalia {
namespace {

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
        row("new", TrainPanel::tr("New run"),
            TrainPanel::tr("Sets up a run with the settings of this one."), "plus",
            {QStringLiteral("Ctrl+Shift+N")}, false),
        row("config", TrainPanel::tr("Open a configuration…"),
            TrainPanel::tr("Takes the settings of a file of TRL, LLaMA-Factory or axolotl and "
                           "says what became of each."),
            "file", {}, false),
        row("start", TrainPanel::tr("Start"),
            TrainPanel::tr("Freezes the labels of the view and starts the worker."), "play",
            {QStringLiteral("Ctrl+Return"), QStringLiteral("Ctrl+Enter")}, false),
        row("objectives", TrainPanel::tr("All objectives…"),
            TrainPanel::tr("Every objective with its formula, what it needs and how it fails."),
            "columns", {QStringLiteral("A")}, true),
        row("explore", TrainPanel::tr("Explore losses…"),
            TrainPanel::tr("Shows loss and pull of every objective as the margin grows, with the "
                           "pairs of the newest run."),
            "lens", {QStringLiteral("E")}, true),
        row("pause", TrainPanel::tr("Pause"),
            TrainPanel::tr("Ends the step, keeps the model in memory."), "pause",
            {QStringLiteral("P")}, true),
        row("knob", TrainPanel::tr("Change a knob"),
            TrainPanel::tr("Learning rate, weights and other numbers, from the next step."), "knob",
            {QStringLiteral("C")}, true),
        row("fork", TrainPanel::tr("Fork…"),
            TrainPanel::tr("Goes on from the checkpoint before the cursor in a run of its own."),
            "fork", {QStringLiteral("F")}, true),
        row("stop", TrainPanel::tr("Stop"),
            TrainPanel::tr("Ends the run after this step and keeps what it has learnt."), "stop",
            {}, false),
        row("stop_later", TrainPanel::tr("Stop at the next checkpoint"),
            TrainPanel::tr("Goes on to the next checkpoint of its plan and ends there."), "stop",
            {}, false),
        row("save", TrainPanel::tr("Checkpoint now"),
            TrainPanel::tr("Writes a checkpoint after this step."), "pin", {}, false),
        row("sample", TrainPanel::tr("Sample now"),
            TrainPanel::tr("Has the sample prompts answered after this step."), "edit", {}, false),
        row("folder", TrainPanel::tr("Open the run's folder"),
            TrainPanel::tr("Shows the files of this run."), "folder", {}, false),
        row("export", TrainPanel::tr("Export the model…"),
            TrainPanel::tr("Writes the run's newest checkpoint for other programs."), "export", {},
            false),
        row("fetch", TrainPanel::tr("Fetch the newest checkpoint"),
            TrainPanel::tr("Copies it from the machine that the run trains on."), "import", {},
            false),
        row("worker_log", TrainPanel::tr("Show the worker's log"),
            TrainPanel::tr("Opens log.txt of this run."), "file", {}, false),
        row("overlay", TrainPanel::tr("Overlay the run"),
            TrainPanel::tr("Lays the run chosen in the list over the curves, or takes it away."),
            "eye", {QStringLiteral("O")}, true),
        row("zoom_in", TrainPanel::tr("Zoom in"), TrainPanel::tr("Shows half as many steps."), "",
            {QStringLiteral("+")}, true),
        row("zoom_out", TrainPanel::tr("Zoom out"), TrainPanel::tr("Shows twice as many steps."),
            "", {QStringLiteral("-")}, true),
        row("fit", TrainPanel::tr("Show the whole run"), TrainPanel::tr("Zooms out to all steps."),
            "fit", {QStringLiteral("0")}, true),
        row("live", TrainPanel::tr("Follow the live end"),
            TrainPanel::tr("Returns to the newest step and stays there."), "live",
            {QStringLiteral("End")}, true),
        row("raw", TrainPanel::tr("Raw values"),
            TrainPanel::tr("Shows every point behind the smooth line."), "", {QStringLiteral("R")},
            true),
        row("log", TrainPanel::tr("Logarithmic axis"),
            TrainPanel::tr("Spaces powers of ten evenly."), "", {QStringLiteral("Y")}, true),
        row("chart_earlier", TrainPanel::tr("Move the chart earlier"),
            TrainPanel::tr("Puts the chosen chart one place forward."), "",
            {QStringLiteral("Alt+Left")}, false),
        row("chart_later", TrainPanel::tr("Move the chart later"),
            TrainPanel::tr("Puts the chosen chart one place back."), "",
            {QStringLiteral("Alt+Right")}, false),
        row("chart_enlarge", TrainPanel::tr("Enlarge the chart"),
            TrainPanel::tr("Gives the chosen chart all the room; Esc comes back."), "", {}, false),
        row("chart_hide", TrainPanel::tr("Hide the chart"),
            TrainPanel::tr("Takes the chosen chart away; + Chart brings it back."), "eye_off", {},
            false),
        row("charts_reset", TrainPanel::tr("Show the usual charts"),
            TrainPanel::tr("All charts of the objective in their usual order."), "", {}, false),
        row("table", TrainPanel::tr("Show the numbers as a table"),
            TrainPanel::tr("The same numbers as the charts, to read and to copy."), "columns",
            {QStringLiteral("Ctrl+Shift+T")}, false),
    };
}

}  // namespace marginalia
