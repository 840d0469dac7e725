// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/fetch.h"

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/jobs/away/scripts.h"
#include "core/jobs/run_names.h"

#include <algorithm>
#include <filesystem>

namespace marginalia::away {

namespace {

namespace fs = std::filesystem;

constexpr int kFetchTries = 3;
constexpr std::size_t kMostManifest = 16 << 20;

struct ManifestFile {
    std::string name;
    std::int64_t size = 0;
    std::string sha256;
};

bool isDigest(const std::string& text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// A name that stays below the folder it is put into.
bool isInside(const std::string& name)
{
    if (name.empty() || name.size() > 400 || name[0] == '/') {
        return false;
    }
    for (const auto& part : fs::path(name)) {
        const std::string text = part.string();
        if (text.empty() || text == "." || text == "..") {
            return false;
        }
    }
    return std::none_of(name.begin(), name.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

Error badManifest(const std::string& where)
{
    return failure(ErrorKind::Corrupt, MG_TR("jobs", "The checkpoint's list of files is wrong."),
                   where);
}

Result<std::vector<ManifestFile>> filesOfManifest(const std::string& text, const std::string& where)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("files") || !json["files"].is_object() ||
        json["files"].empty()) {
        return badManifest(where);
    }
    std::vector<ManifestFile> out;
    for (const auto& [name, entry] : json["files"].items()) {
        const bool fits = entry.is_object() && entry.contains("size") &&
                          entry["size"].is_number_integer() && entry.contains("sha256") &&
                          entry["sha256"].is_string();
        if (!fits || !isInside(name) || name == "manifest.json") {
            return badManifest(where);
        }
        ManifestFile file{name, entry["size"].get<std::int64_t>(),
                          entry["sha256"].get<std::string>()};
        if (file.size < 0 || !isDigest(file.sha256)) {
            return badManifest(where);
        }
        out.push_back(std::move(file));
    }
    return out;
}

bool isStepName(const std::string& name)
{
    constexpr const char* kStep = "step-";
    return name.rfind(kStep, 0) == 0 && name.size() > 5 && name.size() < 30 &&
           name.find_first_not_of("0123456789", 5) == std::string::npos;
}

class Fetch {
public:
    Fetch(const Ssh& ssh, std::string runFolder, const Note& note, const Watcher& watcher)
        : m_ssh(ssh),
          m_here(std::move(runFolder) + run_names::kCheckpoints),
          m_there(note.folder + run_names::kCheckpoints),
          m_watcher(watcher)
    {
    }

    Result<std::vector<std::string>> names()
    {
        const std::string folder = m_there.substr(0, m_there.rfind('/'));
        MG_TRY(const RemoteAnswer answer, m_ssh.call({.script = scripts::listCheckpoints(),
                                                      .words = {folder},
                                                      .goOn = m_watcher.goOn}));
        std::vector<std::string> out;
        std::size_t begin = 0;
        while (begin < answer.output.size()) {
            const std::size_t end = std::min(answer.output.find('\n', begin), answer.output.size());
            const std::string name = answer.output.substr(begin, end - begin);
            begin = end + 1;
            if (isStepName(name)) {
                out.push_back(name);
            }
        }
        std::sort(out.begin(), out.end(), [](const std::string& left, const std::string& right) {
            return stepOf(left) < stepOf(right);
        });
        return out;
    }

    static std::int64_t stepOf(const std::string& name) { return std::atoll(name.c_str() + 5); }

    Result<std::string> fetch(const std::string& name)
    {
        const std::string folder = m_here + "/" + name;
        if (fileExists(folder + run_names::kManifest)) {
            return folder;
        }
        std::string manifest;
        MG_CHECK(receive(m_there + "/" + name + run_names::kManifest, 0,
                         [&](std::string_view bytes) -> Status {
                             if (manifest.size() + bytes.size() > kMostManifest) {
                                 return badManifest(m_there + "/" + name);
                             }
                             manifest.append(bytes);
                             return {};
                         }));
        MG_TRY(const std::vector<ManifestFile> files,
               filesOfManifest(manifest, m_ssh.target().name + ":" + m_there + "/" + name));
        const std::string partial = folder + ".partial";
        MG_CHECK(makeFolders(partial));
        MG_CHECK(checkRoom(files));
        for (const ManifestFile& file : files) {
            MG_CHECK(fetchFile(m_there + "/" + name, partial, file));
        }
        MG_CHECK(writeFileAtomically(partial + run_names::kManifest, manifest));
        MG_CHECK(syncFolder(partial));
        MG_CHECK(renameFile(partial, folder));
        return folder;
    }

private:
    Status receive(const std::string& path, std::int64_t offset,
                   const std::function<Status(std::string_view)>& take)
    {
        MG_TRY(const RemoteAnswer answer, m_ssh.call({.script = scripts::sendFile(),
                                                      .words = {path, std::to_string(offset)},
                                                      .take = take,
                                                      .goOn = m_watcher.goOn}));
        if (answer.code != 0) {
            return failure(ErrorKind::NotFound,
                           MG_TR("jobs", "The checkpoint is not there any more."),
                           m_ssh.target().name + ":" + path,
                           MG_TR("jobs", "The run keeps its newest ones; fetch again."));
        }
        return {};
    }

    Status checkRoom(const std::vector<ManifestFile>& files)
    {
        m_progress = {};
        for (const ManifestFile& file : files) {
            m_progress.total += file.size;
        }
        const std::int64_t room = freeBytes(m_here);
        if (room >= 0 && room < m_progress.total) {
            return failure(ErrorKind::Full,
                           {MG_TR("jobs", "The disk has no room for the checkpoint of %1 MB."),
                            {std::to_string(m_progress.total / 1000000)}},
                           m_here, MG_TR("jobs", "Make room and fetch it again."));
        }
        return {};
    }

    Status fetchFile(const std::string& there, const std::string& partial, const ManifestFile& file)
    {
        const std::string path = partial + "/" + file.name;
        MG_CHECK(makeFolders(folderOf(path)));
        const std::int64_t before = m_progress.done;
        for (int tries = 1;; ++tries) {
            m_progress.done = before;
            Status got = tryFile(there, path, file);
            if (got.ok() || !mayPass(got.error()) || tries == kFetchTries) {
                return got;
            }
        }
    }

    Status tryFile(const std::string& there, const std::string& path, const ManifestFile& file)
    {
        MG_TRY(AppendFile out, AppendFile::open(path));
        std::int64_t size = out.size();
        m_progress.name = file.name;
        m_progress.done += std::min(size, file.size);
        if (size < file.size) {
            MG_CHECK(receive(there + "/" + file.name, size, [&](std::string_view bytes) -> Status {
                size += static_cast<std::int64_t>(bytes.size());
                if (size > file.size) {
                    return badManifest(there);  // never more than the disk was looked at for
                }
                m_progress.done += static_cast<std::int64_t>(bytes.size());
                if (m_watcher.tell) {
                    m_watcher.tell(m_progress);
                }
                return out.append(bytes);
            }));
        }
        MG_CHECK(out.sync());
        MG_TRY(const std::string digest, sha256OfFile(path));
        if (size == file.size && digest == file.sha256) {
            return {};
        }
        MG_CHECK(removeFile(path));
        return failure(ErrorKind::Io, MG_TR("jobs", "The file did not arrive as it is there."),
                       path);
    }

    const Ssh& m_ssh;
    std::string m_here;
    std::string m_there;
    const Watcher& m_watcher;
    SendProgress m_progress;
};

}  // namespace

Result<std::vector<std::string>> fetchCheckpoints(const Ssh& ssh, const std::string& runFolder,
                                                  const Note& note, FetchWhich which,
                                                  std::optional<std::int64_t> step,
                                                  const Watcher& watcher)
{
    Fetch fetch(ssh, runFolder, note, watcher);
    MG_TRY(std::vector<std::string> names, fetch.names());
    if (step) {
        std::erase_if(names, [&](const std::string& name) { return Fetch::stepOf(name) != *step; });
        if (names.empty()) {
            return failure(ErrorKind::NotFound,
                           {MG_TR("jobs", "There is no checkpoint of step %1 there."),
                            {std::to_string(*step)}},
                           note.target.name + ":" + note.folder);
        }
    } else if (which == FetchWhich::Newest && names.size() > 1) {
        names.erase(names.begin(), names.end() - 1);
    }
    std::vector<std::string> out;
    for (const std::string& name : names) {
        MG_TRY(const std::string folder, fetch.fetch(name));
        out.push_back(folder);
    }
    return out;
}

}  // namespace marginalia::away
