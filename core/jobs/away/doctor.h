// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/away/ssh.h"

#include <string>
#include <vector>

namespace marginalia::away {

/// One thing that was looked at on a target.
struct Finding {
    enum class Verdict { Ok, Remark, Problem };
    std::string id;  ///< connection, machine, tools, folder, disk, memory, program, version,
                     ///< training, gpu, launcher
    Verdict verdict = Verdict::Ok;
    Text what;  ///< what there is, or what is wrong
    Text todo;  ///< what to do about it
};

const char* verdictWord(Finding::Verdict verdict);  ///< ok, remark, problem

/// Looks at a target in one connection, and changes nothing there. `version` is what the program
/// there must say of itself. A target that cannot be reached is one finding.
std::vector<Finding> examine(const Ssh& ssh, const std::string& version);

/// Whether nothing stands in the way of a run.
bool isFit(const std::vector<Finding>& findings);

}  // namespace marginalia::away
