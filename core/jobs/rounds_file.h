// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/uid.h"

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// Flag of a row of rows.bin whose answer the run wrote itself: its index is that of the answer in
/// the round's file, whose number stands beside it (decisions.md 5).
inline constexpr std::uint8_t kRowOfRound = 1;

/// Who wrote an answer.
enum class AnswerWriter : std::uint8_t {
    Policy,   ///< the model in training, as it was
    Start,    ///< the start model
    Mixture,  ///< both together: the geometric mixture of their distributions
    Teacher
};

/// An answer that a run's model wrote, with all that training on it needs.
struct RoundAnswer {
    Uid uid;                          ///< of run, round, prompt and number
    Uid prompt;                       ///< the record
    std::uint32_t snapshotIndex = 0;  ///< of the record in data.bin
    std::uint32_t number = 0;         ///< 0, 1, ... among the prompt's answers
    AnswerWriter writer = AnswerWriter::Policy;
    std::vector<std::int32_t> ids;      ///< its tokens, the stop token too
    std::vector<float> oldLogps;        ///< one per token, as the trainer computes them, nats;
                                        ///< empty: not needed
    std::vector<float> samplerLogps;    ///< as the generator computed them
    std::vector<float> referenceLogps;  ///< of the start model; empty: not needed
    std::vector<float> baseLogps;       ///< of the model before its training; empty: not needed
    std::vector<float> oldValues;       ///< of the critic before each token; empty: no critic
    std::string text;
    std::string reason;                                        ///< "stop" or "length"
    double reward = std::numeric_limits<double>::quiet_NaN();  ///< NaN: nobody could tell
    std::vector<std::pair<std::string, double>> parts;         ///< what the reward is made of
    std::uint64_t seed = 0;

    bool ended() const { return reason == "stop"; }
};

/// rounds/000001.bin and .idx of a run folder: the answers of a round in the order they were
/// written for.
struct RoundFile {
    std::int64_t round = 0;
    std::int64_t firstStep = 0;  ///< the steps that train on it
    std::int64_t steps = 0;
    std::vector<RoundAnswer> answers;
};

/// Stores a round; it is on the disk when this returns.
Status writeRound(const std::string& runFolder, const RoundFile& round);
/// Whether the round is there whole; a round is never generated again.
bool hasRound(const std::string& runFolder, std::int64_t round);
/// Reads a round; Corrupt names what is wrong.
Result<RoundFile> readRound(const std::string& runFolder, std::int64_t round);

/// The answer's identity: the same run, round, prompt and number always give the same.
Uid answerUid(const std::string& run, std::int64_t round, const Uid& prompt, std::uint32_t number);

}  // namespace marginalia
