// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/job_model.h"

#include "widgets/common/format.h"
#include "widgets/common/icons.h"
#include "widgets/common/labels.h"

#include <QDateTime>

#include <algorithm>

namespace marginalia {

bool isActive(RunState state)
{
    switch (state) {
        case RunState::Done:
        case RunState::Stopped:
        case RunState::Failed:
        case RunState::Lost:
            return false;
        default:
            return true;
    }
}

namespace {

/// "1 min 50 s left · 0.4 GB", of which either may be unknown yet.
QString timeAndMemory(const Job& job)
{
    QStringList parts;
    if (job.etaSeconds >= 0) {
        parts << JobModel::tr("%1 left").arg(durationText(job.etaSeconds));
    }
    if (job.memoryMb > 0) {
        parts << sizeText(job.memoryMb * 1e6);
    }
    return parts.join(QStringLiteral(" · "));
}

}  // namespace

StateLook stateLook(const Job& job)
{
    return job.look ? *job.look : stateLook(job.state);
}

JobModel::JobModel(QObject* parent) : QAbstractTableModel(parent) {}

void JobModel::put(Job job)
{
    constexpr qint64 day = 24LL * 3600 * 1000;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto isOld = [now](const Job& one) {
        return !isActive(one.state) && one.atMilliseconds > 0 && now - one.atMilliseconds > day;
    };
    for (int row = static_cast<int>(m_jobs.size()) - 1; row >= 0; --row) {
        const Job& one = m_jobs[static_cast<size_t>(row)];
        if (one.id != job.id && isOld(one)) {
            const QString gone = one.id;
            remove(gone);
        }
    }
    if (isOld(job)) {
        remove(job.id);
        return;
    }
    const int before = running();
    const QString id = job.id;
    const auto found = std::find_if(m_jobs.begin(), m_jobs.end(),
                                    [&](const Job& other) { return other.id == id; });
    const bool sameGroup = found != m_jobs.end() && isActive(found->state) == isActive(job.state);
    if (sameGroup) {
        *found = std::move(job);
        const int row = static_cast<int>(found - m_jobs.begin());
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    } else {
        if (found != m_jobs.end()) {
            const int row = static_cast<int>(found - m_jobs.begin());
            beginRemoveRows({}, row, row);
            m_jobs.erase(found);
            endRemoveRows();
        }
        // Running ones first, then by time, newest first.
        const auto place = std::find_if(m_jobs.begin(), m_jobs.end(), [&](const Job& other) {
            return isActive(job.state) == isActive(other.state)
                       ? job.atMilliseconds >= other.atMilliseconds
                       : isActive(job.state);
        });
        const int row = static_cast<int>(place - m_jobs.begin());
        beginInsertRows({}, row, row);
        m_jobs.insert(place, std::move(job));
        endInsertRows();
    }
    Q_EMIT jobChanged(id);
    if (running() != before) {
        Q_EMIT runningChanged();
    }
}

void JobModel::remove(const QString& id)
{
    for (int row = 0; row < static_cast<int>(m_jobs.size()); ++row) {
        if (m_jobs[static_cast<size_t>(row)].id == id) {
            beginRemoveRows({}, row, row);
            m_jobs.erase(m_jobs.begin() + row);
            endRemoveRows();
            Q_EMIT runningChanged();
            return;
        }
    }
}

void JobModel::clear()
{
    beginResetModel();
    m_jobs.clear();
    endResetModel();
    Q_EMIT runningChanged();
}

const Job* JobModel::find(const QString& id) const
{
    for (const Job& job : m_jobs) {
        if (job.id == id) {
            return &job;
        }
    }
    return nullptr;
}

const Job* JobModel::at(int row) const
{
    return row >= 0 && row < static_cast<int>(m_jobs.size()) ? &m_jobs[static_cast<size_t>(row)]
                                                             : nullptr;
}

int JobModel::running() const
{
    return static_cast<int>(std::count_if(m_jobs.begin(), m_jobs.end(),
                                          [](const Job& job) { return isActive(job.state); }));
}

const Job* JobModel::front() const
{
    return m_jobs.empty() || !isActive(m_jobs.front().state) ? nullptr : &m_jobs.front();
}

int JobModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int JobModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobModel::data(const QModelIndex& index, int role) const
{
    const Job* job = at(index.row());
    if (job == nullptr) {
        return {};
    }
    if (role == Qt::AccessibleTextRole || role == Qt::DisplayRole) {
        switch (index.column()) {
            case Title:
                return job->title;
            case State:
                return stateLook(*job).word;
            case Amount:
                return !job->message.isEmpty() ? job->message
                       : job->rate.isEmpty() || !isActive(job->state)
                           ? job->amount
                           : job->amount + QStringLiteral(" · ") + job->rate;
            case Time:
                return isActive(job->state)      ? timeAndMemory(*job)
                       : job->atMilliseconds > 0 ? dayText(job->atMilliseconds)
                                                 : QString();
            default:
                return {};
        }
    }
    if (role == Qt::DecorationRole && index.column() == Title) {
        return themeIcon(job->kind == QLatin1String("import") ? QStringLiteral("import")
                                                              : QStringLiteral("train"),
                         &Theme::muted);
    }
    if (role == Qt::ToolTipRole && !job->message.isEmpty()) {
        return job->message.toHtmlEscaped();
    }
    return {};
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignVCenter | (section == Time ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case Title:
            return tr("Job");
        case State:
            return tr("State");
        case Amount:
            return tr("Progress");
        case Time:
            return tr("Time");
        default:
            return {};
    }
}

}  // namespace marginalia
