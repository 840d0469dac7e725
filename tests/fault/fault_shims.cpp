// SPDX-License-Identifier: Apache-2.0
// The two places where faults come in: our own file calls, and SQLite's (a VFS around "unix").
#include "core/base/file_system.h"
#include "tests/fault/fault_plan.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <sys/stat.h>
#include <unistd.h>

namespace marginalia::fault {

namespace {

class FaultFiles : public FileSystem {
public:
    int open(const char* path, int flags, mode_t mode) override
    {
        if (!allowed()) {
            return -1;
        }
        const bool existed = ::access(path, F_OK) == 0;
        const int descriptor = FileSystem::open(path, flags, mode);
        if (descriptor >= 0) {
            const std::lock_guard lock(m_mutex);
            const bool folder = (flags & O_DIRECTORY) != 0;
            m_open[descriptor] =
                folder ? -1 : plan().opened(path, !existed && (flags & O_CREAT) != 0);
        }
        return descriptor;
    }

    ssize_t write(int descriptor, const void* bytes, std::size_t size) override
    {
        if (!allowed()) {
            return -1;
        }
        if (!plan().takeRoom(static_cast<std::int64_t>(size))) {
            errno = ENOSPC;
            return -1;
        }
        struct stat info {};
        ::fstat(descriptor, &info);
        const off_t at = (::fcntl(descriptor, F_GETFL) & O_APPEND) != 0
                             ? info.st_size
                             : ::lseek(descriptor, 0, SEEK_CUR);
        const ssize_t put = FileSystem::write(descriptor, bytes, size);
        if (put > 0) {
            plan().wrote(number(descriptor), at, bytes, put);
        }
        return put;
    }

    int sync(int descriptor) override
    {
        if (!allowed()) {
            return -1;
        }
        const int outcome = FileSystem::sync(descriptor);
        const int file = number(descriptor);
        if (file < 0) {
            plan().syncedFolder();
        } else {
            plan().synced(file);
        }
        return outcome;
    }

    int close(int descriptor) override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_open.erase(descriptor);
        }
        return FileSystem::close(descriptor);
    }

    int rename(const char* from, const char* to) override
    {
        if (!allowed()) {
            return -1;
        }
        const int outcome = FileSystem::rename(from, to);
        if (outcome == 0) {
            plan().renamed(from, to);
        }
        return outcome;
    }

    int unlink(const char* path) override
    {
        if (!allowed()) {
            return -1;
        }
        const int outcome = FileSystem::unlink(path);
        if (outcome == 0) {
            plan().unlinked(path);
        }
        return outcome;
    }

private:
    static bool allowed()
    {
        if (plan().proceed()) {
            return true;
        }
        errno = EIO;
        return false;
    }
    int number(int descriptor)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_open.find(descriptor);
        return found != m_open.end() ? found->second : -1;
    }

    std::mutex m_mutex;
    std::map<int, int> m_open;
};

