// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <functional>
#include <string>
#include <vector>

namespace marginalia {

/// An answer to be scored.
struct ScoredAnswer {
    std::string prompt;      ///< plain text of all messages
    std::string completion;  ///< what the model wrote
    std::string reference;   ///< the record's own answer; empty: none
};

/// Runs a person's program (through /bin/sh -c) on answers: one JSON line {"prompt", "completion",
/// "reference"} each on its stdin, one line {"reward": number} each back on its stdout, in the same
/// order. A reward of null means that it cannot tell (NaN here). Its stderr is ours.
///
/// `goOn` is asked ten times a second and ends the program when it says no (Cancelled). The error
/// names the line that is wrong.
Result<std::vector<double>> askJudge(const std::string& command,
                                     const std::vector<ScoredAnswer>& answers,
                                     const std::function<bool()>& goOn = {});

}  // namespace marginalia
