// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"

#include "core/base/file_system.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace marginalia {

Error systemError(int code, Text doing, const std::string& path)
{
    ErrorKind kind = ErrorKind::Io;
    Text todo;
    if (code == ENOSPC || code == EDQUOT || code == EFBIG) {
        kind = ErrorKind::Full;
        todo = MG_TR("base", "Make room on the disk and try again.");
    } else if (code == ENOENT) {
        kind = ErrorKind::NotFound;
        todo = MG_TR("base", "Check the path.");
    } else if (code == EACCES || code == EPERM || code == EROFS) {
        todo = MG_TR("base", "Check the permissions of the file and its folder.");
    }
    Text what(MG_TR("base", "%1: %2."), {doing.str(), std::strerror(code)});
    return failure(kind, std::move(what), path, std::move(todo));
}

Result<std::string> readFile(const std::string& path, std::int64_t most)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return systemError(errno, MG_TR("base", "The file cannot be opened"), path);
    }
    std::string out;
    char buffer[1U << 16U];
    while (true) {
        const ssize_t got = ::read(descriptor, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            const int code = errno;
            ::close(descriptor);
            return systemError(code, MG_TR("base", "The file cannot be read"), path);
        }
        if (got == 0) {
            break;
        }
        out.append(buffer, static_cast<size_t>(got));
        if (static_cast<std::int64_t>(out.size()) > most) {
            ::close(descriptor);
            return failure(
                ErrorKind::Invalid,
                Text(MG_TR("base", "The file is larger than %1 bytes."), {std::to_string(most)}),
                path, MG_TR("base", "Check whether this is the right file."));
        }
    }
    ::close(descriptor);
    return out;
}

bool fileExists(const std::string& path)
{
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

bool folderExists(const std::string& path)
{
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

Result<std::int64_t> fileSize(const std::string& path)
{
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
        return systemError(errno, MG_TR("base", "The file cannot be looked at"), path);
    }
    return static_cast<std::int64_t>(info.st_size);
}

std::string folderOf(const std::string& path)
{
    const size_t slash = path.rfind('/');
    if (slash == std::string::npos) {
        return ".";
    }
    return slash == 0 ? "/" : path.substr(0, slash);
}

std::string nameOf(const std::string& path)
{
    const size_t slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

Status syncFolder(const std::string& path)
{
    FileSystem& system = fileSystem();
    const int descriptor = system.open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (descriptor < 0) {
        return systemError(errno, MG_TR("base", "The folder cannot be opened"), path);
    }
    const int outcome = system.sync(descriptor);
    const int code = errno;
    system.close(descriptor);
    if (outcome != 0) {
        return systemError(code, MG_TR("base", "The folder cannot be written to the disk"), path);
    }
    return {};
}

Status syncFile(const std::string& path)
{
    FileSystem& system = fileSystem();
    const int descriptor = system.open(path.c_str(), O_RDONLY | O_CLOEXEC, 0);
    if (descriptor < 0) {
        return systemError(errno, MG_TR("base", "The file cannot be opened"), path);
    }
    const int outcome = system.sync(descriptor);
    const int code = errno;
    system.close(descriptor);
    if (outcome != 0) {
        return systemError(code, MG_TR("base", "The file cannot be written to the disk"), path);
    }
    return {};
}

Status makeFolders(const std::string& path)
{
    if (path.empty() || folderExists(path)) {
        return {};
    }
    std::string trimmed = path;
    while (trimmed.size() > 1 && trimmed.back() == '/') {
        trimmed.pop_back();
    }
    const std::string parent = folderOf(trimmed);
    if (parent != trimmed) {
        MG_CHECK(makeFolders(parent));
    }
    if (fileSystem().makeFolder(trimmed.c_str(), 0777) != 0 && errno != EEXIST) {
        return systemError(errno, MG_TR("base", "The folder cannot be made"), trimmed);
    }
    if (!folderExists(trimmed)) {
        return failure(ErrorKind::Io, MG_TR("base", "A file stands where a folder is needed."),
                       trimmed, MG_TR("base", "Choose another place."));
    }
    return syncFolder(parent);
}

Status removeFile(const std::string& path)
{
    if (fileSystem().unlink(path.c_str()) != 0 && errno != ENOENT) {
        return systemError(errno, MG_TR("base", "The file cannot be removed"), path);
    }
    return {};
}

Status renameFile(const std::string& from, const std::string& to)
{
    if (fileSystem().rename(from.c_str(), to.c_str()) != 0) {
        return systemError(errno, MG_TR("base", "The file cannot be renamed"), from);
    }
    return syncFolder(folderOf(to));
}

std::int64_t freeBytes(const std::string& path)
{
    struct statvfs info {};
    if (::statvfs(path.c_str(), &info) != 0) {
        return -1;
    }
    return static_cast<std::int64_t>(info.f_bavail) * static_cast<std::int64_t>(info.f_frsize);
}

}  // namespace marginalia
