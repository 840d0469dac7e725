// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace marginalia {

/// A file in memory, for reading only; the mapping ends with the last owner.
///
/// A file that somebody else cuts short while it is mapped ends the process: the window never maps
/// foreign files (reliability.md 18).
class MappedFile {
public:
    /// Read ahead from front to back. A folder, or what cannot be opened, is an error.
    static Result<std::shared_ptr<MappedFile>> open(const std::string& path);
    MappedFile(void* address, std::size_t size) : m_address(address), m_size(size) {}
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    std::string_view bytes() const { return {static_cast<const char*>(m_address), m_size}; }

private:
    void* m_address;
    std::size_t m_size;
};

}  // namespace marginalia
