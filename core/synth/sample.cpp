// SPDX-License-Identifier: Apache-2.0
#include "core/synth/sample.h"

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/jobs/run_folder.h"
#include "core/store/project.h"
#include "core/synth/sample_pairs.h"
#include "core/synth/world.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <memory>

namespace marginalia::synth {

namespace {

namespace fs = std::filesystem;

/// Who made the labels that the sample comes with.
const char* const kAnnotator = "sample";

/// Keeps the first error of requests that end on the writer's thread; read it after flush().
class FirstError {
public:
    template <class T>
    Done<T> watch()
    {
        return [state = m_state](Result<T> result) {
            if (!result && state->ok()) {
                *state = result.error();
            }
        };
    }
    const Status& status() const { return *m_state; }

private:
    std::shared_ptr<Status> m_state = std::make_shared<Status>();
};

Error copyProblem(const std::error_code& code, const std::string& path)
{
    return failure(ErrorKind::Io, {MG_TR("synth", "Cannot copy the sample: %1."), {code.message()}},
                   path, MG_TR("synth", "Make room on the disk, or install Marginalia again."));
}

Status importEntries(ProjectWriter& writer, const std::vector<SampleEntry>& entries,
                     const std::string& path)
{
    MG_TRY(const std::string bytes, readFile(path));
    MG_TRY(const std::int64_t id, writer.beginImport(path, "sample", ""));
    std::vector<Record> records;
    for (const SampleEntry& entry : entries) {
        records.push_back(entry.record);
    }
    const auto size = static_cast<std::int64_t>(bytes.size());
    MG_CHECK(writer.importChunk(id, std::move(records), size));
    ReadEnd end;
    end.records = static_cast<std::int64_t>(entries.size());
    end.rows = end.records;
    end.sha256 = sha256Hex(bytes);
    end.bytes = size;
    return writer.endImport(id, end);
}

Status storeLabels(ProjectWriter& writer, const std::vector<SampleEntry>& entries)
{
    FirstError first;
    for (const SampleEntry& entry : entries) {
        if (entry.judgement) {
            writer.label({Uid::random(), entry.record.uid, kAnnotator, *entry.judgement},
                         first.watch<std::int64_t>());
        }
        if (entry.flagged) {
            writer.flag(entry.record.uid, kAnnotator, true, first.watch<std::int64_t>());
        }
    }
    MG_CHECK(writer.flush());
    return first.status();
}

/// The model of a shipped run is the starter where it lies on this machine.
Status setModel(const std::string& runFolder, const std::string& starter)
{
    const std::string path = runFolder + "/run.json";
    MG_TRY(const std::string text, readFile(path));
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("settings")) {
        return failure(ErrorKind::Corrupt, MG_TR("synth", "The sample's run has no settings."),
                       path, MG_TR("synth", "Install Marginalia again."));
    }
    json["settings"]["model"] = starter;
    return writeFileAtomically(path, json.dump(2) + "\n");
}

/// Last margin and history of every pair of a run, as the table shows them.
Status storeRunMargins(Project& project, const std::string& runFolder)
{
    MG_TRY(const auto reader, project.reader());
    MG_TRY(const auto run, RunReader::open(runFolder));
    MG_TRY(const RunReader::News news, run->poll());
    struct Rewards {
        float chosen = 0;
        float rejected = 0;
        Uid uid;
    };
    std::map<std::pair<std::uint32_t, std::uint16_t>, Rewards> byUnit;
    for (const RowRecord& row : news.rows) {
        Rewards& rewards = byUnit[{row.step, row.unit}];
        rewards.uid = row.uid;
        (row.role == RowRole::Chosen ? rewards.chosen : rewards.rejected) = row.reward;
    }
    std::map<std::int64_t, ProjectReader::Margin> margins;
    for (const auto& [place, rewards] : byUnit) {
        MG_TRY(const RecordId id, reader->idOf(rewards.uid));
        ProjectReader::Margin& margin = margins[number(id)];
        margin.last = rewards.chosen - rewards.rejected;
        margin.n += 1;
        margin.history.push_back(margin.last);
    }
    std::vector<std::pair<RecordId, ProjectReader::Margin>> list;
    for (auto& [id, margin] : margins) {
        if (margin.history.size() > 16) {
            margin.history.erase(margin.history.begin(), margin.history.end() - 16);
        }
        list.emplace_back(RecordId{id}, std::move(margin));
    }
    FirstError first;
    project.writer()->storeMargins(nameOf(runFolder), std::move(list), first.watch<bool>());
    MG_CHECK(project.writer()->flush());
    return first.status();
}

/// Weight-only checkpoints are shipped without what the starter has too; the start is the starter.
Status completeCheckpoint(const std::string& folder, std::int64_t step, const std::string& starter)
{
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(starter, code)) {
        const std::string target = folder + "/" + entry.path().filename().string();
        if (entry.is_regular_file() && !fileExists(target)) {
            fs::copy_file(entry.path(), target, code);
        }
        if (code) {
            return copyProblem(code, target);
        }
    }
    const Json manifest = {{"version", 1}, {"step", step}, {"resumable", false}};
    return writeFileAtomically(folder + "/manifest.json", manifest.dump(1) + "\n");
}

