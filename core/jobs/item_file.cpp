// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/item_file.h"

#include "core/base/crc32c.h"

#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace marginalia {

namespace {

constexpr char kDataMagic[8] = {'M', 'G', 'D', 'A', 'T', 'A', 0, 0};
constexpr char kIndexMagic[8] = {'M', 'G', 'D', 'I', 'D', 'X', 0, 0};
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeader = 16;
constexpr std::uint32_t kItemLimit = 64U << 20U;

template <class Number>
void put(std::string& out, Number value)
{
    for (size_t i = 0; i < sizeof value; ++i) {
        out.push_back(static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i)));
    }
}

template <class Number>
Number get(const char* bytes)
{
    std::uint64_t value = 0;
    for (size_t i = 0; i < sizeof(Number); ++i) {
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return static_cast<Number>(value);
}

std::string header(const char* magic)
{
    std::string out(magic, 8);
    put(out, kVersion);
    put(out, std::uint32_t{0});
    return out;
}

Error damagedFile(const std::string& path, const char* what)
{
    return failure(
        ErrorKind::Corrupt, what, path,
        MG_TR("jobs",
              "The run cannot be repeated from this folder; start it again from the project."));
}

}  // namespace

ItemFileWriter::ItemFileWriter(std::string indexPath, AtomicFile file)
    : m_indexPath(std::move(indexPath)), m_file(std::move(file))
{
}

Result<std::unique_ptr<ItemFileWriter>> ItemFileWriter::create(const std::string& path,
                                                               const std::string& indexPath)
{
    MG_TRY(auto file, AtomicFile::create(path));
    std::unique_ptr<ItemFileWriter> out(new ItemFileWriter(indexPath, std::move(file)));
    MG_CHECK(out->append(header(kDataMagic)));
    return out;
}

Status ItemFileWriter::add(const Json& item, const std::string& name)
{
    const std::string json = item.dump();
    if (json.size() > kItemLimit) {
        return failure(ErrorKind::Invalid, MG_TR("jobs", "A record is larger than 64 MiB."), name,
                       MG_TR("jobs", "Leave it out of training."));
    }
    m_offsets.push_back(m_at);
    std::string bytes;
    put(bytes, static_cast<std::uint32_t>(json.size()));
    bytes += json;
    put(bytes, crc32c(json));
    return append(bytes);
}

Result<std::string> ItemFileWriter::finish()
{
    MG_CHECK(m_file.commit());
    std::string index = header(kIndexMagic);
    put(index, static_cast<std::uint64_t>(m_offsets.size()));
    for (const std::uint64_t offset : m_offsets) {
        put(index, offset);
    }
    const std::string digest = hexOf(m_hash.finish());
    index += digest;
    put(index, crc32c(index));
    MG_CHECK(writeFileAtomically(m_indexPath, index));
    return digest;
}

Status ItemFileWriter::append(const std::string& bytes)
{
    m_hash.add(bytes);
    m_at += bytes.size();
    return m_file.write(bytes);
}

ItemFileReader::~ItemFileReader()
{
    if (m_file >= 0) {
        ::close(m_file);
    }
}

Error ItemFileReader::damaged(const char* what) const
{
    return damagedFile(m_path, what);
}

Result<std::unique_ptr<ItemFileReader>> ItemFileReader::open(const std::string& path,
                                                             const std::string& indexPath)
{
    MG_TRY(const std::string index, readFile(indexPath));
    constexpr size_t kDigest = 64;
    if (index.size() < kHeader + 8 + kDigest + 4 ||
        std::memcmp(index.data(), kIndexMagic, 8) != 0) {
        return damagedFile(indexPath, MG_TR("jobs", "This is not the index of a run's data."));
    }
    if (get<std::uint32_t>(index.data() + 8) != kVersion) {
        return failure(ErrorKind::Unsupported,
                       MG_TR("jobs", "The run's data was written by another version."), indexPath,
                       MG_TR("jobs", "Use the version that made the run."));
    }
    const auto count = get<std::uint64_t>(index.data() + kHeader);
    if (count != (index.size() - kHeader - 8 - kDigest - 4) / 8 ||
        (index.size() - kHeader - 8 - kDigest - 4) % 8 != 0 ||
        crc32c(index.substr(0, index.size() - 4)) !=
            get<std::uint32_t>(index.data() + index.size() - 4)) {
        return damagedFile(
            indexPath, MG_TR("jobs", "The index of the run's data does not match its checksum."));
    }
    std::vector<std::uint64_t> offsets(count);
    for (size_t i = 0; i < count; ++i) {
        offsets[i] = get<std::uint64_t>(index.data() + kHeader + 8 + 8 * i);
    }
    std::unique_ptr<ItemFileReader> out(new ItemFileReader);
    out->m_path = path;
    out->m_file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (out->m_file < 0 || ::fstat(out->m_file, &info) != 0) {
        return failure(ErrorKind::NotFound, MG_TR("jobs", "The run's data is not there."), path);
    }
    out->m_size = static_cast<std::uint64_t>(info.st_size);
    out->m_offsets = std::move(offsets);
    out->m_digest = index.substr(index.size() - 4 - kDigest, kDigest);
    return out;
}

Result<Json> ItemFileReader::item(std::int64_t index) const
{
    if (index < 0 || index >= size()) {
        return failure(ErrorKind::NotFound, MG_TR("jobs", "The run's data has no such record."),
                       m_path);
    }
    const std::uint64_t at = m_offsets[static_cast<size_t>(index)];
    char head[4];
    if (!readAt(head, sizeof head, at)) {
        return damaged(MG_TR("jobs", "The run's data is cut off."));
    }
    const auto length = get<std::uint32_t>(head);
    if (length > kItemLimit || at + 8 + length > m_size) {
        return damaged(MG_TR("jobs", "A record of the run's data has a wrong length."));
    }
    std::string bytes(length + 4, '\0');
    if (!readAt(bytes.data(), bytes.size(), at + 4)) {
        return damaged(MG_TR("jobs", "The run's data is cut off."));
    }
    const std::string json = bytes.substr(0, length);
    if (crc32c(json) != get<std::uint32_t>(bytes.data() + length)) {
        return damaged(MG_TR("jobs", "A record of the run's data does not match its checksum."));
    }
    Json parsed = Json::parse(json, nullptr, false);
    if (!parsed.is_object()) {
        return damaged(MG_TR("jobs", "A record of the run's data cannot be read."));
    }
    return parsed;
}

bool ItemFileReader::readAt(char* out, size_t count, std::uint64_t at) const
{
    size_t done = 0;
    while (done < count) {
        const ssize_t got =
            ::pread(m_file, out + done, count - done, static_cast<off_t>(at + done));
        if (got <= 0) {
            return false;
        }
        done += static_cast<size_t>(got);
    }
    return true;
}

}  // namespace marginalia
