// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/project.h"
#include "widgets/common/read_worker.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QSettings>
#include <QTimer>

#include <memory>

namespace marginalia {

/// An open project as the window uses it: reads on threads, writes through the one writer, what
/// changed as signals.
///
/// Lives on the GUI thread. Panels are built for a session and go with it.
class Session : public QObject {
    Q_OBJECT

public:
    Session(std::unique_ptr<Project> project, QString annotator, QObject* parent = nullptr);
    ~Session() override;

    Project& project() { return *m_project; }
    const Project& project() const { return *m_project; }
    bool readOnly() const { return m_project->readOnly(); }
    QString folder() const;
    QString name() const;
    QString runsFolder() const;
    const QString& annotator() const { return m_annotator; }
    void setAnnotator(const QString& annotator) { m_annotator = annotator; }

    ReadWorker& reads() { return *m_reads; }
    /// Null when the project was opened read-only.
    ProjectWriter* writer() { return m_project->writer(); }

    /// A `done` for the writer that calls `function(Result<T>)` on the GUI thread while `receiver`
    /// lives. Failures that the caller does not handle should go to reportFailure().
    template <class T, class Function>
    Done<T> onGui(QObject* receiver, Function function)
    {
        return [relay = m_relay.get(), guard = QPointer<QObject>(receiver),
                function = std::move(function)](Result<T> result) {
            auto shared = std::make_shared<Result<T>>(std::move(result));
            QMetaObject::invokeMethod(
                relay,
                [guard, function, shared]() mutable {
                    if (guard) {
                        function(std::move(*shared));
                    }
                },
                Qt::QueuedConnection);
        };
    }

    /// Shows a failed write in the status bar and at the panel in front.
    void reportFailure(const Error& error);

    /// Undo or redo of the project's log, or of this annotator's labels only.
    void undo(bool labelsOnly = false);
    void redo(bool labelsOnly = false);
    const std::optional<ChangeInfo>& nextUndo() const { return m_nextUndo; }
    const std::optional<ChangeInfo>& nextRedo() const { return m_nextRedo; }
    const Counts& counts() const { return m_counts; }  ///< as last read; see countsChanged
    bool hasCounts() const { return m_hasCounts; }

    /// Where panels keep how they were left (columns, splitters, scroll), one file a project.
    QSettings& state() { return *m_state; }

Q_SIGNALS:
    /// At most every 40 ms, after commits: any of "records", "labels", "views", "index", "runs",
    /// "answers", ...
    void changed(const QSet<QString>& what);
    void countsChanged();
    void undoChanged();
    void undone(const marginalia::ChangeInfo& change, bool redo);
    /// Everything asked so far is stored (false: something waits).
    void storedChanged(bool stored);
    void failed(const marginalia::Error& error);

private:
    void note(const QString& what);
    void announce();
    void refreshCounts();
    void refreshUndo();
    void watchPending();

    std::unique_ptr<QObject> m_relay;  ///< target of queued results; outlives the writer's thread
    std::unique_ptr<Project> m_project;
    std::unique_ptr<ReadWorker> m_reads;
    std::unique_ptr<QSettings> m_state;
    QString m_annotator;
    QSet<QString> m_news;
    QTimer m_announce;
    QTimer m_pending;
    bool m_stored = true;
    Counts m_counts;
    bool m_hasCounts = false;
    std::optional<ChangeInfo> m_nextUndo;
    std::optional<ChangeInfo> m_nextRedo;
};

/// "merge of 9,377 repeats", "label of #12": a step of the undo log in words.
QString changeText(const ChangeInfo& change);

}  // namespace marginalia
