// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/rounds_file.h"
#include "core/model/decoder.h"
#include "core/train/ranks.h"
#include "core/train/round_prompt.h"
#include "core/train/round_settings.h"
#include "core/train/round_sharing.h"
#include "core/train/step_engine.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace marginalia {

/// What a run's rounds are made with; all of it outlives them.
struct RoundParts {
    /// Log-probs of the trained tokens of a unit's rows, or values before them, row by row.
    using TokenValues = std::function<std::vector<std::vector<float>>(const UnitRows& unit)>;

    std::string runFolder;
    const Decoder* policy = nullptr;
    const Decoder* start = nullptr;    ///< writes beside the policy; null: nothing asks for it
    const Decoder* teacher = nullptr;  ///< null: nothing asks for it
    const TextTools* tools = nullptr;
    std::shared_ptr<SnapshotReader> snapshot;
    std::int64_t context = 0;  ///< tokens the model reads; 0: no limit
    /// The prompts of a step, as the plan has them.
    std::function<Result<std::vector<UnitRows>>(std::int64_t step)> prompts;
    TokenValues policyLogps;
    TokenValues startLogps;
    TokenValues baseLogps;  ///< of the model before the start model's training; null: not needed
    TokenValues values;     ///< the critic's; null: the objective has none
    /// Scores of a reward model, row by row; used where the reward is "model".
    std::function<std::vector<double>(const std::vector<const TrainItem*>& items)> modelScores;
    std::int64_t lastStep = 0;
    Ranks* ranks = &singleRank();  ///< that share the writing
    /// False: stop, the round is given up.
    std::function<bool()> goOn;
    /// Told of every round: for the run's log.
    std::function<Status(const RoundFile& round, bool stored, double seconds)> made;
};

/// Writes the answers of a round and has them scored. What it writes depends on weights, settings,
/// seed, prompts and the round's number alone; with several ranks each writes to its share of the
/// prompts.
class RoundWriter {
public:
    /// Both outlive it.
    RoundWriter(const RoundSettings& settings, const RoundParts& parts)
        : m_settings(settings), m_parts(parts)
    {
    }

    /// The answers to each prompt: those to be trained first, then those they are compared with. A
    /// call of all ranks together, which all get all of them.
    Result<std::vector<RoundAnswer>> write(const std::vector<RoundPrompt>& prompts,
                                           std::int64_t round) const;

    /// Adds what the models say of the answers of one unit, as the steps will compute it: the same
    /// streams give the same bits, and ratios of exactly 1 before the first update. `answers` are
    /// those of each prompt that are trained.
    void addLogps(const std::vector<const TrainRow*>& prompts,
                  const std::vector<std::vector<RoundAnswer*>>& answers) const;

private:
    /// Answers without a text yet, and the place of each one's prompt.
    struct Drafts {
        std::vector<RoundAnswer> answers;
        std::vector<std::size_t> prompt;
    };
    bool isOwn(const Drafts& drafts, std::size_t answer) const
    {
        return isOwnInRound(drafts.prompt[answer], *m_parts.ranks);
    }
    Status writeOwn(const std::vector<RoundPrompt>& prompts, Drafts& drafts) const;
    Drafts drafts(const std::vector<RoundPrompt>& prompts, std::int64_t round) const;
    Status generateAs(AnswerWriter writer, const std::vector<RoundPrompt>& prompts,
                      Drafts& drafts) const;
    Status score(const std::vector<RoundPrompt>& prompts, Drafts& drafts) const;
    std::vector<double> scoresOfModel(const std::vector<RoundPrompt>& prompts, const Drafts& drafts,
                                      const std::vector<std::size_t>& which) const;
    double selfReward(const RoundAnswer& answer) const;

    const RoundSettings& m_settings;
    const RoundParts& m_parts;
};

}  // namespace marginalia