/// Our file in SQLite's hands; the real one lies right behind it.
struct ShimFile {
    sqlite3_file base;
    int number;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

ShimFile* shim(sqlite3_file* file)
{
    return reinterpret_cast<ShimFile*>(file);
}

sqlite3_file* real(sqlite3_file* file)
{
    return shim(file)->real();
}

int shimClose(sqlite3_file* file)
{
    return real(file)->pMethods->xClose(real(file));
}

int shimRead(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at)
{
    return plan().proceed() ? real(file)->pMethods->xRead(real(file), bytes, size, at)
                            : SQLITE_IOERR_READ;
}

int shimWrite(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at)
{
    if (!plan().proceed()) {
        return SQLITE_IOERR_WRITE;
    }
    sqlite3_int64 present = 0;
    real(file)->pMethods->xFileSize(real(file), &present);
    if (!plan().takeRoom(at + size - present)) {
        return SQLITE_FULL;
    }
    const int code = real(file)->pMethods->xWrite(real(file), bytes, size, at);
    if (code == SQLITE_OK) {
        plan().wrote(shim(file)->number, at, bytes, size);
    }
    return code;
}

int shimTruncate(sqlite3_file* file, sqlite3_int64 size)
{
    if (!plan().proceed()) {
        return SQLITE_IOERR_TRUNCATE;
    }
    const int code = real(file)->pMethods->xTruncate(real(file), size);
    if (code == SQLITE_OK) {
        plan().truncated(shim(file)->number, size);
    }
    return code;
}

int shimSync(sqlite3_file* file, int flags)
{
    if (!plan().proceed()) {
        return SQLITE_IOERR_FSYNC;
    }
    const int code = real(file)->pMethods->xSync(real(file), flags);
    if (code == SQLITE_OK) {
        plan().synced(shim(file)->number);
    }
    return code;
}

int shimFileSize(sqlite3_file* file, sqlite3_int64* size)
{
    return real(file)->pMethods->xFileSize(real(file), size);
}

int shimLock(sqlite3_file* file, int level)
{
    return real(file)->pMethods->xLock(real(file), level);
}

int shimUnlock(sqlite3_file* file, int level)
{
    return real(file)->pMethods->xUnlock(real(file), level);
}

int shimReserved(sqlite3_file* file, int* out)
{
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}

int shimControl(sqlite3_file* file, int code, void* value)
{
    return real(file)->pMethods->xFileControl(real(file), code, value);
}

int shimSector(sqlite3_file* file)
{
    return real(file)->pMethods->xSectorSize(real(file));
}

int shimDevice(sqlite3_file* file)
{
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

int shimShmMap(sqlite3_file* file, int region, int size, int extend, void volatile** out)
{
    return real(file)->pMethods->xShmMap(real(file), region, size, extend, out);
}

int shimShmLock(sqlite3_file* file, int offset, int count, int flags)
{
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

void shimShmBarrier(sqlite3_file* file)
{
    real(file)->pMethods->xShmBarrier(real(file));
}

int shimShmUnmap(sqlite3_file* file, int remove)
{
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

constexpr sqlite3_io_methods kMethods = {
    2,           shimClose,      shimRead,     shimWrite,   shimTruncate, shimSync,   shimFileSize,
    shimLock,    shimUnlock,     shimReserved, shimControl, shimSector,   shimDevice, shimShmMap,
    shimShmLock, shimShmBarrier, shimShmUnmap, nullptr,     nullptr};

sqlite3_vfs* under()
{
    return static_cast<sqlite3_vfs*>(sqlite3_vfs_find("unix"));
}

int shimOpen(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    file->pMethods = nullptr;
    if (!plan().proceed()) {
        return SQLITE_CANTOPEN;
    }
    const bool existed = name != nullptr && ::access(name, F_OK) == 0;
    auto* mine = new (file) ShimFile{};
    const int code = under()->xOpen(under(), name, mine->real(), flags, outFlags);
    if (code != SQLITE_OK) {
        return code;
    }
    mine->number = name != nullptr ? plan().opened(name, !existed) : -1;
    mine->base.pMethods = &kMethods;
    return SQLITE_OK;
}

int shimDelete(sqlite3_vfs*, const char* name, int syncFolder)
{
    if (!plan().proceed()) {
        return SQLITE_IOERR_DELETE;
    }
    const int code = under()->xDelete(under(), name, syncFolder);
    if (code == SQLITE_OK) {
        plan().unlinked(name);
        if (syncFolder != 0) {
            plan().syncedFolder();
        }
    }
    return code;
}

}  // namespace

void install()
{
    static FaultFiles files;
    setFileSystem(&files);
    static sqlite3_vfs vfs = *under();
    vfs.zName = "marginalia-fault";
    vfs.szOsFile = static_cast<int>(sizeof(ShimFile)) + under()->szOsFile;
    vfs.xOpen = shimOpen;
    vfs.xDelete = shimDelete;
    vfs.pNext = nullptr;
    sqlite3_vfs_register(&vfs, 1);
}

}  // namespace marginalia::fault
