// SPDX-License-Identifier: Apache-2.0
#include "core/train/reference_table.h"

#include "core/base/crc32c.h"
#include "core/base/file.h"
#include "core/base/file_folders.h"
#include "core/base/sha256.h"

#include <cstring>
#include <map>

namespace marginalia {

namespace {

constexpr char kMagic[8] = {'M', 'G', 'R', 'E', 'F', 0, 0, 1};
constexpr char kByToken = 2;          // last byte of the magic in files with values by token
constexpr std::size_t kKey = 36;      // two uids and the answer
constexpr std::size_t kContent = 32;  // SHA-256

std::string keyOf(const TrainRow& row)
{
    std::string key(kKey, '\0');
    std::memcpy(key.data(), row.promptUid.bytes.data(), 16);
    std::memcpy(key.data() + 16, row.completionUid.bytes.data(), 16);
    std::memcpy(key.data() + 32, &row.answer, 4);
    return key;
}

std::string contentOf(const TrainRow& row)
{
    Sha256 hash;
    hash.add(row.ids.data(), row.ids.size() * sizeof(std::int32_t));
    std::string mask(row.trained.size(), '0');
    for (std::size_t i = 0; i < row.trained.size(); ++i) {
        mask[i] = row.trained[i] ? '1' : '0';
    }
    hash.add(mask);
    const Sha256Digest digest = hash.finish();
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// Key, sum and checksum of both.
void appendRecord(std::string& out, const std::string& key, float sum)
{
    std::string record = key;
    record.append(reinterpret_cast<const char*>(&sum), sizeof sum);
    const std::uint32_t crc = crc32c(record);
    record.append(reinterpret_cast<const char*>(&crc), sizeof crc);
    out += record;
}

/// False when the checksum does not match.
bool readRecord(const char* bytes, std::size_t keyLength, std::string& key, float& sum)
{
    std::uint32_t crc = 0;
    std::memcpy(&crc, bytes + keyLength + sizeof sum, sizeof crc);
    if (crc != crc32c(std::string_view(bytes, keyLength + sizeof sum))) {
        return false;
    }
    key.assign(bytes, keyLength);
    std::memcpy(&sum, bytes + keyLength, sizeof sum);
    return true;
}

/// Number of values, the values, checksum of both.
void appendTokens(std::string& out, const std::vector<float>& tokens)
{
    const auto count = static_cast<std::uint32_t>(tokens.size());
    std::string record(reinterpret_cast<const char*>(&count), sizeof count);
    record.append(reinterpret_cast<const char*>(tokens.data()), tokens.size() * sizeof(float));
    const std::uint32_t crc = crc32c(record);
    record.append(reinterpret_cast<const char*>(&crc), sizeof crc);
    out += record;
}

/// Moves `at` behind what was read; false when it is cut off or does not match.
bool readTokens(const std::string& bytes, std::size_t& at, std::vector<float>& out)
{
    std::uint32_t count = 0;
    std::uint32_t crc = 0;
    if (bytes.size() - at < sizeof count) {
        return false;
    }
    std::memcpy(&count, bytes.data() + at, sizeof count);
    const std::size_t length = sizeof count + count * sizeof(float);
    if (bytes.size() - at < length + sizeof crc) {
        return false;
    }
    std::memcpy(&crc, bytes.data() + at + length, sizeof crc);
    if (crc != crc32c(std::string_view(bytes).substr(at, length))) {
        return false;
    }
    out.resize(count);
    std::memcpy(out.data(), bytes.data() + at + sizeof count, count * sizeof(float));
    at += length + sizeof crc;
    return true;
}

Error damaged(const std::string& path)
{
    return failure(ErrorKind::Corrupt,
                   MG_TR("train", "The run's reference values do not match their checksum."), path,
                   MG_TR("train", "Start the run again; it cannot go on exactly."));
}

}  // namespace

std::optional<float> ReferenceTable::find(const TrainRow& row) const
{
    const auto found = m_sums.find(keyOf(row));
    return found == m_sums.end() ? std::nullopt : std::optional<float>(found->second);
}

void ReferenceTable::put(const TrainRow& row, float sum)
{
    m_sums[keyOf(row)] = sum;
}

const std::vector<float>* ReferenceTable::findTokens(const TrainRow& row) const
{
    const auto found = m_tokens.find(keyOf(row));
    return found == m_tokens.end() ? nullptr : &found->second;
}

void ReferenceTable::putTokens(const TrainRow& row, std::vector<float> tokens, float sum)
{
    const std::string key = keyOf(row);
    m_sums[key] = sum;
    m_tokens[key] = std::move(tokens);
}

Result<std::string> ReferenceTable::save(const std::string& path) const
{
    // In order of the keys: the same run gives the same bytes.
    const std::map<std::string, float> ordered(m_sums.begin(), m_sums.end());
    std::string bytes(kMagic, sizeof kMagic);
    if (!m_tokens.empty()) {
        bytes.back() = kByToken;
    }
    for (const auto& [key, sum] : ordered) {
        appendRecord(bytes, key, sum);
        if (!m_tokens.empty()) {
            appendTokens(bytes, m_tokens.at(key));
        }
    }
    MG_CHECK(writeFileAtomically(path, bytes));
    return sha256Hex(bytes);
}

Result<ReferenceTable> ReferenceTable::load(const std::string& path, const std::string& digest)
{
    MG_TRY(const std::string bytes, readFile(path));
    constexpr std::size_t kRecord = kKey + 8;
    const std::size_t start = sizeof kMagic;
    if (bytes.size() < start || std::memcmp(bytes.data(), kMagic, start - 1) != 0 ||
        (bytes[start - 1] != kMagic[start - 1] && bytes[start - 1] != kByToken) ||
        sha256Hex(bytes) != digest) {
        return damaged(path);
    }
    const bool byToken = bytes[start - 1] == kByToken;
    ReferenceTable table;
    std::size_t at = start;
    while (at < bytes.size()) {
        std::string key;
        float sum = 0;
        if (at + kRecord > bytes.size() || !readRecord(bytes.data() + at, kKey, key, sum)) {
            return damaged(path);
        }
        table.m_sums[key] = sum;
        at += kRecord;
        if (byToken && !readTokens(bytes, at, table.m_tokens[key])) {
            return damaged(path);
        }
    }
    return table;
}

ReferenceCache ReferenceCache::open(const std::string& modelDigest, const std::string& how)
{
    ReferenceCache cache;
    const std::string folder = cacheFolder() + "/reference";
    if (!makeFolders(folder).ok()) {
        return cache;
    }
    cache.m_path = folder + "/" + sha256Hex(modelDigest + "\n" + how).substr(0, 32) + ".bin";
    const auto bytes = readFile(cache.m_path);
    constexpr std::size_t kRecord = kContent + 8;
    if (bytes.ok()) {
        for (std::size_t at = 0; at + kRecord <= bytes->size(); at += kRecord) {
            std::string key;
            float sum = 0;
            // A torn or damaged record shifts or spoils what follows; then the rest is simply
            // computed again.
            if (readRecord(bytes->data() + at, kContent, key, sum)) {
                cache.m_sums[key] = sum;
            }
        }
    }
    return cache;
}

std::optional<float> ReferenceCache::find(const TrainRow& row) const
{
    if (m_sums.empty()) {
        return std::nullopt;
    }
    const auto found = m_sums.find(contentOf(row));
    return found == m_sums.end() ? std::nullopt : std::optional<float>(found->second);
}

void ReferenceCache::put(const TrainRow& row, float sum)
{
    const std::string key = contentOf(row);
    m_sums[key] = sum;
    appendRecord(m_new, key, sum);
}

void ReferenceCache::store()
{
    if (m_path.empty() || m_new.empty()) {
        return;
    }
    auto lock = FileLock::take(m_path + ".lock", "a worker");
    if (!lock.ok()) {
        return;
    }
    auto file = AppendFile::open(m_path);
    constexpr std::int64_t kRecord = kContent + 8;
    if (file.ok()) {
        const std::int64_t torn = file->size() % kRecord;
        const std::string filler(torn == 0 ? 0 : static_cast<std::size_t>(kRecord - torn), '\0');
        const Status stored = file->append(filler + m_new);
        static_cast<void>(stored.ok());
    }
    m_new.clear();
}

}  // namespace marginalia
