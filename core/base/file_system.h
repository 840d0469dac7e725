// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <sys/types.h>

namespace marginalia {

/// The system calls through which files of ours are written: the one seam where fault tests come
/// in.
///
/// Every function behaves as the call of its name: -1 and errno at failure, where nothing else
/// is said.
class FileSystem {
public:
    FileSystem() = default;
    FileSystem(const FileSystem&) = delete;
    FileSystem& operator=(const FileSystem&) = delete;
    virtual ~FileSystem() = default;

    virtual int open(const char* path, int flags, mode_t mode);
    virtual ssize_t write(int descriptor, const void* bytes, std::size_t size);
    /// posix_fallocate: the error itself, 0 without one.
    virtual int allocate(int descriptor, off_t size);
    virtual int sync(int descriptor);  ///< fsync
    virtual int close(int descriptor);
    virtual int rename(const char* from, const char* to);
    virtual int unlink(const char* path);
    virtual int makeFolder(const char* path, mode_t mode);
};

/// The one in use; the system's own unless a test has put another in.
FileSystem& fileSystem();
/// Puts another one in (null: the system's); gives back the one before. Not while files are open.
FileSystem* setFileSystem(FileSystem* other);

}  // namespace marginalia
