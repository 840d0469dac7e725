// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/fork.h"
#include "core/train/checkpoint.h"
#include "core/train/ranks.h"
#include "core/train/train_data.h"

#include <optional>
#include <string>
#include <vector>

namespace marginalia {

/// Of everything that the order of the data follows from.
std::string planDigestOf(const RunSpec& spec, const std::string& dataDigest,
                         const TextTools& tools);

/// What a run goes on from.
struct RunOrigin {
    std::optional<LoadedCheckpoint> checkpoint;  ///< nothing: the start model
    std::string folder;                          ///< of the checkpoint
    /// The run that this one was forked from, while the checkpoint is still the one it left: made
    /// with its settings, not with ours.
    std::optional<RunParent> parent;
};

/// The newest checkpoint whose files are all as they were written; those passed over are named in
/// `notes`. Invalid: it belongs to other data or settings than those of `run` (run.json). Of
/// several ranks the first looks, and all go on from what it found.
Result<RunOrigin> runOrigin(const std::string& runFolder, const Json& run,
                            const std::string& dataDigest, const std::string& planDigest,
                            std::vector<std::string>& notes, Ranks& ranks);

/// Settings of run.json with what was changed up to a checkpoint, and the other way round: what
/// a checkpoint keeps of it. Null: nothing.
Result<RunSpec> withChanges(const RunSpec& settings, const Json& changed);
Json changesOf(const RunSpec& settings, const RunSpec& now);

}  // namespace marginalia
