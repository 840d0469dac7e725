// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jobs/run_folder.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace marginalia {

/// Renews status.json every second, whatever the computing thread does.
class Heartbeat {
public:
    Heartbeat(std::string path, std::string token);
    ~Heartbeat();
    Heartbeat(const Heartbeat&) = delete;
    Heartbeat& operator=(const Heartbeat&) = delete;

    Status start();
    /// What the next second writes; a new state is written at once.
    Status set(const RunStatus& status);
    void stop();

private:
    Status write();

    std::string m_path;
    std::string m_token;
    std::mutex m_mutex;
    std::mutex m_writing;
    std::condition_variable m_wake;
    bool m_ended = false;
    RunStatus m_status;
    std::thread m_thread;
};

}  // namespace marginalia
