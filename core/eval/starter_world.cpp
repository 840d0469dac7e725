// SPDX-License-Identifier: Apache-2.0
#include "core/eval/starter_world.h"

#include "core/data/messages.h"
#include "core/jobs/snapshot_project.h"
#include "core/synth/corpus.h"
#include "core/train/run_worker.h"

#include <filesystem>

namespace marginalia::starter_world {

std::vector<synth::Example> drawExamples(synth::Family family, std::int64_t count,
                                         std::set<std::string>& taken)
{
    synth::Generator generator(kPromptSeed, true);
    std::vector<synth::Example> out;
    while (static_cast<std::int64_t>(out.size()) < count) {
        synth::Example example = generator.next(family);
        if (taken.insert(example.prompt).second) {
            out.push_back(std::move(example));
        }
    }
    return out;
}

std::vector<Record> drawLabels(std::int64_t count, std::uint64_t seed, std::set<std::string>& taken)
{
    synth::Generator generator(kLabelSeed + seed, true);
    std::vector<Record> out;
    while (static_cast<std::int64_t>(out.size()) < count) {
        const synth::WarmPair pair =
            synth::drawWarmPair(generator, synth::drawPairFamily(generator.random()));
        if (!taken.insert(pair.example.prompt).second) {
            continue;
        }
        Record record;
        record.uid = Uid::random();
        record.prompt = plainMessages("user", pair.example.prompt);
        record.a = plainMessages("assistant", pair.warm);
        record.b = plainMessages("assistant", pair.example.answer);
        record.origin = Origin::ChosenA;
        out.push_back(std::move(record));
    }
    return out;
}

std::vector<Record> drawPrompts(std::int64_t count, std::uint64_t seed,
                                std::set<std::string>& taken)
{
    synth::Generator generator(kLabelSeed + seed, true);
    std::vector<Record> out;
    while (static_cast<std::int64_t>(out.size()) < count) {
        const synth::Example example = generator.next(synth::Family::WordProblem);
        if (!taken.insert(example.prompt).second) {
            continue;
        }
        Record record;
        record.uid = Uid::random();
        record.kind = RecordKind::Demo;
        record.prompt = plainMessages("user", example.prompt);
        record.a = plainMessages("assistant", example.answer);
        out.push_back(std::move(record));
    }
    return out;
}

ScratchFolder::ScratchFolder()
    : m_path(std::filesystem::temp_directory_path().string() + "/marginalia-bench-" +
             Uid::random().hex())
{
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;  // a left-over in the temporary folder harms nothing
    std::filesystem::remove_all(m_path, ignored);
}

Status trainPrepared(const std::string& runFolder)
{
    WorkerOptions worker;
    worker.unattended = true;
    const int code = runWorker(runFolder, worker);
    const RunHealth health = runHealth(runFolder);
    if (code != 0) {
        return failure(ErrorKind::Internal,
                       {MG_TR("bench", "The training failed: %1"),
                        {health.exit ? health.exit->message : "no word of why"}},
                       runFolder);
    }
    if (health.exit && health.exit->reason == "stopped") {
        return failure(ErrorKind::Cancelled, MG_TR("bench", "The training was stopped."),
                       runFolder);
    }
    return {};
}

Result<std::string> trainOn(const std::vector<Record>& labels, const RunSpec& spec,
                            const std::string& runsFolder)
{
    MG_TRY(const PreparedRun run, snapshotFromRecords(labels, spec, runsFolder));
    MG_CHECK(trainPrepared(run.folder));
    return run.folder;
}

Result<std::string> trainedModel(const std::string& runFolder)
{
    const std::vector<CheckpointInfo> checkpoints = listCheckpoints(runFolder);
    if (checkpoints.empty()) {
        return failure(ErrorKind::Internal, MG_TR("bench", "The run left no checkpoint."),
                       runFolder);
    }
    return checkpoints.back().folder;
}

}  // namespace marginalia::starter_world
