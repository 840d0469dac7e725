// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace marginalia::away {

/// What the script that follows a run prints, one after the other: a line, and behind it the bytes
/// that it announces.
struct Frame {
    enum class Kind {
        Part,     ///< "F NAME OFFSET COUNT": bytes that a growing file got
        Whole,    ///< "W NAME COUNT": a file that is replaced as a whole
        Shorter,  ///< "S NAME SIZE": the file there is shorter than what is here
        Beat,     ///< "B STATE": a look is over; none, queued, running, gone
        Ended,    ///< "E": all of an ended run has come, exit.json last
        Lost      ///< "L": its process is gone and left no exit.json
    };
    Kind kind = Kind::Beat;
    std::string name;  ///< or the state's word
    std::int64_t offset = 0;
    std::string bytes;
};

/// Cuts a stream of any pieces into frames. What is not a frame is an error: Io, as a line that was
/// cut, because the next connection begins anew.
class FrameReader {
public:
    Status feed(std::string_view bytes, const std::function<Status(const Frame& frame)>& take);

private:
    Status head(const std::string& line);

    std::string m_line;
    Frame m_frame;
    std::size_t m_wanted = 0;  ///< bytes of the frame still to come
};

/// Whether a run folder has a file of this name that may be written here: nothing else that a
/// target says is believed.
bool isFollowedName(const std::string& name);

}  // namespace marginalia::away
