// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace marginalia::store {

struct BackupWatch {
    std::function<void()>
        began;  ///< the state to be copied is held; later writes do not get into it
    std::function<bool()> stop;  ///< true: give up
};

/// A verified copy of an open database as <folder>/backups/<label>-<time>.marginalia, through
/// SQLite's backup interface (never a copied file; reliability.md 11). Gives its path. Keeps the
/// newest `keep` of this label.
Result<std::string> backUp(const std::string& path, const std::string& label, std::size_t keep,
                           const BackupWatch& watch = {});

/// Copies on a thread of its own: every half hour in which something was stored, and before an
/// import.
class BackupKeeper {
public:
    explicit BackupKeeper(std::string databasePath,
                          std::chrono::milliseconds every = std::chrono::minutes(30));
    BackupKeeper(const BackupKeeper&) = delete;
    BackupKeeper& operator=(const BackupKeeper&) = delete;
    /// Gives up a half-hourly copy; finishes one that was asked for.
    ~BackupKeeper();

    /// Something was stored.
    void touch() { m_touched = true; }
    /// Returns as soon as the present state is held; the copy is made while the caller goes on.
    void beforeImport();

private:
    void run();
    void copy(const std::string& label);

    const std::string m_path;
    const std::chrono::milliseconds m_every;
    std::atomic<bool> m_touched = false;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_held;
    bool m_stopping = false;
    bool m_asked = false;
    std::thread m_thread;
};

}  // namespace marginalia::store
