// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace marginalia::fault {

/// One thing that was done to the disk, as the shims saw it. Files are known by a number, since
/// names change.
struct Io {
    enum class Kind : std::uint8_t {
        Create,
        Write,
        Truncate,
        Sync,
        Rename,
        Unlink,
        SyncFolder,
        Mark
    };
    Kind kind = Kind::Mark;
    int file = -1;
    std::int64_t offset = 0;  ///< Write; Truncate: the new size; Mark: its number
    std::string bytes;        ///< Write
    std::string path;         ///< Create, Unlink, Rename (from)
    std::string target;       ///< Rename
};

/// What the file shim and the SQLite shim do: count, fail, run out of space, remember. One for the
/// process.
class Plan {
public:
    /// Back to a disk without faults; nothing is remembered.
    void reset();

    /// The call number `at` (from 1) fails, or this and all after it.
    void failAt(std::int64_t at, bool forEver);
    bool failed() const { return m_failed; }
    std::int64_t calls() const { return m_calls; }
    /// Files may grow by this many bytes together; -1: without end.
    void setRoom(std::int64_t bytes) { m_room = bytes; }

    /// Remembers everything from now on; `folder`'s files are as they are on the disk.
    void beginTrace(const std::string& folder);
    /// Something was acknowledged: number of the mark.
    void mark(std::int64_t number);
    std::vector<Io> takeTrace();

    // For the shims. False: the call has to fail.
    bool proceed();
    bool takeRoom(std::int64_t bytes);
    int opened(const std::string& path, bool created);
    void wrote(int file, std::int64_t offset, const void* bytes, std::int64_t size);
    void truncated(int file, std::int64_t size);
    void synced(int file);
    void syncedFolder();
    void renamed(const std::string& from, const std::string& to);
    void unlinked(const std::string& path);

private:
    void add(Io io);

    std::atomic<std::int64_t> m_calls = 0;
    std::atomic<std::int64_t> m_failAt = -1;
    std::atomic<bool> m_forEver = false;
    std::atomic<bool> m_failed = false;
    std::atomic<std::int64_t> m_room = -1;
    std::atomic<bool> m_tracing = false;
    std::mutex m_mutex;
    std::vector<Io> m_trace;
    std::map<std::string, int> m_files;
    int m_nextFile = 0;
};

Plan& plan();

/// Puts both shims in for the rest of the process; they do nothing until the plan says so.
void install();

/// A disk that may lose power: what is synced stays, of the rest half is dropped or torn.
class Disk {
public:
    /// Files of `folder` as they are now count as synced; they get the numbers that beginTrace()
    /// gave them.
    explicit Disk(const std::string& folder);
    void apply(const Io& io);
    /// Writes what a power cut leaves to `target`.
    void cut(const std::string& target, std::mt19937_64& random) const;

private:
    struct File {
        std::string synced;
        std::vector<Io> pending;
    };
    struct Names {
        std::map<std::string, int> files;
        void apply(const Io& io);
    };

    std::string m_folder;
    std::map<int, File> m_files;
    Names m_names;              // as the disk has them
    std::vector<Io> m_pending;  // changes of names that no sync has reached
};

}  // namespace marginalia::fault
