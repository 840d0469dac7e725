// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/mirror.h"

#include "core/base/file.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/run_names.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace marginalia::away {

namespace {

namespace fs = std::filesystem;

bool isOfLines(const std::string& name)
{
    return name.ends_with(".jsonl") || name.ends_with(".txt");
}

/// Renamed into place but not synced: the next second writes it again.
Status putAside(const std::string& path, const std::string& text)
{
    const std::string temporary = path + ".new";
    {
        std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
        file << text;
        if (!file.flush()) {
            return systemError(errno, MG_TR("jobs", "The run's status cannot be written"), path);
        }
    }
    if (std::rename(temporary.c_str(), path.c_str()) != 0) {
        return systemError(errno, MG_TR("jobs", "The run's status cannot be written"), path);
    }
    return {};
}

}  // namespace

Mirror::Mirror(std::string runFolder) : m_folder(std::move(runFolder)) {}

std::vector<std::string> Mirror::offsets() const
{
    std::vector<std::string> out;
    std::error_code error;
    const auto add = [&](const std::string& name) {
        const auto size = fs::file_size(m_folder + "/" + name, error);
        if (!error && size > 0 && isFollowedName(name)) {
            out.push_back(name + ":" + std::to_string(size));
        }
    };
    for (const char* name :
         {"metrics.jsonl", "samples.jsonl", "rows.bin", "log.txt", "worker.out"}) {
        add(name);
    }
    for (const char* folder : {"tb", "rounds"}) {
        for (const auto& entry : fs::directory_iterator(m_folder + "/" + folder, error)) {
            add(std::string(folder) + "/" + entry.path().filename().string());
        }
    }
    return out;
}

void Mirror::restart()
{
    m_torn.clear();
}

Status Mirror::write(const Frame& frame)
{
    if (!isFollowedName(frame.name)) {
        return failure(ErrorKind::Invalid, MG_TR("jobs", "A target may not write this file here."),
                       quotedForError(frame.name));
    }
    return frame.kind == Frame::Kind::Part ? append(frame) : replace(frame);
}

Status Mirror::append(const Frame& frame)
{
    const std::string path = m_folder + "/" + frame.name;
    if (frame.name.find('/') != std::string::npos) {
        MG_CHECK(makeFolders(folderOf(path)));
    }
    MG_TRY(AppendFile file, AppendFile::open(path));
    std::string& torn = m_torn[frame.name];
    if (file.size() + static_cast<std::int64_t>(torn.size()) != frame.offset) {
        return failure(ErrorKind::Corrupt,
                       MG_TR("jobs", "The file here does not continue the one on the target."),
                       path, MG_TR("jobs", "Does another program write it?"));
    }
    std::string bytes = torn + frame.bytes;
    torn.clear();
    if (isOfLines(frame.name)) {
        const std::size_t end = bytes.rfind('\n');
        const std::size_t whole = end == std::string::npos ? 0 : end + 1;
        torn = bytes.substr(whole);
        bytes.resize(whole);
    }
    return bytes.empty() ? Status() : file.append(bytes);
}

Status Mirror::replace(const Frame& frame)
{
    Json json = Json::parse(frame.bytes, nullptr, false);
    if (!json.is_object()) {
        return {};  // read while it was replaced; it comes again
    }
    if (frame.name == "run.json") {
        // Settings stay as they are here: paths there mean nothing here.
        Json patch = Json::object();
        for (const char* key : {"resolved", "digests"}) {
            if (json.contains(key)) {
                patch[key] = json[key];
            }
        }
        return patch.empty() ? Status() : patchRunJson(m_folder, patch);
    }
    const std::string path = m_folder + "/" + frame.name;
    if (frame.name == "status.json") {
        json["heard_ms"] = run_names::bootMilliseconds();
        return putAside(path, json.dump() + "\n");
    }
    return frame.name == "exit.json" ? writeFileAtomically(path, json.dump() + "\n") : Status();
}

}  // namespace marginalia::away
