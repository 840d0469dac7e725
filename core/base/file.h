// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace marginalia {

/// An Error of the system's errno: Full for no space, NotFound, Io otherwise; `doing` is a sentence
/// without a full stop.
Error systemError(int code, Text doing, const std::string& path);

/// Whole content of a file. More than `most` bytes is an error, so that a wrong path cannot fill
/// the memory.
Result<std::string> readFile(const std::string& path, std::int64_t most = std::int64_t{1} << 30U);

/// Puts `bytes` at `path` so that a crash or power cut leaves the old or the new file, never a
/// mixture.
Status writeFileAtomically(const std::string& path, std::string_view bytes);

/// A file that appears whole: temporary in the same folder, write, fsync, close, rename, fsync of
/// the folder.
class AtomicFile {
public:
    static Result<AtomicFile> create(const std::string& path);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&& other) noexcept;
    /// Without commit() the temporary is removed and the old file stays.
    ~AtomicFile();

    Status write(std::string_view bytes);
    /// Makes it visible; acknowledged means on the disk. Only once.
    Status commit();
    std::int64_t size() const { return m_size; }

private:
    AtomicFile() = default;
    void abandon();

    std::string m_path;
    std::string m_temporary;
    int m_descriptor = -1;
    std::int64_t m_size = 0;
};

/// A file that only grows; made (and its folder synced) when it is not there.
class AppendFile {
public:
    static Result<AppendFile> open(const std::string& path);
    AppendFile(AppendFile&& other) noexcept;
    AppendFile& operator=(AppendFile&& other) noexcept;
    ~AppendFile();

    /// All of it or an error; after an error the end of the file is unknown and must be looked at.
    Status append(std::string_view bytes);
    /// After a failed sync the file must not be written any more: make a new one from memory
    /// (reliability.md 14).
    Status sync();
    std::int64_t size() const { return m_size; }

private:
    AppendFile() = default;
    void close();

    std::string m_path;
    int m_descriptor = -1;
    std::int64_t m_size = 0;
};

/// A kernel lock (flock) on a file, held until the object goes or the process ends, however it
/// ends.
class FileLock {
public:
    /// `holder` says in words who holds it and is written into the file. Another holder: Locked,
    /// with their words in `what`.
    static Result<FileLock> take(const std::string& path, const std::string& holder);
    /// Whether somebody holds it now.
    static bool held(const std::string& path);
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

private:
    FileLock() = default;
    int m_descriptor = -1;
};

bool fileExists(const std::string& path);
bool folderExists(const std::string& path);
Result<std::int64_t> fileSize(const std::string& path);
/// The folder of `path` ("." when it names none) and its last component.
std::string folderOf(const std::string& path);
std::string nameOf(const std::string& path);

/// Makes a folder and what is missing above it, each synced into its parent.
Status makeFolders(const std::string& path);
/// fsync of a folder: a rename or new file in it survives a power cut only after this.
Status syncFolder(const std::string& path);
/// fsync of a file that somebody else wrote.
Status syncFile(const std::string& path);
/// Removes a file; not being there is no error.
Status removeFile(const std::string& path);
/// Renames within one file system and syncs the target's folder.
Status renameFile(const std::string& from, const std::string& to);
/// Bytes that may still be written where `path` lies; -1 when unknown.
std::int64_t freeBytes(const std::string& path);

}  // namespace marginalia
