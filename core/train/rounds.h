// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/meters.h"
#include "core/train/round_rows.h"
#include "core/train/round_writer.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace marginalia {

/// Writes answers to the prompts of some steps with the model as it is, has them scored, stores
/// them, and hands them out as rows (decisions.md 5 "rounds").
///
/// A round that is stored is read and never written again. What a step trains on may be the data's
/// own answers (writerOf): its units then are those of the plan.
class Rounds {
public:
    Rounds(RoundSettings settings, RoundParts parts);
    Rounds(const Rounds&) = delete;
    Rounds& operator=(const Rounds&) = delete;

    /// The rows of a step; makes or reads its round first. They live until the next round.
    Result<std::vector<UnitRows>> unitsOf(std::int64_t step);
    /// Rewards, lengths and what else is known of the answers of a step.
    MetricValues metricsOf(std::int64_t step) const;
    /// Greedy answers to held-out prompts: eval_reward and eval_completions/mean_length.
    Result<MetricValues> evaluate(const std::vector<TrainItem>& heldOut) const;
    /// Answers to held-out prompts as rows, written as those of a round: what a loss is measured
    /// on where nothing else says how good answers are. They live until the next call.
    Result<std::vector<UnitRows>> heldOutUnits(const std::vector<TrainItem>& heldOut,
                                               std::int64_t batch);

private:
    /// Answers of the round that belong to a step.
    struct StepAnswers {
        std::vector<UnitRows> units;
        std::vector<const RoundAnswer*> answers;  ///< those that metrics speak of
        double ownRows = 0;
        double rows = 0;
    };
    using Planned = std::vector<std::vector<UnitRows>>;  ///< units of each step of the round

    Status begin(std::int64_t round);
    Result<RoundFile> write(std::int64_t round, std::int64_t firstStep,
                            const Planned& planned) const;
    void addLogps(std::int64_t firstStep, const Planned& planned, RoundFile& round) const;
    Status rowsFrom(std::int64_t firstStep, const Planned& planned);
    Status addUnit(const UnitRows& unit, std::size_t& next, StepAnswers& step);
    /// The answers of a prompt in the round's file, from `next` on, which moves behind them; empty:
    /// those there are of another prompt.
    std::vector<const RoundAnswer*> answersTo(const Uid& prompt, const RoundFile& file,
                                              std::size_t& next) const;
    Status learnStartRewards(std::int64_t before);
    void takeStartRewards(const RoundFile& file);
    std::size_t perPrompt() const;

    RoundSettings m_settings;
    RoundParts m_parts;
    RoundWriter m_writer;  ///< on the two above
    std::int64_t m_round = 0;
    RoundFile m_file;
    std::deque<TrainItem> m_items;
    std::deque<TrainItem> m_heldOut;
    std::vector<StepAnswers> m_steps;
    StartRewards m_startRewards;  ///< of all rounds up to `m_known`
    std::int64_t m_known = 0;
};

}  // namespace marginalia
