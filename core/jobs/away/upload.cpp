// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/upload.h"

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/jobs/away/scripts.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <set>
#include <unistd.h>

namespace marginalia::away {

namespace {

namespace fs = std::filesystem;

constexpr int kSendTries = 3;

/// Forms of weights that are never read, and what a checkpoint has beside its model.
bool isSent(const std::string& name)
{
    static const std::set<std::string> endings = {".bin",  ".pt",      ".pth",  ".ckpt", ".h5",
                                                  ".onnx", ".msgpack", ".gguf", ".ot",   ".tflite"};
    static const std::set<std::string> state = {"optimizer.safetensors", "state.json",
                                                "manifest.json", "pinned"};
    return name[0] != '.' && !endings.contains(fs::path(name).extension().string()) &&
           !state.contains(name);
}

Status measure(SentFile& file)
{
    if (file.path.empty()) {
        file.size = static_cast<std::int64_t>(file.text.size());
        file.sha256 = sha256Hex(file.text);
        return {};
    }
    MG_TRY(file.size, fileSize(file.path));
    MG_TRY(file.sha256, sha256OfFile(file.path));
    return {};
}

/// A file from an offset on, read as it is asked for.
class FileInput {
public:
    static Result<FileInput> open(const SentFile& file, std::int64_t offset)
    {
        FileInput out(file);
        out.m_at = offset;
        if (!file.path.empty()) {
            out.m_descriptor = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
            if (out.m_descriptor < 0) {
                return systemError(errno, MG_TR("jobs", "The file cannot be opened"), file.path);
            }
        }
        return out;
    }
    FileInput(FileInput&& other) noexcept
        : m_file(other.m_file),
          m_at(other.m_at),
          m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    FileInput& operator=(FileInput&&) = delete;
    ~FileInput()
    {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
    }

    Result<std::size_t> read(char* out, std::size_t room)
    {
        // Not more than was measured: what the file got since would not fit its digest.
        const std::int64_t left = m_file.size - m_at;
        room = std::min(room, static_cast<std::size_t>(std::max<std::int64_t>(left, 0)));
        if (m_descriptor < 0) {
            std::copy_n(m_file.text.data() + m_at, room, out);
        } else if (room > 0) {
            const ssize_t got = ::pread(m_descriptor, out, room, m_at);
            if (got < 0) {
                return systemError(errno, MG_TR("jobs", "The file cannot be read"), m_file.path);
            }
            room = static_cast<std::size_t>(got);
        }
        m_at += static_cast<std::int64_t>(room);
        return room;
    }

private:
    explicit FileInput(const SentFile& file) : m_file(file) {}

