// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/data/record.h"
#include "core/jobs/run_spec.h"
#include "core/synth/world.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

/// What benches and studies on the starter world share: unseen prompts, labels for the warm answer,
/// and a training from them.
namespace marginalia::starter_world {

/// Seeds of prompts and labels: other ones than those of the corpus and of the sample.
inline constexpr std::uint64_t kPromptSeed = 480;
inline constexpr std::uint64_t kLabelSeed = 40;
inline constexpr double kTemperature = 0.8;

/// Prompts of a family that training never draws and that are not in `taken`, which grows.
std::vector<synth::Example> drawExamples(synth::Family family, std::int64_t count,
                                         std::set<std::string>& taken);

/// Pairs as the sample has them, each labelled for its warm answer, none with a prompt in `taken`.
std::vector<Record> drawLabels(std::int64_t count, std::uint64_t seed,
                               std::set<std::string>& taken);

/// Word problems with their answer as reference, for objectives that write answers of their own.
std::vector<Record> drawPrompts(std::int64_t count, std::uint64_t seed,
                                std::set<std::string>& taken);
/// Word problems with four answers each: right and warm, right, warm, neither; with scores, ratings
/// of both qualities and visits.
std::vector<Record> drawGroups(std::int64_t count, std::uint64_t seed,
                               std::set<std::string>& taken);
/// Word problems solved in judged steps, half of them with a wrong calculation.
std::vector<Record> drawSteps(std::int64_t count, std::uint64_t seed, std::set<std::string>& taken);
/// What an objective learns from in the starter world: prompts for those that write, groups for
/// those that need scores or ratings, steps, else pairs.
std::vector<Record> drawRecords(const std::string& objective, std::int64_t count,
                                std::uint64_t seed, std::set<std::string>& taken);

/// A folder below the system's temporary one that goes with the object.
class ScratchFolder {
public:
    ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder();
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

/// Trains on the labels in this process; gives the run's folder. A run that was stopped is an error
/// of kind Cancelled.
Result<std::string> trainOn(const std::vector<Record>& labels, const RunSpec& spec,
                            const std::string& runsFolder);
/// The same of a run folder that is prepared.
Status trainPrepared(const std::string& runFolder);
/// The folder of a run's last checkpoint.
Result<std::string> trainedModel(const std::string& runFolder);

}  // namespace marginalia::starter_world
