// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariantMap>

#include <functional>

namespace marginalia {

struct ReadOptions;

/// A model that a person has chosen.
struct PickedModel {
    QString folder;  ///< or a .gguf file; absolute
    QString name;    ///< "Starter", "Run 3 · step 40", "org/name"
    QString detail;  ///< where it is from
};

/// What panels ask of the window around them.
class Shell {
public:
    virtual ~Shell() = default;

    /// Brings a panel to the front ("data", "label", "train", "compare", "start"), building it when
    /// needed, and hands it `request` (see Panel::perform); an empty request only shows it.
    ///
    /// The requests, and what they carry:
    /// - "show" {record: qint64}: Data selects the record in its table, Label brings the pair.
    /// - "filter" {text: Filter::toText()}: Data narrows its table.
    /// - "import" {files: QStringList}: Data opens the import dialog.
    /// - "show_run" {run: folder}, "steepest_point" {run}, "new_run" {}, "start_tour_run" {}:
    /// Train.
    /// - "queue" {name: "not_labelled", "flagged", "all"}: Label takes the queue.
    /// - "show_run" {run}: Train shows the curves, Compare the start model and the last checkpoint.
    /// - "show_step" {run, step: qint64}: Train opens the pairs behind the step.
    /// - "show_checkpoint" {folder}: Compare puts the checkpoint beside the start model.
    /// - "new_run" {}, "start_tour_run" {}, "steepest_point" {run}: Train; "show_changes" {run}:
    ///   Compare, in the tour.
    virtual void showPanel(const QString& id, const QString& request = {},
                           const QVariantMap& arguments = {}) = 0;
    /// Shows a dock ("jobs", "inspector") and gives it the focus when asked.
    virtual void showDock(const QString& id, bool focus) = 0;
    /// "2 pairs left out. [Undo]": results only, never failures.
    virtual void toast(const QString& sentence, const QString& action = {},
                       const std::function<void()>& run = {}) = 0;
    virtual void showSettings(const QString& section = {}) = 0;
    /// Opens the import dialog with these files; none: asks for them.
    virtual void import(const QStringList& files = {}) = 0;
    /// Imports a file as a job: read by the reader child, stored on a thread, shown in the Jobs
    /// dock.
    virtual void startImport(const QString& path, const ReadOptions& options) = 0;
    /// Starts the worker on a run folder that has its snapshot and follows it in the Jobs dock.
    /// Opens the dialog in which a model is chosen; `present` is marked. `take` is called when one
    /// was taken.
    virtual void pickModel(const QString& present,
                           const std::function<void(const PickedModel&)>& take) = 0;
    /// Opens the dialog that writes a model for other programs; `name` is what it is called here.
    /// Without a folder a model is chosen first.
    virtual void exportModel(const QString& folder = {}, const QString& name = {}) = 0;
    virtual bool startRun(const QString& runFolder, QString* problem) = 0;
};

}  // namespace marginalia
