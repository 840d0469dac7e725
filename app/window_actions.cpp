// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_actions.h"

#include <QCoreApplication>

namespace marginalia {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("actions", text);
}

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
        row("file.new", tr("New project…"), tr("Makes an empty project."), "plus", keys({"Ctrl+N"}),
            "file"),
        row("file.open", tr("Open a project…"), tr("Opens a project folder."), "folder",
            keys({"Ctrl+O"}), "file"),
        row("file.sample", tr("Open the sample project"),
            tr("A tiny model and 320 pairs: the whole loop in two minutes."), "play", {}, "file"),
        row("file.sample_afresh", tr("Start the sample afresh"),
            tr("Builds the sample project again, as it was shipped."), "undo", {}, "file"),
        row("file.import", tr("Import data…"), tr("JSON Lines, JSON, CSV, TSV or Parquet."),
            "import", keys({"Ctrl+I"}), "file"),
        row("file.close", tr("Close the project"), tr("Back to the start page."), "close",
            keys({"Ctrl+W"}), "file"),
        row("file.quit", tr("Quit"), tr("Closes the window; training may go on."), "",
            keys({"Ctrl+Q"}), "file"),
    };
}

std::vector<ActionSpec> editActions()
{
    return {
        row("edit.undo", tr("Undo"), tr("Takes the last change back."), "undo", keys({"Ctrl+Z"}),
            "edit"),
        row("edit.redo", tr("Redo"), tr("Does it again."), "redo", keys({"Ctrl+Shift+Z", "Ctrl+Y"}),
            "edit"),
        row("edit.find", tr("Find"), tr("Puts the caret where this panel searches."), "search",
            keys({"Ctrl+F", "/"}), "edit"),
        row("edit.settings", tr("Settings…"), tr("Look, labelling, keys, models."), "settings",
            keys({"Ctrl+,"}), "edit"),
    };
}

std::vector<ActionSpec> viewActions()
{
    return {
        row("view.jobs", tr("Jobs"), tr("What runs, waits and was done."), "jobs",
            keys({"Ctrl+Shift+J"}), "view", true),
        row("view.inspector", tr("Record inspector"),
            tr("The record whole: text, tokens, history."), "lens", keys({"Ctrl+Shift+I"}), "view",
            true),
        row("view.text_larger", tr("Larger text"), tr("Makes everything larger."), "",
            keys({"Ctrl++", "Ctrl+="}), "view"),
        row("view.text_smaller", tr("Smaller text"), tr("Makes everything smaller."), "",
            keys({"Ctrl+-"}), "view"),
        row("view.text_normal", tr("Normal text size"), tr("The size of the desktop."), "",
            keys({"Ctrl+0"}), "view"),
        row("view.theme_system", tr("Look of the system"), tr("Light or dark as the desktop is."),
            "theme", {}, "view", true),
        row("view.theme_light", tr("Light look"), tr("Light, whatever the desktop says."), "", {},
            "view", true),
        row("view.theme_dark", tr("Dark look"), tr("Dark, whatever the desktop says."), "", {},
            "view", true),
        row("view.next_area", tr("Next part of the window"),
            tr("Moves the focus between rail, columns and docks."), "", keys({"F6"}), "view"),
        row("view.previous_area", tr("Previous part of the window"),
            tr("Moves the focus between rail, columns and docks."), "", keys({"Shift+F6"}), "view"),
        row("view.reset_layout", tr("Reset the layout"), tr("Docks and columns as at the start."),
            "columns", {}, "view"),
        row("view.full_screen", tr("Full screen"), tr("Hides the frame of the window."), "",
            keys({"F11"}), "view", true),
    };
}

std::vector<ActionSpec> otherActions()
{
    return {
        row("go.start", tr("Start page"), tr("Sample, recent projects, this machine."), "", {},
            "go"),
        row("tools.commands", tr("Find a command…"),
            tr("Everything the program can do, by typing."), "search", keys({"Ctrl+Shift+P"}),
            "tools"),
        row("tools.machine", tr("Check this machine"),
            tr("Device, memory and libraries, and how to mend what is missing."), "doctor", {},
            "tools"),
        row("help.keys", tr("Keys"), tr("The keys of this panel and of the window."), "info",
            keys({"F1", "?"}), "help"),
        row("help.tour", tr("Show the two-minute tour"),
            tr("Label, train, compare, look behind a point, with the sample."), "play", {}, "help"),
        row("help.about", tr("About Marginalia"), tr("Versions and licences."), "", {}, "help"),
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
            spec.tip = tr("Shows the panel %1.").arg(panel.title);
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