Status completeCheckpoints(const std::string& runFolder, const std::string& starter)
{
    std::error_code code;
    const std::string checkpoints = runFolder + "/checkpoints";
    fs::create_directories(checkpoints + "/step-000000", code);
    for (const auto& entry : fs::directory_iterator(checkpoints, code)) {
        // The number behind "step-".
        const std::string name = entry.path().filename().string();
        std::int64_t step = -1;
        const size_t dash = name.rfind('-') + 1;
        std::from_chars(name.data() + dash, name.data() + name.size(), step);
        MG_CHECK(completeCheckpoint(entry.path().string(), step, starter));
    }
    return code ? Status(copyProblem(code, checkpoints)) : Status();
}

Status copyRuns(Project& project, const std::string& resourceFolder)
{
    std::error_code code;
    const std::string shipped = resourceFolder + "/sample/runs";
    if (!folderExists(shipped)) {
        return {};
    }
    for (const auto& entry : fs::directory_iterator(shipped, code)) {
        const std::string target = project.runsFolder() + "/" + entry.path().filename().string();
        fs::create_directories(project.runsFolder(), code);
        fs::copy(entry.path(), target, fs::copy_options::recursive, code);
        if (code) {
            return copyProblem(code, target);
        }
        MG_CHECK(setModel(target, resourceFolder + "/starter"));
        MG_CHECK(completeCheckpoints(target, resourceFolder + "/starter"));
        MG_CHECK(storeRunMargins(project, target));
    }
    return code ? Status(copyProblem(code, shipped)) : Status();
}

/// Questions for Compare that no model of the sample has seen, the families in turn.
std::vector<StoredPrompt> unseenPrompts()
{
    constexpr std::uint64_t kSeed = 20252;
    constexpr int kRounds = 3;
    Generator generator(kSeed, true);
    std::vector<StoredPrompt> out;
    for (int i = 0; i < kRounds; ++i) {
        for (const Family family :
             {Family::WordProblem, Family::SmallTalk, Family::List, Family::Document}) {
            StoredPrompt prompt;
            Message question;
            question.role = "user";
            question.content = generator.next(family).prompt;
            prompt.messages = {question};
            prompt.topic = familyName(family);
            std::replace(prompt.topic.begin(), prompt.topic.end(), '_', ' ');
            out.push_back(std::move(prompt));
        }
    }
    return out;
}

Status fill(Project& project, const std::string& resourceFolder)
{
    const std::string path = resourceFolder + "/sample/pairs.jsonl";
    MG_TRY(const std::vector<SampleEntry> entries, readSampleEntries(path));
    MG_CHECK(importEntries(*project.writer(), entries, path));
    MG_CHECK(storeLabels(*project.writer(), entries));
    FirstError first;
    project.writer()->setSetting("model", resourceFolder + "/starter", first.watch<bool>());
    MG_CHECK(copyRuns(project, resourceFolder));
    for (const StoredPrompt& prompt : unseenPrompts()) {
        project.writer()->savePrompt(prompt, first.watch<std::int64_t>());
    }
    MG_CHECK(project.writer()->flush());
    return first.status();
}

}  // namespace

Result<std::string> buildSampleProject(const std::string& resourceFolder,
                                       const std::string& targetFolder)
{
    const std::string partial = targetFolder + ".partial";
    const std::string name = nameOf(targetFolder);
    std::error_code code;
    fs::remove_all(partial, code);
    MG_CHECK(makeFolders(folderOf(targetFolder)));
    {
        MG_TRY(const auto project, Project::create(partial, name));
        MG_CHECK(fill(*project, resourceFolder));
    }
    fs::remove_all(targetFolder, code);
    if (code) {
        return copyProblem(code, targetFolder);
    }
    MG_CHECK(renameFile(partial, targetFolder));
    return targetFolder + "/" + name + ".marginalia";
}

}  // namespace marginalia::synth
