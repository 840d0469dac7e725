// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <sys/types.h>

namespace marginalia {

/// Follows one growing file by inode and offset; each call costs what is new. Not there yet is no
/// error.
///
/// A file that was replaced or became shorter is read again from its beginning.
class Tail {
public:
    explicit Tail(std::string path);
    ~Tail();
    Tail(const Tail&) = delete;
    Tail& operator=(const Tail&) = delete;

    /// Whole new lines without their line break; a torn last one waits.
    void lines(const std::function<void(const std::string& line)>& take);
    /// Whole new records of `record` bytes behind a header of `header` bytes.
    void bytes(std::size_t header, std::size_t record,
               const std::function<void(const char* bytes)>& take);

    /// Follows the path to the file that is there now.
    void reopen();
    std::int64_t size() const;  ///< 0: not there
    bool readAt(char* out, std::size_t count, std::uint64_t at) const;

private:
    std::string m_path;
    int m_file = -1;
    ino_t m_inode = 0;
    dev_t m_device = 0;
    std::uint64_t m_offset = 0;
};

}  // namespace marginalia
