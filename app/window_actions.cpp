// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_actions.h"

#include <QCoreApplication>

namespace marginalia {

namespace {

/// Gives lupdate a context for the texts of this file.
class Actions {
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

ActionSpec row(const char* id, const QString& text, const QString& tip, const char* icon,
               const QStringList& keys, const char* menu, bool checkable = false)
{
    ActionSpec out;
    out.id = QLatin1String(id);
    out.text = text;
    out.tip = tip;
    out.icon = QLatin1String(icon);
    out.keys = keys;
    out.menu = QLatin1String(menu);
    out.checkable = checkable;
    return out;
}

QStringList keys(std::initializer_list<const char*> texts)
{
    QStringList out;
    for (const char* text : texts) {
        out << QLatin1String(text);
    }
    return out;
}

std::vector<ActionSpec> fileActions()
{
    return {
        row("file.new", Actions::tr("New project…"), Actions::tr("Makes an empty project."), "plus",
            keys({"Ctrl+N"}), "file"),
        row("file.open", Actions::tr("Open a project…"), Actions::tr("Opens a project folder."),
            "folder", keys({"Ctrl+O"}), "file"),
        row("file.sample", Actions::tr("Open the sample project"),
            Actions::tr("A tiny model and 320 pairs: the whole loop in two minutes."), "play", {},
            "file"),
        row("file.sample_afresh", Actions::tr("Start the sample afresh"),
            Actions::tr("Builds the sample project again, as it was shipped."), "undo", {}, "file"),
        row("file.import", Actions::tr("Import data…"),
            Actions::tr("JSON Lines, JSON, CSV, TSV or Parquet."), "import", keys({"Ctrl+I"}),
            "file"),
        row("file.export_model", Actions::tr("Export a model…"),
            Actions::tr("Writes a model for other programs: a folder, an adapter, GGUF."), "export",
            {}, "file"),
        row("file.close", Actions::tr("Close the project"), Actions::tr("Back to the start page."),
            "close", keys({"Ctrl+W"}), "file"),
        row("file.quit", Actions::tr("Quit"), Actions::tr("Closes the window; training may go on."),
            "", keys({"Ctrl+Q"}), "file"),
    };
}

std::vector<ActionSpec> editActions()
{
    return {
        row("edit.undo", Actions::tr("Undo"), Actions::tr("Takes the last change back."), "undo",
            keys({"Ctrl+Z"}), "edit"),
        row("edit.redo", Actions::tr("Redo"), Actions::tr("Does it again."), "redo",
            keys({"Ctrl+Shift+Z", "Ctrl+Y"}), "edit"),
        row("edit.find", Actions::tr("Find"),
            Actions::tr("Puts the caret where this panel searches."), "search",
            keys({"Ctrl+F", "/"}), "edit"),
        row("edit.settings", Actions::tr("Settings…"),
            Actions::tr("Look, labelling, keys, models."), "settings", keys({"Ctrl+,"}), "edit"),
    };
}

std::vector<ActionSpec> viewActions()
{
    return {
        row("view.jobs", Actions::tr("Jobs"), Actions::tr("What runs, waits and was done."), "jobs",
            keys({"Ctrl+Shift+J"}), "view", true),
        row("view.inspector", Actions::tr("Record inspector"),
            Actions::tr("The record whole: text, tokens, history."), "lens", keys({"Ctrl+Shift+I"}),
            "view", true),
        row("view.text_larger", Actions::tr("Larger text"), Actions::tr("Makes everything larger."),
            "", keys({"Ctrl++", "Ctrl+="}), "view"),
        row("view.text_smaller", Actions::tr("Smaller text"),
            Actions::tr("Makes everything smaller."), "", keys({"Ctrl+-"}), "view"),
        row("view.text_normal", Actions::tr("Normal text size"),
            Actions::tr("The size of the desktop."), "", keys({"Ctrl+0"}), "view"),
        row("view.theme_system", Actions::tr("Look of the system"),
            Actions::tr("Light or dark as the desktop is."), "theme", {}, "view", true),
        row("view.theme_light", Actions::tr("Light look"),
            Actions::tr("Light, whatever the desktop says."), "", {}, "view", true),
        row("view.theme_dark", Actions::tr("Dark look"),
            Actions::tr("Dark, whatever the desktop says."), "", {}, "view", true),
        row("view.next_area", Actions::tr("Next part of the window"),
            Actions::tr("Moves the focus between rail, columns and docks."), "", keys({"F6"}),
            "view"),
        row("view.previous_area", Actions::tr("Previous part of the window"),
            Actions::tr("Moves the focus between rail, columns and docks."), "", keys({"Shift+F6"}),
            "view"),
        row("view.reset_layout", Actions::tr("Reset the layout"),
            Actions::tr("Docks and columns as at the start."), "columns", {}, "view"),
        row("view.full_screen", Actions::tr("Full screen"),
            Actions::tr("Hides the frame of the window."), "", keys({"F11"}), "view", true),
    };
}

std::vector<ActionSpec> otherActions()
{
    return {
        row("go.start", Actions::tr("Start page"),
            Actions::tr("Sample, recent projects, this machine."), "", {}, "go"),
        row("tools.go_to", Actions::tr("Go to…"),
            Actions::tr("A record, run, step, checkpoint or view, by typing."), "search",
            keys({"Ctrl+P"}), "go"),
        row("tools.commands", Actions::tr("Find a command…"),
            Actions::tr("Everything the program can do, by typing."), "search",
            keys({"Ctrl+Shift+P"}), "tools"),
        row("tools.machine", Actions::tr("Check this machine"),
            Actions::tr("Device, memory and libraries, and how to mend what is missing."), "doctor",
            {}, "tools"),
        row("help.keys", Actions::tr("Keys"),
            Actions::tr("The keys of this panel and of the window."), "info", keys({"F1", "?"}),
            "help"),
        row("help.tour", Actions::tr("Show the two-minute tour"),
            Actions::tr("Label, train, compare, look behind a point, with the sample."), "play", {},
            "help"),
        row("help.about", Actions::tr("About Marginalia"), Actions::tr("Versions and licences."),
            "", {}, "help"),
    };
}

}  // namespace

std::vector<ActionSpec> windowActions()
{
    std::vector<ActionSpec> out;
    for (auto part : {fileActions(), editActions(), viewActions(), otherActions()}) {
        out.insert(out.end(), part.begin(), part.end());
    }
    return out;
}

void addAllActions(ActionRegistry& registry)
{
    registry.add(windowActions());
    std::vector<ActionSpec> go;
    int number = 1;
    for (const PanelInfo& panel : panels()) {
        if (panel.area == PanelInfo::Area::Rail) {
            ActionSpec spec;
            spec.id = QStringLiteral("go.") + panel.id;
            spec.text = panel.title;
            spec.tip = Actions::tr("Shows the panel %1.").arg(panel.title);
            spec.icon = panel.icon;
            spec.keys = {QStringLiteral("Ctrl+%1").arg(number++)};
            spec.menu = QStringLiteral("go");
            spec.checkable = true;
            go.push_back(spec);
        }
    }
    registry.add(go);
    for (const PanelInfo& panel : panels()) {
        if (panel.actions != nullptr) {
            registry.add(panel.actions(), panel.id);
        }
    }
}

}  // namespace marginalia
