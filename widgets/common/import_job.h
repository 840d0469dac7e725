// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/reader.h"
#include "core/store/project.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <memory>
#include <optional>
#include <thread>

namespace marginalia {

/// What an import has done so far.
struct ImportProgress {
    qint64 records = 0;
    qint64 refused = 0;
    qint64 bytes = 0;
    qint64 total = 0;
};

/// Reads a foreign file with the reader child (`marginalia-cli read`) and stores the records, all
/// on its own thread.
///
/// The child can be killed by a hostile file; the window and the project cannot. Signals come on
/// the GUI thread; progress at most ten times a second. The import is one undo step.
class ImportJob : public QObject {
    Q_OBJECT

public:
    ImportJob(ProjectWriter& writer, QString path, ReadOptions options, QObject* parent = nullptr);
    ~ImportJob() override;

    void start();
    /// Ends within a second; what was stored stays and can be undone.
    void cancel();
    const QString& path() const { return m_path; }

Q_SIGNALS:
    void progressed(const marginalia::ImportProgress& progress);
    /// `error` empty: done or cancelled.
    void finished(const marginalia::ImportProgress& progress, const marginalia::ReadEnd& end,
                  const QString& error, bool cancelled);

private:
    class Sink;
    void work();

    ProjectWriter& m_writer;
    QString m_path;
    ReadOptions m_options;
    std::thread m_thread;
    std::atomic<bool> m_cancelled{false};
};

/// Reads the beginning of a file for the import dialog: guesses, columns, up to `limit` records and
/// all problems seen.
///
/// Runs the reader child; `finished` comes once, on the GUI thread. Deleting it ends the child.
class ImportPreview : public QObject {
    Q_OBJECT

public:
    struct Content {
        ReadHead head;
        std::vector<Record> records;
        std::vector<std::shared_ptr<const RowExamples>> rows;  ///< what each record's row holds
        std::vector<Problem> problems;
        std::optional<ReadEnd> end;    ///< when the file was read to its end
        QString error;                 ///< for the file as a whole, in one sentence
        std::optional<Error> refusal;  ///< the same as the reader said it, when it did
    };

    ImportPreview(QString path, ReadOptions options, QObject* parent = nullptr);
    ~ImportPreview() override;
    void start();

Q_SIGNALS:
    void finished(const marginalia::ImportPreview::Content& content);

private:
    QString m_path;
    ReadOptions m_options;
    std::thread m_thread;
    std::atomic<bool> m_cancelled{false};
};

}  // namespace marginalia