    const SentFile& m_file;
    std::int64_t m_at = 0;
    int m_descriptor = -1;
};

/// What lies there of a folder.
struct Parts {
    bool whole = false;
    std::map<std::string, std::int64_t> sizes;
};

Result<Parts> listParts(const Ssh& ssh, const std::string& folder,
                        const std::function<bool()>& goOn)
{
    MG_TRY(const RemoteAnswer answer,
           ssh.call({.script = scripts::listParts(), .words = {folder}, .goOn = goOn}));
    Parts out;
    std::size_t begin = 0;
    while (begin < answer.output.size()) {
        const std::size_t end = std::min(answer.output.find('\n', begin), answer.output.size());
        const std::string line = answer.output.substr(begin, end - begin);
        begin = end + 1;
        const std::size_t space = line.find(' ');
        if (line == "whole") {
            out.whole = true;
        } else if (space != std::string::npos) {
            std::int64_t size = -1;
            std::from_chars(line.data(), line.data() + space, size);
            out.sizes[line.substr(space + 1)] = size;
        }
    }
    return out;
}

Error putProblem(const Ssh& ssh, const std::string& path, const RemoteAnswer& answer)
{
    const std::string where = ssh.target().name + ":" + path;
    if (answer.code == scripts::kNotWhole) {
        return failure(ErrorKind::Io, MG_TR("jobs", "The file did not arrive as it was sent."),
                       where);
    }
    if (answer.code == scripts::kElsewhere) {
        return failure(ErrorKind::Io, MG_TR("jobs", "Somebody else sends this file too."), where);
    }
    return failure(
        ErrorKind::Full,
        {MG_TR("jobs", "The file cannot be written there: %1"), {quotedForError(answer.errors)}},
        where, MG_TR("jobs", "Look at the room and the rights of the working folder."));
}

/// Sends what is missing of one file and has it verified.
Status putFile(const Ssh& ssh, const std::string& folder, const SentFile& file, std::int64_t offset,
               const Watcher& watcher, SendProgress& progress)
{
    MG_TRY(FileInput input, FileInput::open(file, offset));
    progress.name = file.name;
    const auto feed = [&](char* out, std::size_t room) -> Result<std::size_t> {
        MG_TRY(const std::size_t got, input.read(out, room));
        progress.done += static_cast<std::int64_t>(got);
        if (watcher.tell) {
            watcher.tell(progress);
        }
        return got;
    };
    MG_TRY(const RemoteAnswer answer,
           ssh.call({.script = scripts::putFile(),
                     .words = {folder, file.name, std::to_string(offset), file.sha256},
                     .input = feed,
                     .goOn = watcher.goOn}));
    return answer.code == 0 ? Status() : putProblem(ssh, folder + "/" + file.name, answer);
}

Status sendMissing(const Ssh& ssh, const std::string& folder, const std::vector<SentFile>& files,
                   const Watcher& watcher)
{
    MG_TRY(const Parts parts, listParts(ssh, folder, watcher.goOn));
    const auto sizeThere = [&](const std::string& name) {
        const auto found = parts.sizes.find(name);
        return found == parts.sizes.end() ? std::int64_t{-1} : found->second;
    };
    if (parts.whole) {
        for (const SentFile& file : files) {
            if (sizeThere(file.name) != file.size) {
                return failure(ErrorKind::Corrupt,
                               {MG_TR("jobs",
                                      "\"%1\" has another size there than it was sent "
                                      "with."),
                                {file.name}},
                               ssh.target().name + ":" + folder,
                               MG_TR("jobs", "Delete that folder there; it is sent again."));
            }
        }
        return {};
    }
    SendProgress progress;
    std::vector<std::pair<const SentFile*, std::int64_t>> missing;
    for (const SentFile& file : files) {
        if (sizeThere(file.name) == file.size) {
            continue;  // verified when it got this name
        }
        const std::int64_t begun = std::max<std::int64_t>(sizeThere(file.name + ".new"), 0);
        const std::int64_t offset = std::min(begun, file.size);
        missing.emplace_back(&file, begun > file.size ? begun : offset);
        progress.total += file.size - offset;
    }
    for (const auto& [file, offset] : missing) {
        MG_CHECK(putFile(ssh, folder, *file, offset, watcher, progress));
    }
    MG_TRY(const RemoteAnswer settled,
           ssh.call({.script = scripts::settle(), .words = {folder}, .goOn = watcher.goOn}));
    return settled.code == 0 ? Status() : putProblem(ssh, folder, settled);
}

}  // namespace

Result<std::vector<SentFile>> modelFiles(const std::string& folder)
{
    if (!fileExists(folder + "/config.json")) {
        return failure(ErrorKind::Unsupported,
                       MG_TR("jobs",
                             "Only whole models are sent to a target: a folder with a "
                             "config.json."),
                       folder,
                       MG_TR("jobs", "Make one first: marginalia-cli convert MODEL --out FOLDER."));
    }
    std::vector<SentFile> out;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (!isSent(name) || !fs::is_regular_file(entry.path(), error)) {
            continue;
        }
        if (std::any_of(name.begin(), name.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
            return failure(ErrorKind::Unsupported,
                           MG_TR("jobs", "The file's name has a line break."),
                           folder + "/" + quotedForError(name));
        }
        SentFile file;
        file.name = name;
        file.path = entry.path().string();
        MG_CHECK(measure(file));
        out.push_back(std::move(file));
    }
    std::sort(out.begin(), out.end(),
              [](const SentFile& left, const SentFile& right) { return left.name < right.name; });
    return out;
}

std::string contentName(const std::vector<SentFile>& files)
{
    std::string text;
    for (const SentFile& file : files) {
        text += file.name + "\t" + std::to_string(file.size) + "\t" + file.sha256 + "\n";
    }
    return sha256Hex(text).substr(0, 32);
}

Result<WorkPlace> makeWorkPlace(const Ssh& ssh, const std::function<bool()>& goOn)
{
    MG_TRY(
        const RemoteAnswer answer,
        ssh.call({.script = scripts::makeFolder(), .words = {ssh.target().folder}, .goOn = goOn}));
    const std::size_t end = answer.output.find('\n');
    if (answer.code != 0 || answer.output.empty() || answer.output[0] != '/' ||
        end == std::string::npos) {
        return failure(ErrorKind::Invalid,
                       {MG_TR("jobs", "The working folder cannot be made there: %1"),
                        {quotedForError(answer.errors)}},
                       ssh.target().name + ":" + ssh.target().folder,
                       MG_TR("jobs", "Name another folder, or look at the rights of this one."));
    }
    WorkPlace out{answer.output.substr(0, end), -1};
    const std::string rest = answer.output.substr(end + 1);
    std::int64_t kilobytes = -1;
    if (std::from_chars(rest.data(), rest.data() + rest.size(), kilobytes).ec == std::errc()) {
        out.freeBytes = kilobytes * 1024;
    }
    return out;
}

Status sendFolder(const Ssh& ssh, const std::string& folder, const std::vector<SentFile>& files,
                  const Watcher& watcher)
{
    for (int tries = 1;; ++tries) {
        Status sent = sendMissing(ssh, folder, files, watcher);
        // What was cut goes on; a host that is away stays so for longer than three tries take.
        if (sent.ok() || !mayPass(sent.error()) || tries == kSendTries) {
            return sent;
        }
    }
}

}  // namespace marginalia::away
