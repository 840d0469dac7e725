// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/jobs/away/upload.h"
#include "core/jobs/hub_cache.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/run_names.h"

#include <filesystem>

namespace marginalia::away {

namespace {

/// What goes where: models of one run, each once.
class RunSender {
public:
    RunSender(const Ssh& ssh, std::string runFolder, const Watcher& watcher)
        : m_ssh(ssh), m_runFolder(std::move(runFolder)), m_watcher(watcher)
    {
    }

    Result<std::string> send()
    {
        MG_CHECK(checkNotBegun());
        MG_TRY(Json run, readRunJson(m_runFolder));
        MG_TRY(const WorkPlace place, makeWorkPlace(m_ssh, m_watcher.goOn));
        m_place = place;
        Json& settings = run["settings"];
        if (!settings.is_object()) {
            return failure(ErrorKind::Corrupt, MG_TR("jobs", "The run has no settings."),
                           m_runFolder + run_names::kRunJson);
        }
        for (const char* field : {"model", "reward_model", "base_model", "teacher"}) {
            const std::string named = settings.value(field, std::string());
            if (!named.empty()) {
                MG_TRY(settings[field], modelThere(named, std::string(field) == "teacher"));
            }
        }
        const std::string folder = m_place.folder + "/runs/" + nameOf(m_runFolder);
        MG_TRY(const std::vector<SentFile> files, runFiles(run));
        MG_CHECK(sendFolder(m_ssh, folder, files, m_watcher));
        return folder;
    }

private:
    /// The order of the data and every checkpoint belong to where the models lie: a run cannot
    /// move.
    Status checkNotBegun() const
    {
        for (const char* name : {run_names::kMetrics, run_names::kStatus, run_names::kExit}) {
            if (fileExists(m_runFolder + name)) {
                return failure(ErrorKind::Invalid,
                               MG_TR("jobs", "The run has begun on this machine and stays here."),
                               m_runFolder,
                               MG_TR("jobs", "Prepare a new one: marginalia-cli train --prepare."));
            }
        }
        return {};
    }

    /// Where a model lies there; it is sent unless it does.
    Result<std::string> modelThere(const std::string& named, bool mayBeSeveral)
    {
        const auto known = m_ssh.target().models.find(named);
        if (known != m_ssh.target().models.end()) {
            return known->second;
        }
        auto found = findModel(named);
        if (!found.ok() && mayBeSeveral && named.find(',') != std::string::npos) {
            return modelsThere(named);
        }
        MG_TRY(const ModelPlace place, std::move(found));
        // The folder of a hub's name is known by that name too.
        const auto mapped =
            m_ssh.target().models.find(place.repository.empty() ? place.folder : place.repository);
        if (mapped != m_ssh.target().models.end()) {
            return mapped->second;
        }
        MG_TRY(const std::vector<SentFile> files, modelFiles(place.folder));
        std::int64_t bytes = 0;
        for (const SentFile& file : files) {
            bytes += file.size;
        }
        const std::string folder = m_place.folder + "/models/" + contentName(files);
        if (m_place.freeBytes >= 0 && bytes > m_place.freeBytes) {
            return noRoom(bytes);
        }
        MG_CHECK(sendFolder(m_ssh, folder, files, m_watcher));
        return folder;
    }

    /// "one, other": several teachers.
    Result<std::string> modelsThere(const std::string& list)
    {
        std::string out;
        std::size_t begin = 0;
        while (begin <= list.size()) {
            const std::size_t end = std::min(list.find(',', begin), list.size());
            const std::size_t first = list.find_first_not_of(' ', begin);
            if (first < end) {
                const std::size_t last = list.find_last_not_of(' ', end - 1);
                MG_TRY(const std::string there,
                       modelThere(list.substr(first, last - first + 1), false));
                out += (out.empty() ? "" : ",") + there;
            }
            begin = end + 1;
        }
        return out;
    }

    Error noRoom(std::int64_t bytes) const
    {
        return failure(
            ErrorKind::Full,
            {MG_TR("jobs",
                   "There is no room for the model: it has %1 MB, and %2 MB are "
                   "free."),
             {std::to_string(bytes / 1000000), std::to_string(m_place.freeBytes / 1000000)}},
            m_ssh.target().name + ":" + m_place.folder,
            MG_TR("jobs", "Make room there, or name another folder."));
    }

    Result<std::vector<SentFile>> runFiles(const Json& run) const
    {
        std::vector<SentFile> out(3);
        out[0].name = "run.json";
        out[0].text = run.dump(1) + "\n";
        out[0].size = static_cast<std::int64_t>(out[0].text.size());
        out[0].sha256 = sha256Hex(out[0].text);
        out[1].path = m_runFolder + run_names::kData;
        out[2].path = m_runFolder + run_names::kDataIndex;
        for (std::size_t i = 1; i < out.size(); ++i) {
            out[i].name = nameOf(out[i].path);
            MG_TRY(out[i].size, fileSize(out[i].path));
            MG_TRY(out[i].sha256, sha256OfFile(out[i].path));
        }
        return out;
    }

    const Ssh& m_ssh;
    std::string m_runFolder;
    const Watcher& m_watcher;
    WorkPlace m_place;
};

}  // namespace

Result<std::string> sendRun(const Ssh& ssh, const std::string& runFolder, const Watcher& watcher)
{
    return RunSender(ssh, runFolder, watcher).send();
}

}  // namespace marginalia::away
