// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace marginalia {

/// An answer to be scored.
struct ScoredAnswer {
    std::string prompt;      ///< plain text of all messages
    std::string completion;  ///< what the model wrote
    std::string reference;   ///< the record's own answer; empty: none
    /// Another answer to compare it with: the reward is the chance that this one is better.
    std::optional<std::string> other = std::nullopt;
};

/// Runs a person's program (through /bin/sh -c) on answers: one JSON line {"prompt", "completion",
/// "reference"} each on its stdin ("other" besides, where there is one), one line {"reward":
/// number} each back on its stdout, in the same order. A reward of null means that it cannot tell
/// (NaN here). Its stderr is ours.
///
/// `goOn` is asked ten times a second and ends the program when it says no (Cancelled). The error
/// names the line that is wrong.
Result<std::vector<double>> askJudge(const std::string& command,
                                     const std::vector<ScoredAnswer>& answers,
                                     const std::function<bool()>& goOn = {});

}  // namespace marginalia
