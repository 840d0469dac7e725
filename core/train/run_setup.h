// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_folder.h"
#include "core/model/decoder.h"
#include "core/train/run_origin.h"
#include "core/train/share_exchange.h"
#include "core/train/train_loop.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace marginalia {

/// What "auto" became on this machine, and what a bit-identical resume depends on.
struct RunEnvironment {
    at::ScalarType dtype = at::kFloat;
    c10::Device device = c10::Device(at::kCPU);
    int threads = 0;  ///< 0: still to be measured with the model itself
    Json json;        ///< dtype, device, threads, cpu_path, products, libtorch
    /// The process among those of the run: they share a machine's memory and the moments.
    RankEnvironment ranks = {};

    /// Computes with so many threads from now on and records it; 0 leaves it open.
    void setThreads(int count);

    /// What differs from an earlier environment, as sentences; empty: the numbers will be the same.
    std::vector<std::string> differences(const Json& earlier) const;
};
/// Resolves dtype and device, and sets the threads that the settings or an earlier attempt name.
/// `resolved` is what an earlier
/// attempt of the run took (run.json), null at the first: "auto" is resolved once.
/// So many `ranks` share the run; their shares of weights are what counts for the memory.
Result<RunEnvironment> resolveEnvironment(const RunSpec& spec, const ModelConfig& config,
                                          const Json& resolved, int ranks = 1);

/// Whether blocks are computed again from the first step of an attempt on; where the settings leave
/// it open, what an earlier attempt came to, and always where `ranks` hold the weights in shares.
bool recomputesFrom(const RunSpec& spec, const Json& resolved, int ranks = 1);

/// A run that is ready for its next step.
struct PreparedTraining {
    RunSpec spec;      ///< in force: run.json's with what was changed on the way
    RunSpec settings;  ///< those of run.json
    RunEnvironment environment;
    TextTools tools;
    std::shared_ptr<SnapshotReader> snapshot;
    std::unique_ptr<ShareExchange> exchange;  ///< of the decoder's weights; null: it has all
    std::unique_ptr<Decoder> decoder;
    std::unique_ptr<TrainLoop> loop;
    Ranks* ranks = &singleRank();     ///< that train together; outlives the run
    std::int64_t fromStep = 0;        ///< steps that are done
    bool recomputing = false;         ///< what was said last of Decoder::recomputing()
    std::optional<RunParent> parent;  ///< the run begins here as a fork of another
    std::int64_t skippedInARow = 0;
    std::vector<std::string> notExact;  ///< why a resume is not bit-identical
    std::vector<std::string>
        notes;  ///< for the log: rows left out, checkpoints that were passed over
    std::string dataDigest;
    std::string planDigest;
};

/// Told how far loading and caching are; false stops it.
using SetupProgress = std::function<bool(RunState state, double share)>;

/// What a run is prepared for: a plan needs no reference values and no state of a checkpoint, and
/// asks no second model about the data, which other numbers stand for.
enum class Purpose : std::uint8_t { Training, Planning };

/// Reads the folder's run.json, snapshot, model and newest whole checkpoint, and makes the
/// reference values (or reads ref.bin). Memory: what the run keeps does not fit. Every rank reads
/// the folder; rank 0 alone writes there, and what it finds holds for all. A plan is made by one.
Result<PreparedTraining> prepareTraining(const std::string& runFolder,
                                         const SetupProgress& progress,
                                         Purpose purpose = Purpose::Training,
                                         Ranks& ranks = singleRank());

}  // namespace marginalia
