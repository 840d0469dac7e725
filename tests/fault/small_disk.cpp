// SPDX-License-Identifier: Apache-2.0
#include "tests/fault/small_disk.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace marginalia::fault {

namespace {

bool refused(const char* what, std::string& why)
{
    why = std::string(what) + ": " + std::strerror(errno);
    return false;
}

/// The owner of the namespace is who we were: files keep their owner.
void mapOwner(uid_t user, gid_t group)
{
    std::ofstream("/proc/self/setgroups") << "deny";
    std::ofstream("/proc/self/uid_map") << user << ' ' << user << " 1";
    std::ofstream("/proc/self/gid_map") << group << ' ' << group << " 1";
}

}  // namespace

bool SmallDisk::mount(const std::string& folder, std::int64_t bytes, std::string& why)
{
    const uid_t user = ::getuid();
    const gid_t group = ::getgid();
    if (::unshare(CLONE_NEWNS) != 0) {
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) {
            return refused("no mount namespace", why);
        }
        mapOwner(user, group);
    }
    // Nothing of this reaches the system's own mounts.
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
        return refused("the mounts stay shared", why);
    }
    std::filesystem::create_directories(folder);
    const std::string size = "size=" + std::to_string(bytes);
    if (::mount("tmpfs", folder.c_str(), "tmpfs", 0, size.c_str()) != 0) {
        return refused("no tmpfs", why);
    }
    m_folder = folder;
    return true;
}

void SmallDisk::fill(std::int64_t room)
{
    struct statvfs disk {};
    ::statvfs(m_folder.c_str(), &disk);
    const auto left =
        static_cast<std::int64_t>(disk.f_bavail) * static_cast<std::int64_t>(disk.f_bsize);
    const int file = ::open(ballast().c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (file >= 0) {
        static_cast<void>(::posix_fallocate(file, 0, std::max<std::int64_t>(left - room, 1)));
        ::close(file);
    }
}

void SmallDisk::freeAgain()
{
    ::unlink(ballast().c_str());
}

}  // namespace marginalia::fault
