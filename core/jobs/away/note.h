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
    bool connected = false;   ///< as the one who follows it last saw
    std::string word;         ///< of the process there: none, queued, running, gone
    std::string problem;      ///< why it is not connected, or what the lost worker said last
    std::int64_t sent = 0;    ///< bytes that are there of the folder on its way, of
    std::int64_t toSend = 0;  ///< all of it; 0: none is on its way

    /// A worker may be at it there.
    bool mayRun() const { return state == State::Starting || state == State::Running; }
};

/// Whether a run folder's run trains elsewhere.
bool isAway(const std::string& runFolder);
Result<Note> readNote(const std::string& runFolder);
Status writeNote(const std::string& runFolder, const Note& note);

/// The locks that the one who follows a run holds, and the one who sends it.
std::string followLock(const std::string& runFolder);
std::string sendLock(const std::string& runFolder);

/// Has the one who follows a run try the line now instead of waiting; nobody follows it: nothing.
Status tryAtOnce(const std::string& runFolder);
/// For the one who follows it: whether that was asked since the last time.
bool takeTryAtOnce(const std::string& runFolder);

}  // namespace marginalia::away
