// SPDX-License-Identifier: Apache-2.0
#include "core/base/crc32c.h"
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/run_names.h"

#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

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

Error damaged(const std::string& path, const char* what)
{
    return failure(
        ErrorKind::Corrupt, what, path,
        MG_TR("jobs",
              "The run cannot be repeated from this folder; start it again from the project."));
}

Json toJson(const SnapshotItem& item)
{
    Json answers = Json::array();
    for (const Messages& answer : item.answers) {
        answers.push_back(toJson(answer));
    }
    Json label = {{"verdict", verdictName(item.verdict)},
                  {"strength", static_cast<int>(item.strength)},
                  {"annotator", item.annotator}};
    if (item.desirable) {
        label["desirable"] = *item.desirable;
    }
    Json out = {{"uid", item.uid.hex()},
                {"kind", kindName(item.kind)},
                {"text_mode", item.textMode == TextMode::Plain ? "plain" : "chat"},
                {"prompt", toJson(item.prompt)},
                {"answers", answers},
                {"label", label},
                {"weight", item.weight},
                {"split", item.split}};
    if (!item.tools.is_null()) {
        out["tools"] = item.tools;
    }
    if (!item.templateArguments.is_null()) {
        out["template_arguments"] = item.templateArguments;
    }
    return out;
}

bool readLabel(const Json& label, SnapshotItem& item)
{
    if (!label.is_object() || !label.contains("verdict") || !label["verdict"].is_string()) {
        return false;
    }
    const auto verdict = verdictFromName(label["verdict"].get<std::string>());
    const auto strength = label.value("strength", 2);
    if (!verdict || strength < 1 || strength > 3) {
        return false;
    }
    item.verdict = *verdict;
    item.strength = static_cast<Strength>(strength);
    item.annotator = label.value("annotator", std::string());
    if (label.contains("desirable")) {
        item.desirable = label["desirable"].get<bool>();
    }
    return true;
}

std::optional<SnapshotItem> itemFromJson(const Json& json)
{
    SnapshotItem item;
    const auto uid = Uid::fromHex(json.value("uid", std::string()));
    const auto kind = kindFromName(json.value("kind", std::string()));
    const auto prompt = json.contains("prompt") ? messagesFromJson(json["prompt"]) : std::nullopt;
    if (!uid || !kind || !prompt || !json.contains("answers") || !json["answers"].is_array() ||
        !json.contains("label") || !readLabel(json["label"], item)) {
        return std::nullopt;
    }
    item.uid = *uid;
    item.kind = *kind;
    item.prompt = *prompt;
    for (const Json& answer : json["answers"]) {
        auto messages = messagesFromJson(answer);
        if (!messages) {
            return std::nullopt;
        }
        item.answers.push_back(std::move(*messages));
    }
    item.textMode =
        json.value("text_mode", std::string("chat")) == "plain" ? TextMode::Plain : TextMode::Chat;
    item.weight = json.value("weight", 1.0);
    item.split = json.value("split", std::string("train"));
    item.tools = json.value("tools", Json());
    item.templateArguments = json.value("template_arguments", Json());
    return item;
}

class Writer : public SnapshotWriter {
public:
    Writer(std::string folder, AtomicFile file)
        : m_folder(std::move(folder)), m_file(std::move(file))
    {
    }

    Status start() { return append(header(kDataMagic)); }

    Status add(const SnapshotItem& item) override
    {
        const std::string json = toJson(item).dump();
        if (json.size() > kItemLimit) {
            return failure(ErrorKind::Invalid, MG_TR("jobs", "A record is larger than 64 MiB."),
                           item.uid.hex(), MG_TR("jobs", "Leave it out of training."));
        }
        m_offsets.push_back(m_at);
        std::string bytes;
        put(bytes, static_cast<std::uint32_t>(json.size()));
        bytes += json;
        put(bytes, crc32c(json));
        return append(bytes);
    }

    Result<std::string> finish() override
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
        MG_CHECK(writeFileAtomically(m_folder + run_names::kDataIndex, index));
        return digest;
    }

private:
    Status append(const std::string& bytes)
    {
        m_hash.add(bytes);
        m_at += bytes.size();
        return m_file.write(bytes);
    }

    std::string m_folder;
    AtomicFile m_file;
    Sha256 m_hash;
    std::uint64_t m_at = 0;
    std::vector<std::uint64_t> m_offsets;
};

