// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>

namespace marginalia {

/// A file without a name that stands in for memory: mapped for reading and writing, gone with its
/// last owner or the process, however it ends.
///
/// All its room on the disk is taken at the start, because a mapped file that finds the disk full
/// later ends the process.
class ScratchFile {
public:
    /// Zeros. Full: the disk has no room for them; Io: the folder cannot be written, or its file
    /// system maps no files.
    static Result<std::shared_ptr<ScratchFile>> make(const std::string& folder, std::int64_t bytes);
    ScratchFile(char* address, std::int64_t size) : m_address(address), m_size(size) {}
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    ~ScratchFile();

    char* bytes() const { return m_address; }
    std::int64_t size() const { return m_size; }
    /// Asks for pages ahead of their use; places outside of the file are nobody's business here.
    void fetch(const void* from, std::int64_t bytes) const;
    /// Gives pages back to the system, which writes them when it likes; they come back when they
    /// are touched.
    void release(const void* from, std::int64_t bytes) const;

private:
    void advise(const void* from, std::int64_t bytes, int advice) const;

    char* m_address;
    std::int64_t m_size;
};

}  // namespace marginalia
