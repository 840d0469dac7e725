// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/away/target.h"

#include <cstdint>
#include <optional>
#include <string>

namespace marginalia::away {

/// away.json of a run folder here: that its run trains on a target, and what was last known of it.
/// The folder there has none. What stands beside it here follows what is there.
struct Note {
    enum class State {
        Sending,    ///< files are on their way; there is no worker yet
        Starting,   ///< everything is there, and start number `start` was asked for
        Running,    ///< it was seen to be started
        Ended,      ///< exit.json is here and with it every record
        Cancelled,  ///< taken out of the queue before a worker began
        Lost        ///< its process is gone without an end
    };
    Target target;
    std::string folder;      ///< of the run, there
    std::int64_t start = 0;  ///< how many times it was started
    State state = State::Sending;
    bool connected = false;  ///< as the one who follows it last saw
    std::string word;        ///< of the process there: none, queued, running, gone
    std::string problem;     ///< why it is not connected, or what the lost worker said last

    /// A worker may be at it there.
    bool mayRun() const { return state == State::Starting || state == State::Running; }
};

/// Whether a run folder's run trains elsewhere.
bool isAway(const std::string& runFolder);
Result<Note> readNote(const std::string& runFolder);
Status writeNote(const std::string& runFolder, const Note& note);

/// The lock that the one who follows a run holds.
std::string followLock(const std::string& runFolder);

}  // namespace marginalia::away
