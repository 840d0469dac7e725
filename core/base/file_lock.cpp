// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace marginalia {

namespace {

/// What the holder wrote of itself; the file is small and only ever informs.
std::string holderOf(int descriptor)
{
    char buffer[512];
    const ssize_t got = ::pread(descriptor, buffer, sizeof buffer, 0);
    std::string out(buffer, got > 0 ? static_cast<size_t>(got) : 0);
    return out.substr(0, out.find('\n'));
}

}  // namespace

Result<FileLock> FileLock::take(const std::string& path, const std::string& holder)
{
    FileLock lock;
    lock.m_descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock.m_descriptor < 0) {
        return systemError(errno, MG_TR("base", "The lock cannot be opened"), path);
    }
    while (::flock(lock.m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) {
            continue;
        }
        if (errno != EWOULDBLOCK) {
            return systemError(errno, MG_TR("base", "The lock cannot be taken"), path);
        }
        const std::string who = holderOf(lock.m_descriptor);
        return failure(ErrorKind::Locked,
                       Text(MG_TR("base", "It is in use by %1."),
                            {who.empty() ? std::string("another program") : quotedForError(who)}),
                       path, MG_TR("base", "Close it there first, or open it read-only."));
    }
    // The words only inform; the kernel's lock is what counts, so a full disk here is no failure.
    const std::string line = holder + "\n";
    if (::ftruncate(lock.m_descriptor, 0) == 0) {
        const ssize_t put = ::pwrite(lock.m_descriptor, line.data(), line.size(), 0);
        static_cast<void>(put);
    }
    return lock;
}

bool FileLock::held(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    // A shared lock, so that two who only ask do not see each other.
    const bool isHeld = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(descriptor);
    return isHeld;
}

FileLock::FileLock(FileLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FileLock& FileLock::operator=(FileLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0) {
        // Closing is not enough: a child that is being started holds a copy until it becomes its
        // program, and the lock with it.
        ::flock(m_descriptor, LOCK_UN);
        ::close(m_descriptor);
    }
}

}  // namespace marginalia
