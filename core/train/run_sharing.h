// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/knobs.h"
#include "core/train/ranks.h"
#include "core/train/run_setup.h"

#include <optional>
#include <string>
#include <vector>

/// What the ranks of a run agree on before its first step. Rank 0 looks, and all go by what it
/// found; each of these is a call of all ranks together. A process alone just looks.
namespace marginalia {

/// run.json as rank 0 read it, so that no rank sees what another has written meanwhile.
Result<Json> sharedRunJson(const std::string& runFolder, Ranks& ranks);

/// Type, pack and number of threads as rank 0 resolved them, divided among the ranks of a machine
/// where the settings leave them open; a card a rank where they leave that open too.
/// What an earlier attempt had `resolved` stays.
Status shareEnvironment(RunEnvironment& environment, const RunSpec& spec, const Json& resolved,
                        Ranks& ranks);

/// The newest checkpoint whose files are all as they were written; the ones passed over are named
/// in `notes`.
Result<std::optional<LoadedCheckpoint>> newestCheckpoint(const std::string& runFolder, Ranks& ranks,
                                                         std::string& folder,
                                                         std::vector<std::string>& notes);

/// The changes of all attempts at the run's settings, as rank 0 read them (knobHistory).
Result<std::vector<KnobEvent>> sharedKnobHistory(const std::string& runFolder, Ranks& ranks);

/// Streams as short on all ranks as on the one with the least memory.
void shareStreamLimit(PreparedTraining& run);

/// Says so among the run's notes where a step has too few micro-batches for all ranks.
void noteIdleRanks(PreparedTraining& run);

/// Invalid when a rank has other data, settings or files than rank 0; `digest` is of all of them.
Status checkAlike(const std::string& digest, Ranks& ranks);

}  // namespace marginalia
