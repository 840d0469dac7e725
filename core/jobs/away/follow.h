// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/away/note.h"
#include "core/jobs/run_folder.h"

#include <chrono>
#include <functional>
#include <string>

namespace marginalia::away {

struct FollowOptions {
    std::function<bool()> goOn = {};  ///< no: it ends with Cancelled, and the run goes on there
    /// After every look: what is known now. The records are in the folder.
    std::function<void(const Note& note)> tell = {};
    std::chrono::milliseconds interval{1000};   ///< between looks there
    std::chrono::milliseconds firstWait{1000};  ///< before it connects again; doubled up to
    std::chrono::milliseconds longestWait{30000};
    bool once = false;        ///< all that is there now, then it ends
    bool fetchNewest = true;  ///< when the run has ended
    std::string program = "ssh";
};

/// Follows a run on a target until it ends: its records, log and status grow in the run folder here
/// as they do there, and what control.jsonl here asks for is sent. After a cut it connects again,
/// later and later or when tryAtOnce() asks for it, and goes on at the byte where it was; a refused
/// key ends it. At the end the
/// newest checkpoint is fetched. Gives the note as it is then: running (`once`), ended, cancelled
/// or lost.
///
/// Locked: somebody else follows this run.
Result<Note> followRun(const std::string& runFolder, const FollowOptions& options);

}  // namespace marginalia::away
