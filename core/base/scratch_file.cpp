// SPDX-License-Identifier: Apache-2.0
#include "core/base/scratch_file.h"

#include "core/base/file.h"
#include "core/base/file_system.h"
#include "core/base/uid.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace marginalia {

namespace {

Error noRoom(int code, const std::string& folder, std::int64_t bytes)
{
    constexpr unsigned kMegabyte = 20;
    return systemError(code,
                       {MG_TR("base", "%1 MB cannot be set aside there"),
                        {std::to_string((bytes >> kMegabyte) + 1)}},
                       folder);
}

}  // namespace

Result<std::shared_ptr<ScratchFile>> ScratchFile::make(const std::string& folder,
                                                       std::int64_t bytes)
{
    const std::string path = folder + "/" + Uid::random().hex() + ".scratch";
    FileSystem& files = fileSystem();
    const int file = files.open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        return noRoom(errno, folder, bytes);
    }
    files.unlink(path.c_str());
    const std::int64_t size = std::max<std::int64_t>(bytes, 1);
    if (const int code = files.allocate(file, size); code != 0) {
        files.close(file);
        return noRoom(code, folder, bytes);
    }
    void* const address = ::mmap(nullptr, static_cast<std::size_t>(size), PROT_READ | PROT_WRITE,
                                 MAP_SHARED, file, 0);
    const int code = errno;
    files.close(file);
    if (address == MAP_FAILED) {
        return noRoom(code, folder, bytes);
    }
    return std::make_shared<ScratchFile>(static_cast<char*>(address), size);
}

ScratchFile::~ScratchFile()
{
    ::munmap(m_address, static_cast<std::size_t>(m_size));
}

void ScratchFile::fetch(const void* from, std::int64_t bytes) const
{
    advise(from, bytes, MADV_WILLNEED);
}

void ScratchFile::release(const void* from, std::int64_t bytes) const
{
    // Of a shared mapping nothing is lost: what was written stays in the system's cache.
    advise(from, bytes, MADV_DONTNEED);
}

/// Whole pages around the place.
void ScratchFile::advise(const void* from, std::int64_t bytes, int advice) const
{
    const auto* const place = static_cast<const char*>(from);
    if (place < m_address || place >= m_address + m_size || bytes <= 0) {
        return;
    }
    const std::int64_t page = ::sysconf(_SC_PAGESIZE);
    const std::int64_t begin = (place - m_address) / page * page;
    const std::int64_t end = std::min(place - m_address + bytes, m_size);
    ::madvise(m_address + begin, static_cast<std::size_t>(end - begin), advice);
}

}  // namespace marginalia
