// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jobs/away/frames.h"

#include <map>
#include <string>
#include <vector>

namespace marginalia::away {

/// Writes what grows in a run folder on a target into the run folder here, so that it reads like a
/// run of this machine.
///
/// A growing file here is always a beginning of the one there: bytes are appended at its end and
/// nowhere else, text by whole lines, and a frame that does not fit is an error. What is here when
/// a connection begins says where it goes on.
class Mirror {
public:
    explicit Mirror(std::string runFolder);

    /// NAME:BYTES of every growing file that is here.
    std::vector<std::string> offsets() const;
    /// A new connection begins: lines of which only a part came are forgotten.
    void restart();
    /// A Part or a Whole.
    Status write(const Frame& frame);

private:
    Status append(const Frame& frame);
    Status replace(const Frame& frame);

    std::string m_folder;
    std::map<std::string, std::string> m_torn;  ///< of a file's last line, what came so far
};

}  // namespace marginalia::away