class Reader : public SnapshotReader {
public:
    Reader(std::string path, int file, std::uint64_t size, std::vector<std::uint64_t> offsets,
           std::string digest)
        : m_path(std::move(path)),
          m_file(file),
          m_size(size),
          m_offsets(std::move(offsets)),
          m_digest(std::move(digest))
    {
    }
    ~Reader() override { ::close(m_file); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    std::int64_t size() const override { return static_cast<std::int64_t>(m_offsets.size()); }
    const std::string& digest() const override { return m_digest; }

    Result<SnapshotItem> item(std::int64_t index) override
    {
        if (index < 0 || index >= size()) {
            return failure(ErrorKind::NotFound, MG_TR("jobs", "The run's data has no such record."),
                           m_path);
        }
        const std::uint64_t at = m_offsets[static_cast<size_t>(index)];
        char head[4];
        if (!readAt(head, sizeof head, at)) {
            return damaged(m_path, MG_TR("jobs", "The run's data is cut off."));
        }
        const auto length = get<std::uint32_t>(head);
        if (length > kItemLimit || at + 8 + length > m_size) {
            return damaged(m_path, MG_TR("jobs", "A record of the run's data has a wrong length."));
        }
        std::string bytes(length + 4, '\0');
        if (!readAt(bytes.data(), bytes.size(), at + 4)) {
            return damaged(m_path, MG_TR("jobs", "The run's data is cut off."));
        }
        const std::string json = bytes.substr(0, length);
        if (crc32c(json) != get<std::uint32_t>(bytes.data() + length)) {
            return damaged(
                m_path, MG_TR("jobs", "A record of the run's data does not match its checksum."));
        }
        const Json parsed = Json::parse(json, nullptr, false);
        auto out = parsed.is_object() ? itemFromJson(parsed) : std::nullopt;
        if (!out) {
            return damaged(m_path, MG_TR("jobs", "A record of the run's data cannot be read."));
        }
        return std::move(*out);
    }

private:
    bool readAt(char* out, size_t count, std::uint64_t at) const
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

    std::string m_path;
    int m_file;
    std::uint64_t m_size;
    std::vector<std::uint64_t> m_offsets;
    std::string m_digest;
};

}  // namespace

Result<std::unique_ptr<SnapshotWriter>> SnapshotWriter::create(const std::string& runFolder)
{
    MG_TRY(auto file, AtomicFile::create(runFolder + run_names::kData));
    auto writer = std::make_unique<Writer>(runFolder, std::move(file));
    MG_CHECK(writer->start());
    return std::unique_ptr<SnapshotWriter>(std::move(writer));
}

Result<std::unique_ptr<SnapshotReader>> SnapshotReader::open(const std::string& runFolder)
{
    const std::string indexPath = runFolder + run_names::kDataIndex;
    MG_TRY(const std::string index, readFile(indexPath));
    constexpr size_t kDigest = 64;
    if (index.size() < kHeader + 8 + kDigest + 4 ||
        std::memcmp(index.data(), kIndexMagic, 8) != 0) {
        return damaged(indexPath, MG_TR("jobs", "This is not the index of a run's data."));
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
        return damaged(indexPath,
                       MG_TR("jobs", "The index of the run's data does not match its checksum."));
    }
    std::vector<std::uint64_t> offsets(count);
    for (size_t i = 0; i < count; ++i) {
        offsets[i] = get<std::uint64_t>(index.data() + kHeader + 8 + 8 * i);
    }
    const std::string dataPath = runFolder + run_names::kData;
    const int file = ::open(dataPath.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (file < 0 || ::fstat(file, &info) != 0) {
        if (file >= 0) {
            ::close(file);
        }
        return failure(ErrorKind::NotFound, MG_TR("jobs", "The run's data is not there."),
                       dataPath);
    }
    return std::unique_ptr<SnapshotReader>(std::make_unique<Reader>(
        dataPath, file, static_cast<std::uint64_t>(info.st_size), std::move(offsets),
        index.substr(index.size() - 4 - kDigest, kDigest)));
}

std::string splitOf(const Messages& prompt, double heldOutShare)
{
    // Of the text a person would call the prompt, so that the same question in two files stays
    // together.
    const std::string digest = sha256Hex(plainText(prompt));
    std::uint64_t value = 0;
    for (int i = 0; i < 13; ++i) {  // 52 bits: exact in a double
        const char c = digest[static_cast<size_t>(i)];
        value = value << 4U | static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return static_cast<double>(value) / 4503599627370496.0 < heldOutShare ? "held_out" : "train";
}

}  // namespace marginalia
