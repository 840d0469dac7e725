// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/rounds_file.h"
#include "core/jobs/run_spec.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace marginalia {

/// How a run writes its own answers: from the settings of its objective.
struct RoundSettings {
    /// What becomes of a prompt's answers.
    enum class Shape : std::uint8_t {
        Group,           ///< all are rows of one item
        AgainstStart,    ///< the policy's first, then one of the start model
        AgainstMixture,  ///< the policy's, with its chance against one of the mixture
        Demonstrations   ///< those that passed, as demonstrations
    };
    Shape shape = Shape::Group;
    int answers = 8;           ///< of the policy
    int startAnswers = 0;      ///< of the start model, when a prompt comes for the first time
    double startShare = 0.5;   ///< of the start model in the mixture
    bool comparesTwo = false;  ///< the judge is asked for chances, not for rewards
    double temperature = 1;
    std::int64_t longest = 256;  ///< tokens
    std::int64_t stepsPerRound = 1;
    std::string reward;  ///< a rule of core/synth/verify.h, "model" or "judge"; empty: none
    std::string judge;   ///< command
    bool maskTruncated = false;
    double accept = 1;
    bool bestOnly = false;
    bool pairs = false;      ///< both answers of a prompt are ranked
    bool dropTies = false;   ///< pairs of equal rewards weigh nothing
    bool reference = false;  ///< log-probs of the start model are needed
    bool oldLogps = true;    ///< those of the policy as it was are needed

    double ownShare = 1;          ///< of the batches that the policy answers; others are given
    bool givenByTeacher = false;  ///< the teacher writes those; else they are the data's

    /// The reward is how much the start model's training raised an answer's log-prob (srppo).
    bool selfReward = false;
    bool selfAverage = false;  ///< a token
    double selfBound = 0;      ///< of its size; 0: none
    std::uint64_t seed = 1;
};
RoundSettings roundSettings(const RunSpec& spec);

/// Who writes the answers of a batch: of the `unit`-th of a step; nothing: they are the data's. A
/// function of the seed and its arguments, so that a resume decides the same.
std::optional<AnswerWriter> writerOf(const RoundSettings& settings, std::int64_t step,
                                     std::size_t unit);
/// Whether a run writes any answers at all.
bool writesAnswers(const RoundSettings& settings);

}  // namespace marginalia
