// SPDX-License-Identifier: Apache-2.0
#include "core/base/file_system.h"

#include <atomic>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace marginalia {

int FileSystem::open(const char* path, int flags, mode_t mode)
{
    return ::open(path, flags, mode);
}

ssize_t FileSystem::write(int descriptor, const void* bytes, std::size_t size)
{
    return ::write(descriptor, bytes, size);
}

int FileSystem::allocate(int descriptor, off_t size)
{
    return ::posix_fallocate(descriptor, 0, size);
}

int FileSystem::sync(int descriptor)
{
    return ::fsync(descriptor);
}

int FileSystem::close(int descriptor)
{
    return ::close(descriptor);
}

int FileSystem::rename(const char* from, const char* to)
{
    return std::rename(from, to);
}

int FileSystem::unlink(const char* path)
{
    return ::unlink(path);
}

int FileSystem::makeFolder(const char* path, mode_t mode)
{
    return ::mkdir(path, mode);
}

namespace {

std::atomic<FileSystem*> replaced = nullptr;

}  // namespace

FileSystem& fileSystem()
{
    static FileSystem system;
    FileSystem* other = replaced.load();
    return other != nullptr ? *other : system;
}

FileSystem* setFileSystem(FileSystem* other)
{
    return replaced.exchange(other);
}

}  // namespace marginalia
