// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/run_monitor.h"

#include "widgets/common/job_model.h"

#include <QFileInfo>

#include <chrono>

namespace marginalia {

namespace {

constexpr auto kPause = std::chrono::seconds(1);

}  // namespace

bool RunInfo::operator==(const RunInfo& other) const
{
    return folder == other.folder && name == other.name && number == other.number &&
           health.state == other.health.state &&
           health.status.atMilliseconds == other.health.status.atMilliseconds &&
           health.status.step == other.health.status.step &&
           health.notResponding == other.health.notResponding &&
           health.attached == other.health.attached;
}

RunMonitor::RunMonitor(QString runsFolder, QObject* parent)
    : QObject(parent), m_folder(std::move(runsFolder))
{
    m_thread = std::thread([this] { watch(); });
}

RunMonitor::~RunMonitor()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void RunMonitor::lookNow()
{
    {
        const std::lock_guard lock(m_mutex);
        m_now = true;
    }
    m_wake.notify_all();
}

std::vector<RunInfo> RunMonitor::look()
{
    std::vector<RunInfo> out;
    const std::vector<std::string> folders = listRuns(m_folder.toStdString());
    int number = static_cast<int>(folders.size());
    for (const std::string& folder : folders) {
        const QString key = QString::fromStdString(folder);
        RunInfo info = m_known.value(key);
        if (info.folder.isEmpty()) {
            info.folder = key;
            const auto spec = readRunSpec(folder);
            if (spec.ok()) {
                info.name = QString::fromStdString(spec->name);
                info.objective = QString::fromStdString(spec->objective);
            }
            if (info.name.isEmpty()) {
                info.name = QFileInfo(key).fileName();
            }
        }
        // A finished run may be resumed, so all are asked; it costs two small files each.
        info.health = runHealth(folder);
        info.number = number--;
        m_known.insert(key, info);
        out.push_back(std::move(info));
    }
    return out;
}

void RunMonitor::watch()
{
    std::vector<RunInfo> before;
    bool first = true;
    for (;;) {
        std::vector<RunInfo> now = look();
        if (first || now != before) {
            QMetaObject::invokeMethod(
                this,
                [this, now] {
                    m_runs = now;
                    Q_EMIT changed();
                },
                Qt::QueuedConnection);
        }
        first = false;
        before = std::move(now);
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, kPause, [this] { return m_ending || m_now; });
        m_now = false;
        if (m_ending) {
            return;
        }
    }
}

}  // namespace marginalia
