// SPDX-License-Identifier: Apache-2.0
#include "core/store/backup.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/store/database.h"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <vector>

namespace marginalia::store {

namespace {

constexpr int kPagesAtOnce = 1024;
constexpr const char* kHalfHourly = "auto";
constexpr const char* kBeforeImport = "before-import";

void giveUp(ErrorKind kind, Text what, const std::string& name, Text todo)
{
    check(failure(kind, std::move(what), name, std::move(todo)));
}

/// Copies page by page from one held state, so that writers go on meanwhile; false: given up.
bool copyPages(Database& source, sqlite3* target, const BackupWatch& watch, const std::string& name)
{
    Transaction held(source, false);
    static_cast<void>(
        source.integer("SELECT count(*) FROM meta"));  // a state is held from the first reading on
    if (watch.began) {
        watch.began();
    }
    sqlite3_backup* work = sqlite3_backup_init(target, "main", source.handle(), "main");
    int code = work != nullptr ? SQLITE_OK : sqlite3_errcode(target);
    while (work != nullptr && code == SQLITE_OK && !(watch.stop && watch.stop())) {
        code = sqlite3_backup_step(work, kPagesAtOnce);
    }
    const bool done = code == SQLITE_DONE;
    sqlite3_backup_finish(work);
    if (!done && code != SQLITE_OK) {
        giveUp(ErrorKind::Io,
               Text(MG_TR("store", "The backup failed: %1."), {sqlite3_errstr(code)}), name,
               MG_TR("store", "Make room on the disk and try again."));
    }
    return done;
}

/// The copy becomes a single file (no log beside it) and is checked.
void finishCopy(sqlite3* copy, const std::string& name)
{
    {
        Statement single(copy, "PRAGMA journal_mode=DELETE");
        single.step();
    }
    Statement verify(copy, "PRAGMA quick_check(1)");
    if (!verify.step() || verify.view(0) != "ok") {
        giveUp(ErrorKind::Corrupt, MG_TR("store", "The backup is damaged."), name,
               MG_TR("store", "Check the disk."));
    }
}

void removeOld(const std::string& folder, const std::string& label, std::size_t keep)
{
    std::vector<std::string> found;
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
        const std::string name = entry.path().filename().string();
        if (name.rfind(label + "-", 0) == 0 && name.ends_with(".marginalia")) {
            found.push_back(entry.path().string());
        }
    }
    // The names end with the time, so that their order is that of the copies.
    std::sort(found.begin(), found.end());
    for (std::size_t i = 0; i + keep < found.size(); ++i) {
        check(removeFile(found[i]));
    }
}

}  // namespace

Result<std::string> backUp(const std::string& path, const std::string& label, std::size_t keep,
                           const BackupWatch& watch)
{
    return guarded([&] {
        const std::string folder = folderOf(path) + "/backups";
        check(makeFolders(folder));
        const std::string target =
            folder + "/" + label + "-" + utcName(wallMilliseconds()) + ".marginalia";
        const std::string temporary = target + ".partial";
        check(removeFile(temporary));
        const auto size = fileSize(path);
        const std::int64_t room = freeBytes(folder);
        if (size.ok() && room >= 0 && room < 2 * *size) {
            giveUp(ErrorKind::Full, MG_TR("store", "There is no room for a backup."), folder,
                   MG_TR("store", "Make room on the disk."));
        }
        {
            const auto source = Database::open(path, Access::Read);
            sqlite3* raw = nullptr;
            const int code = sqlite3_open_v2(temporary.c_str(), &raw,
                                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
            const std::unique_ptr<sqlite3, int (*)(sqlite3*)> copy(raw, sqlite3_close);
            if (code != SQLITE_OK) {
                giveUp(ErrorKind::Io,
                       Text(MG_TR("store", "The backup failed: %1."), {sqlite3_errstr(code)}),
                       target, MG_TR("store", "Check the permissions of the folder."));
            }
            if (!copyPages(*source, raw, watch, target)) {
                check(removeFile(temporary));
                check(failure(ErrorKind::Cancelled, MG_TR("store", "The backup was given up."),
                              target));
            }
            finishCopy(raw, target);
        }
        check(syncFile(temporary));
        check(renameFile(temporary, target));
        removeOld(folder, label, keep);
        return target;
    });
}

BackupKeeper::BackupKeeper(std::string databasePath, std::chrono::milliseconds every)
    : m_path(std::move(databasePath)), m_every(every), m_thread([this] { run(); })
{
}

BackupKeeper::~BackupKeeper()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void BackupKeeper::beforeImport()
{
    std::unique_lock lock(m_mutex);
    m_asked = true;
    m_wake.notify_all();
    m_held.wait(lock, [this] { return !m_asked; });
}

void BackupKeeper::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait_for(lock, m_every, [this] { return m_stopping || m_asked; });
        if (m_stopping && !m_asked) {
            return;
        }
        const bool asked = m_asked;
        if (!asked && !m_touched.exchange(false)) {
            continue;
        }
        lock.unlock();
        copy(asked ? kBeforeImport : kHalfHourly);
        lock.lock();
    }
}

void BackupKeeper::copy(const std::string& label)
{
    const auto release = [this] {
        const std::lock_guard lock(m_mutex);
        m_asked = false;
        m_held.notify_all();
    };
    BackupWatch watch;
    if (label == kBeforeImport) {
        watch.began = release;
    } else {
        watch.stop = [this] {
            const std::lock_guard lock(m_mutex);
            return m_stopping;
        };
    }
    const auto made = backUp(m_path, label, label == kBeforeImport ? 1 : 2, watch);
    if (!made.ok() && made.error().kind != ErrorKind::Cancelled) {
        logLine(LogLevel::Warning, "store", "backup: " + made.error().message());
    }
    if (label == kBeforeImport) {
        release();  // also when it failed before it had begun: the import goes on, the log says why
    }
}

}  // namespace marginalia::store
