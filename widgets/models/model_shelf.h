// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/model_report.h"

#include <QHash>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <optional>
#include <vector>

namespace marginalia {

class Settings;

/// A model that may be chosen, as the shelf knows it so far.
struct ModelEntry {
    enum class Source : std::uint8_t { Recent, Starter, Run, Hub };
    Source source = Source::Hub;
    QString folder;                     ///< absolute
    QString name;                       ///< "Starter", "Run 3 · step 40", "org/name"
    QString detail;                     ///< where it is from, in few words
    qint64 bytes = 0;                   ///< 0: not known yet
    QStringList missing;                ///< files that a snapshot of the hub cache still lacks
    std::optional<ModelReport> report;  ///< none: not looked at yet
    QString failure;                    ///< why the looking failed; empty: it did not
};

/// Models on this machine and what `inspect` says of each: recent ones, the starter, checkpoints of
/// the project's runs, the hub cache.
///
/// GUI thread. Folders are listed on a thread, and models looked at one after the other by a child
/// process, since their files come from anywhere; nothing here waits, fetches or writes.
class ModelShelf : public QObject {
    Q_OBJECT

public:
    explicit ModelShelf(Settings& settings, QObject* parent = nullptr);
    ~ModelShelf() override;

    const std::vector<ModelEntry>& entries() const { return m_entries; }
    const ModelEntry* find(const QString& folder) const;
    /// The hub cache that is listed.
    const QString& cache() const { return m_cache; }
    bool isListed() const { return m_listed; }
    /// Nothing is listed or looked at.
    bool isIdle() const;

    /// Lists anew; reports of models that are still there stay until newer ones come.
    void refresh(const QString& runsFolder);
    /// Looks at this one next, under `name` where it is not among the entries yet.
    void lookAt(const QString& folder, const QString& name = {});
    /// Puts a folder among the recent ones, first.
    void addRecent(const QString& folder);

Q_SIGNALS:
    void listed();
    void reported(const QString& folder);

private:
    void take(std::vector<ModelEntry> entries);
    void next();
    void finish(int code, QProcess::ExitStatus status);
    void fail(const QString& sentence);
    ModelEntry* entryOf(const QString& folder);

    Settings& m_settings;
    std::vector<ModelEntry> m_entries;
    QString m_cache;
    QStringList m_waiting;
    QString m_looking;  ///< folder that the child is at; empty: none runs
    QProcess m_child;
    QTimer m_patience;
    int m_listings = 0;
    bool m_listed = false;
};

}  // namespace marginalia
