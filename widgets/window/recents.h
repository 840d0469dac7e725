// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <vector>

class QSettings;

namespace marginalia {

/// A project that was open before, as the start page shows it.
struct RecentProject {
    QString folder;
    QString name;
    qint64 pairs = -1;  ///< -1: not known
    int runs = 0;
    qint64 atMilliseconds = 0;
    bool isThere() const;
};

/// The last ten projects, newest first, kept in the state file.
class Recents : public QObject {
    Q_OBJECT

public:
    explicit Recents(QSettings& state, QObject* parent = nullptr);

    const std::vector<RecentProject>& list() const { return m_list; }
    /// Puts a project at the top.
    void note(const RecentProject& project);
    /// New figures of a project that is in the list; its place stays.
    void update(const QString& folder, qint64 pairs, int runs);
    RecentProject remove(const QString& folder);
    void putBack(const RecentProject& project, int row);

Q_SIGNALS:
    void changed();

private:
    void save();

    QSettings& m_state;
    std::vector<RecentProject> m_list;
};

}  // namespace marginalia
