// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/sha256.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace marginalia {

/// A file of JSON items (decisions.md 5): a header, then per item u32 length, compact JSON, u32
/// CRC-32C; beside it an index of offsets with the SHA-256 of the file. The index comes last: items
/// without an index were never finished.
class ItemFileWriter {
public:
    static Result<std::unique_ptr<ItemFileWriter>> create(const std::string& path,
                                                          const std::string& indexPath);

    /// `name` is what an error calls the item.
    Status add(const Json& item, const std::string& name);
    /// Syncs both files; gives the SHA-256 of the items.
    Result<std::string> finish();

private:
    ItemFileWriter(std::string indexPath, AtomicFile file);
    Status append(const std::string& bytes);

    std::string m_indexPath;
    AtomicFile m_file;
    Sha256 m_hash;
    std::uint64_t m_at = 0;
    std::vector<std::uint64_t> m_offsets;
};

/// Reads such a file; every item is checked against its CRC.
class ItemFileReader {
public:
    static Result<std::unique_ptr<ItemFileReader>> open(const std::string& path,
                                                        const std::string& indexPath);
    ~ItemFileReader();
    ItemFileReader(const ItemFileReader&) = delete;
    ItemFileReader& operator=(const ItemFileReader&) = delete;

    std::int64_t size() const { return static_cast<std::int64_t>(m_offsets.size()); }
    Result<Json> item(std::int64_t index) const;
    /// As the index has it.
    const std::string& digest() const { return m_digest; }
    /// What a damaged item is reported as.
    Error damaged(const char* what) const;

private:
    ItemFileReader() = default;
    bool readAt(char* out, std::size_t count, std::uint64_t at) const;

    std::string m_path;
    int m_file = -1;
    std::uint64_t m_size = 0;
    std::vector<std::uint64_t> m_offsets;
    std::string m_digest;
};

}  // namespace marginalia
