// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/tail.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace marginalia {

namespace {

constexpr std::size_t kChunk = 1U << 20U;
constexpr std::size_t kLineLimit = 64U << 20U;

}  // namespace

Tail::Tail(std::string path) : m_path(std::move(path)) {}

Tail::~Tail()
{
    if (m_file >= 0) {
        ::close(m_file);
    }
}

void Tail::reopen()
{
    struct stat now {};
    if (::stat(m_path.c_str(), &now) != 0 || !S_ISREG(now.st_mode)) {
        return;
    }
    if (m_file >= 0 && now.st_ino == m_inode && now.st_dev == m_device) {
        if (static_cast<std::uint64_t>(now.st_size) < m_offset) {
            m_offset = 0;
        }
        return;
    }
    const int file = ::open(m_path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return;
    }
    if (m_file >= 0) {
        ::close(m_file);
    }
    m_file = file;
    m_inode = now.st_ino;
    m_device = now.st_dev;
    m_offset = 0;
}

std::int64_t Tail::size() const
{
    struct stat now {};
    return m_file >= 0 && ::fstat(m_file, &now) == 0 ? static_cast<std::int64_t>(now.st_size) : 0;
}

bool Tail::readAt(char* out, std::size_t count, std::uint64_t at) const
{
    std::size_t done = 0;
    while (m_file >= 0 && done < count) {
        const ssize_t got =
            ::pread(m_file, out + done, count - done, static_cast<off_t>(at + done));
        if (got <= 0) {
            return false;
        }
        done += static_cast<std::size_t>(got);
    }
    return m_file >= 0;
}

void Tail::lines(const std::function<void(const std::string& line)>& take)
{
    reopen();
    std::string pending;
    std::vector<char> chunk(kChunk);
    while (m_file >= 0) {
        const ssize_t got = ::pread(m_file, chunk.data(), chunk.size(),
                                    static_cast<off_t>(m_offset + pending.size()));
        if (got <= 0) {
            return;
        }
        pending.append(chunk.data(), static_cast<std::size_t>(got));
        std::size_t begin = 0;
        for (std::size_t end = pending.find('\n'); end != std::string::npos;
             end = pending.find('\n', begin)) {
            take(pending.substr(begin, end - begin));
            begin = end + 1;
        }
        m_offset += begin;
        pending.erase(0, begin);
        if (pending.size() > kLineLimit) {
            // No line of ours is that long: the file is damaged here, and reading goes on behind
            // it.
            m_offset += pending.size();
            pending.clear();
        }
    }
}

void Tail::bytes(std::size_t header, std::size_t record,
                 const std::function<void(const char* bytes)>& take)
{
    reopen();
    m_offset = std::max<std::uint64_t>(m_offset, header);
    std::vector<char> chunk(kChunk / record * record);
    while (m_file >= 0) {
        const ssize_t got =
            ::pread(m_file, chunk.data(), chunk.size(), static_cast<off_t>(m_offset));
        const std::size_t whole = got > 0 ? static_cast<std::size_t>(got) / record : 0;
        for (std::size_t i = 0; i < whole; ++i) {
            take(chunk.data() + i * record);
        }
        m_offset += whole * record;
        if (whole == 0) {
            return;
        }
    }
}

}  // namespace marginalia
