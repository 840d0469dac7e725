// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/heartbeat.h"

#include "core/base/file.h"
#include "core/base/machine.h"
#include "core/jobs/run_names.h"

#include <chrono>
#include <cstdio>
#include <unistd.h>

namespace marginalia {

Heartbeat::Heartbeat(std::string path, std::string token)
    : m_path(std::move(path)), m_token(std::move(token))
{
}

Heartbeat::~Heartbeat()
{
    stop();
}

Status Heartbeat::start()
{
    MG_CHECK(write());
    m_thread = std::thread([this] {
        std::unique_lock lock(m_mutex);
        while (!m_wake.wait_for(lock, std::chrono::seconds(1), [this] { return m_ended; })) {
            lock.unlock();
            // A heartbeat that cannot be written shows as silence; the next second tries again.
            const Status ignored = write();
            static_cast<void>(ignored.ok());
            lock.lock();
        }
    });
    return {};
}

Status Heartbeat::set(const RunStatus& status)
{
    bool now = false;
    {
        const std::lock_guard lock(m_mutex);
        now = status.state != m_status.state;
        m_status = status;
    }
    return now ? write() : Status();
}

void Heartbeat::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

/// Renamed into place but not synced: after a power cut no worker lives that it could describe.
Status Heartbeat::write()
{
    const std::lock_guard one(m_writing);
    RunStatus status;
    {
        const std::lock_guard lock(m_mutex);
        status = m_status;
    }
    const Json json = {{"pid", ::getpid()},
                       {"start_time", run_names::processStartTime(::getpid())},
                       {"boot_id", run_names::bootId()},
                       {"token", m_token},
                       {"state", runStateWord(status.state)},
                       {"share", status.share},
                       {"step", status.step},
                       {"total", status.total},
                       {"eta", status.etaSeconds},
                       {"at", static_cast<std::int64_t>(run_names::wallSeconds() * 1000)},
                       {"boot_ms", run_names::bootMilliseconds()},
                       {"memory_mb", residentMegabytes()}};
    const std::string temporary = m_path + ".new";
    {
        std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
        file << json.dump() << '\n';
        if (!file.flush()) {
            return systemError(errno, MG_TR("jobs", "The run's status cannot be written"), m_path);
        }
    }
    if (std::rename(temporary.c_str(), m_path.c_str()) != 0) {
        return systemError(errno, MG_TR("jobs", "The run's status cannot be written"), m_path);
    }
    return {};
}

}  // namespace marginalia
