// SPDX-License-Identifier: Apache-2.0
#include "core/base/mapped_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace marginalia {

namespace {

Error systemFailure(int code, const std::string& path)
{
    return failure(code == ENOENT ? ErrorKind::NotFound : ErrorKind::Io,
                   Text(MG_TR("model", "The file cannot be read: %1."), {std::strerror(code)}),
                   path);
}

}  // namespace

MappedFile::~MappedFile()
{
    if (m_size > 0) {
        ::munmap(m_address, m_size);
    }
}

Result<std::shared_ptr<MappedFile>> MappedFile::open(const std::string& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return systemFailure(errno, path);
    }
    struct stat info {};
    if (::fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
        const int code = S_ISREG(info.st_mode) ? errno : S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
        ::close(file);
        return systemFailure(code, path);
    }
    const auto size = static_cast<std::size_t>(info.st_size);
    void* const address =
        size == 0 ? nullptr : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    const int code = errno;
    ::close(file);
    if (address == MAP_FAILED) {
        return systemFailure(code, path);
    }
    if (size > 0) {
        ::madvise(address, size, MADV_SEQUENTIAL);
    }
    return std::make_shared<MappedFile>(address, size);
}

}  // namespace marginalia
