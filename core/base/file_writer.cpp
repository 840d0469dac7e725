// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/base/file_system.h"
#include "core/base/uid.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace marginalia {

namespace {

Status writeAll(int descriptor, std::string_view bytes, const std::string& path)
{
    while (!bytes.empty()) {
        const ssize_t put = fileSystem().write(descriptor, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return systemError(put == 0 ? EIO : errno, MG_TR("base", "The file cannot be written"),
                               path);
        }
        bytes.remove_prefix(static_cast<size_t>(put));
    }
    return {};
}

}  // namespace

Status writeFileAtomically(const std::string& path, std::string_view bytes)
{
    MG_TRY(AtomicFile file, AtomicFile::create(path));
    MG_CHECK(file.write(bytes));
    return file.commit();
}

Result<AtomicFile> AtomicFile::create(const std::string& path)
{
    AtomicFile file;
    file.m_path = path;
    // In the same folder: rename is atomic only within one file system. The random part lets two
    // writers meet unharmed.
    file.m_temporary = path + "." + Uid::random().hex().substr(0, 12) + ".tmp";
    file.m_descriptor =
        fileSystem().open(file.m_temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file.m_descriptor < 0) {
        const int code = errno;
        file.m_temporary.clear();
        return systemError(code, MG_TR("base", "The file cannot be made"), path);
    }
    return file;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_temporary(std::exchange(other.m_temporary, {})),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_size(other.m_size)
{
}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept
{
    if (this != &other) {
        abandon();
        m_path = std::move(other.m_path);
        m_temporary = std::exchange(other.m_temporary, {});
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_size = other.m_size;
    }
    return *this;
}

AtomicFile::~AtomicFile()
{
    abandon();
}

void AtomicFile::abandon()
{
    if (m_descriptor >= 0) {
        fileSystem().close(m_descriptor);
        m_descriptor = -1;
    }
    if (!m_temporary.empty()) {
        fileSystem().unlink(m_temporary.c_str());
        m_temporary.clear();
    }
}

Status AtomicFile::write(std::string_view bytes)
{
    m_size += static_cast<std::int64_t>(bytes.size());
    return writeAll(m_descriptor, bytes, m_path);
}

Status AtomicFile::commit()
{
    FileSystem& system = fileSystem();
    if (system.sync(m_descriptor) != 0) {
        return systemError(errno, MG_TR("base", "The file cannot be written to the disk"), m_path);
    }
    if (system.close(std::exchange(m_descriptor, -1)) != 0) {
        return systemError(errno, MG_TR("base", "The file cannot be closed"), m_path);
    }
    if (system.rename(m_temporary.c_str(), m_path.c_str()) != 0) {
        return systemError(errno, MG_TR("base", "The file cannot be put in its place"), m_path);
    }
    m_temporary.clear();
    return syncFolder(folderOf(m_path));
}

Result<AppendFile> AppendFile::open(const std::string& path)
{
    AppendFile file;
    file.m_path = path;
    const bool isNew = !fileExists(path);
    file.m_descriptor =
        fileSystem().open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (file.m_descriptor < 0) {
        return systemError(errno, MG_TR("base", "The file cannot be opened for writing"), path);
    }
    if (isNew) {
        MG_CHECK(syncFolder(folderOf(path)));
    }
    MG_TRY(file.m_size, fileSize(path));
    return file;
}

AppendFile::AppendFile(AppendFile&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_size(other.m_size)
{
}

AppendFile& AppendFile::operator=(AppendFile&& other) noexcept
{
    if (this != &other) {
        close();
        m_path = std::move(other.m_path);
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_size = other.m_size;
    }
    return *this;
}

AppendFile::~AppendFile()
{
    close();
}

void AppendFile::close()
{
    if (m_descriptor >= 0) {
        fileSystem().close(std::exchange(m_descriptor, -1));
    }
}

Status AppendFile::append(std::string_view bytes)
{
    MG_CHECK(writeAll(m_descriptor, bytes, m_path));
    m_size += static_cast<std::int64_t>(bytes.size());
    return {};
}

Status AppendFile::sync()
{
    if (fileSystem().sync(m_descriptor) != 0) {
        return systemError(errno, MG_TR("base", "The file cannot be written to the disk"), m_path);
    }
    return {};
}

}  // namespace marginalia
