// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_spec.h"

#include <cstdint>
#include <string>

namespace marginalia {

/// How a run writes its own answers: from the settings of its objective.
struct RoundSettings {
    /// What becomes of a prompt's answers.
    enum class Shape : std::uint8_t {
        Group,          ///< all are rows of one item
        AgainstStart,   ///< the policy's first, then one of the start model
        Demonstrations  ///< those that passed, as demonstrations
    };
    Shape shape = Shape::Group;
    int answers = 8;  ///< of the policy
    double temperature = 1;
    std::int64_t longest = 256;  ///< tokens
    std::int64_t stepsPerRound = 1;
    std::string reward;  ///< a rule of core/synth/verify.h, or "judge"
    std::string judge;   ///< command
    bool maskTruncated = false;
    double accept = 1;
    bool bestOnly = false;
    bool dropTies = false;   ///< pairs of equal rewards weigh nothing
    bool reference = false;  ///< log-probs of the start model are needed
    std::uint64_t seed = 1;
};
RoundSettings roundSettings(const RunSpec& spec);

}  // namespace marginalia
