// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/project.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <unordered_map>

namespace marginalia {

class JobModel;
class Session;

/// Margins of one run by record number; made on a reading thread, then never changed.
using MarginTable = std::shared_ptr<const std::unordered_map<std::int64_t, ProjectReader::Margin>>;

/// The margins of the newest run that trained on pairs.
///
/// While it trains they follow its rows, at most twice a second; when it has ended they are stored
/// in the project, so that the next opening does not read the run again.
class MarginSource : public QObject {
    Q_OBJECT

public:
    MarginSource(Session& session, JobModel& jobs, QObject* parent = nullptr);

    /// Only while somebody looks; what was missed is read at the next start.
    void setActive(bool active);
    void refresh();
    /// Null until a run with margins is known.
    const MarginTable& table() const { return m_table; }
    const QString& runName() const { return m_runName; }
    bool isLive() const { return m_live; }

Q_SIGNALS:
    void changed();
    void failed(const marginalia::Error& error);

private:
    struct Reading;
    struct Found;
    static Result<Found> read(Reading& reading, const std::string& runs, ProjectReader& reader);
    void take(Found found);

    Session& m_session;
    std::shared_ptr<Reading> m_reading;
    QTimer m_later;
    MarginTable m_table;
    QString m_run;
    QString m_runName;
    bool m_live = false;
    bool m_active = false;
    bool m_stale = true;
    bool m_asking = false;  ///< a result of ours is on its way: it must not be replaced
};

}  // namespace marginalia
