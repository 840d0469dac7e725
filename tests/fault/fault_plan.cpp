// SPDX-License-Identifier: Apache-2.0
#include "tests/fault/fault_plan.h"

#include "core/base/file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace marginalia::fault {

namespace {

/// Files that carry state; the lock and the shared memory of the log do not.
std::vector<std::string> stateFiles(const std::string& folder)
{
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file() && name != "lock" && !name.ends_with("-shm")) {
            out.push_back(entry.path().string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

void applyTo(std::string& content, const Io& io, std::size_t most)
{
    if (io.kind == Io::Kind::Truncate) {
        content.resize(static_cast<std::size_t>(io.offset));
        return;
    }
    const std::size_t size = std::min(io.bytes.size(), most);
    const auto at = static_cast<std::size_t>(io.offset);
    if (content.size() < at + size) {
        content.resize(at + size);
    }
    content.replace(at, size, io.bytes, 0, size);
}

}  // namespace

Plan& plan()
{
    static Plan one;
    return one;
}

void Plan::reset()
{
    const std::lock_guard lock(m_mutex);
    m_calls = 0;
    m_failAt = -1;
    m_forEver = false;
    m_failed = false;
    m_room = -1;
    m_tracing = false;
    m_trace.clear();
    m_files.clear();
    m_nextFile = 0;
}

void Plan::failAt(std::int64_t at, bool forEver)
{
    m_calls = 0;
    m_failed = false;
    m_forEver = forEver;
    m_failAt = at;
}

bool Plan::proceed()
{
    const std::int64_t call = ++m_calls;
    const std::int64_t at = m_failAt;
    const bool fails = at > 0 && (call == at || (m_forEver && call > at));
    m_failed = m_failed || fails;
    return !fails;
}

bool Plan::takeRoom(std::int64_t bytes)
{
    if (m_room < 0 || bytes <= 0) {
        return true;
    }
    if (m_room < bytes) {
        m_failed = true;
        return false;
    }
    m_room -= bytes;
    return true;
}

void Plan::beginTrace(const std::string& folder)
{
    const std::lock_guard lock(m_mutex);
    m_trace.clear();
    m_files.clear();
    m_nextFile = 0;
    for (const std::string& path : stateFiles(folder)) {
        m_files[path] = m_nextFile++;
    }
    m_tracing = true;
}

std::vector<Io> Plan::takeTrace()
{
    const std::lock_guard lock(m_mutex);
    m_tracing = false;
    return std::move(m_trace);
}

void Plan::add(Io io)
{
    if (m_tracing) {
        m_trace.push_back(std::move(io));
    }
}

void Plan::mark(std::int64_t number)
{
    const std::lock_guard lock(m_mutex);
    add({Io::Kind::Mark, -1, number, {}, {}, {}});
}

int Plan::opened(const std::string& path, bool created)
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_files.find(path);
    if (known != m_files.end() && !created) {
        return known->second;
    }
    const int file = m_nextFile++;
    m_files[path] = file;
    add({Io::Kind::Create, file, 0, {}, path, {}});
    return file;
}

void Plan::wrote(int file, std::int64_t offset, const void* bytes, std::int64_t size)
{
    const std::lock_guard lock(m_mutex);
    if (m_tracing) {
        add({Io::Kind::Write,
             file,
             offset,
             std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)),
             {},
             {}});
    }
}

void Plan::truncated(int file, std::int64_t size)
{
    const std::lock_guard lock(m_mutex);
    add({Io::Kind::Truncate, file, size, {}, {}, {}});
}

void Plan::synced(int file)
{
    const std::lock_guard lock(m_mutex);
    add({Io::Kind::Sync, file, 0, {}, {}, {}});
}

void Plan::syncedFolder()
{
    const std::lock_guard lock(m_mutex);
    add({Io::Kind::SyncFolder, -1, 0, {}, {}, {}});
}

void Plan::renamed(const std::string& from, const std::string& to)
{
    const std::lock_guard lock(m_mutex);
    const auto file = m_files.find(from);
    if (file != m_files.end()) {
        m_files[to] = file->second;
        m_files.erase(from);
    }
    add({Io::Kind::Rename, -1, 0, {}, from, to});
}

void Plan::unlinked(const std::string& path)
{
    const std::lock_guard lock(m_mutex);
    m_files.erase(path);
    add({Io::Kind::Unlink, -1, 0, {}, path, {}});
}

Disk::Disk(const std::string& folder) : m_folder(folder)
{
    int number = 0;
    for (const std::string& path : stateFiles(folder)) {
        m_names.files[path] = number;
        const auto content = readFile(path);
        m_files[number].synced = content.ok() ? *content : std::string();
        ++number;
    }
}

void Disk::Names::apply(const Io& io)
{
    switch (io.kind) {
        case Io::Kind::Create:
            files[io.path] = io.file;
            break;
        case Io::Kind::Unlink:
            files.erase(io.path);
            break;
        case Io::Kind::Rename:
            if (files.count(io.path) != 0) {
                files[io.target] = files[io.path];
                files.erase(io.path);
            }
            break;
        default:
            break;
    }
}

void Disk::apply(const Io& io)
{
    switch (io.kind) {
        case Io::Kind::Write:
        case Io::Kind::Truncate:
            m_files[io.file].pending.push_back(io);
            break;
        case Io::Kind::Create:
        case Io::Kind::Rename:
        case Io::Kind::Unlink:
            m_pending.push_back(io);
            break;
        case Io::Kind::Sync: {
            File& file = m_files[io.file];
            for (const Io& write : file.pending) {
                applyTo(file.synced, write, write.bytes.size());
            }
            file.pending.clear();
            // Syncing a new file makes its name last as well (SQLite and our writer also sync the
            // folder then); a journalling file system keeps the order of names.
            const auto made =
                std::find_if(m_pending.begin(), m_pending.end(), [&](const Io& change) {
                    return change.kind == Io::Kind::Create && change.file == io.file;
                });
            if (made != m_pending.end()) {
                std::for_each(m_pending.begin(), made + 1,
                              [this](const Io& change) { m_names.apply(change); });
                m_pending.erase(m_pending.begin(), made + 1);
            }
            break;
        }
        case Io::Kind::SyncFolder:
            for (const Io& change : m_pending) {
                m_names.apply(change);
            }
            m_pending.clear();
            break;
        case Io::Kind::Mark:
            break;
    }
}

void Disk::cut(const std::string& target, std::mt19937_64& random) const
{
    std::filesystem::remove_all(target);
    std::filesystem::create_directories(target + "/runs");
    Names names = m_names;
    const std::size_t kept = m_pending.empty() ? 0 : random() % (m_pending.size() + 1);
    for (std::size_t i = 0; i < kept; ++i) {
        names.apply(m_pending[i]);
    }
    for (const auto& [path, number] : names.files) {
        const auto file = m_files.find(number);
        std::string content = file != m_files.end() ? file->second.synced : std::string();
        if (file != m_files.end()) {
            for (const Io& io : file->second.pending) {
                const auto fate =
                    random() %
                    4;  // half of the writes arrive, a quarter is dropped, a quarter torn
                if (fate < 2) {
                    applyTo(content, io, io.bytes.size());
                } else if (fate == 2 && io.kind == Io::Kind::Write && !io.bytes.empty()) {
                    applyTo(content, io, random() % io.bytes.size());
                }
            }
        }
        std::ofstream out(target + path.substr(m_folder.size()), std::ios::binary);
        out.write(content.data(), static_cast<std::streamsize>(content.size()));
    }
}

}  // namespace marginalia::fault
