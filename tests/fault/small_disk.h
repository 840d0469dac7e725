// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace marginalia::fault {

/// A real file system of a few megabytes: a tmpfs in a mount namespace of this process alone, which
/// ends with it.
class SmallDisk {
public:
    /// Before the first thread. False, with the reason in `why`: the system allows no mount.
    bool mount(const std::string& folder, std::int64_t bytes, std::string& why);
    bool isMounted() const { return !m_folder.empty(); }
    /// Leaves so many bytes, in whole pages.
    void fill(std::int64_t room);
    void freeAgain();

private:
    std::string ballast() const { return m_folder + "/ballast"; }

    std::string m_folder;
};

}  // namespace marginalia::fault
