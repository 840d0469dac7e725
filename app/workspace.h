// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/import_job.h"
#include "widgets/common/panel_context.h"
#include "widgets/models/export_run.h"
#include "widgets/models/model_shelf.h"
#include "widgets/window/recents.h"
#include "widgets/window/run_monitor.h"

#include <QObject>
#include <QSet>

#include <memory>

namespace marginalia {

/// What the window works on: settings, actions, the open project with its runs and imports, the
/// model host.
///
/// Made by main(), outlives the window. One project at a time.
class Workspace : public QObject {
    Q_OBJECT

public:
    explicit Workspace(const QString& configFolder = {});
    ~Workspace() override;

    Settings& settings() { return *m_settings; }
    QSettings& windowState() { return *m_state; }
    ActionRegistry& actions() { return *m_actions; }
    Selection& selection() { return *m_selection; }
    RunFeedHub& feeds() { return *m_feeds; }
    HostClient& host() { return *m_host; }
    JobModel& jobs() { return *m_jobs; }
    Recents& recents() { return *m_recents; }
    ModelShelf& models() { return *m_models; }
    /// Null when no project is open.
    Session* session() { return m_session.get(); }
    RunMonitor* runs() { return m_runs.get(); }

    /// Opens a project folder or .marginalia file; locked ones are Locked errors.
    Status open(const QString& path, OpenMode mode = OpenMode::ReadWrite);
    Status create(const QString& folder, const QString& name);
    void close();

    /// Reads a file into the open project as a job.
    void startImport(const QString& path, const ReadOptions& options);
    /// Writes a model as a job; the run belongs to this object and goes when it has ended and
    /// another begins.
    ExportRun* startExport(const ExportOrder& order, const QString& name);
    /// Starts the worker on a whole run folder.
    Status startRun(const QString& runFolder);
    /// Runs whose worker lives and works on, asked of the run folders at this moment: the monitor
    /// may be a second behind.
    QStringList liveRuns() const;
    /// Asks live runs to stop at a step boundary and keep their checkpoint.
    void stopRuns();

Q_SIGNALS:
    /// Before the old session goes, and after the new one is there (null: none).
    void aboutToClose();
    void opened();
    void importFinished(const QString& path, const marginalia::ImportProgress& progress,
                        const QString& error, bool cancelled);
    void runEnded(const QString& folder, bool well);
    void exportEnded(const marginalia::ExportRun& run);

private:
    Status adopt(Result<std::unique_ptr<Project>> project);
    void noteRecent();
    void showRuns();
    void putRunJob(const RunInfo& run);
    /// A run that works on another machine and that nobody follows, as after this machine was off,
    /// is followed again; once a sitting.
    void followOnce(const RunInfo& run);
    void putExportJob(Job job, const ExportRun& run);

    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<QSettings> m_state;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<RunFeedHub> m_feeds;
    std::unique_ptr<HostClient> m_host;
    std::unique_ptr<JobModel> m_jobs;
    std::unique_ptr<Recents> m_recents;
    std::unique_ptr<ModelShelf> m_models;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<RunMonitor> m_runs;
    QHash<QString, RunState> m_lastState;
    QSet<QString> m_followed;  ///< for which somebody was started
    std::vector<std::unique_ptr<ImportJob>> m_imports;
    int m_importCount = 0;
    std::vector<std::unique_ptr<ExportRun>> m_exports;
    int m_exportCount = 0;
};

}  // namespace marginalia
