// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/judge.h"
#include "core/jobs/rounds_file.h"
#include "core/model/decoder.h"
#include "core/train/meters.h"
#include "core/train/round_prompt.h"
#include "core/train/round_settings.h"
#include "core/train/train_data.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace marginalia {

/// What a run's rounds are made with; all of it outlives them.
struct RoundParts {
    std::string runFolder;
    Decoder* policy = nullptr;
    /// The start model beside a policy whose own weights change; null: the policy with its adapter
    /// off, or none is needed.
    const Decoder* start = nullptr;
    const TextTools* tools = nullptr;
    std::shared_ptr<SnapshotReader> snapshot;
    std::int64_t context = 0;  ///< tokens the model reads; 0: no limit
    /// The prompts of a step, as the plan has them.
    std::function<Result<std::vector<UnitRows>>(std::int64_t step)> prompts;
    /// Log-probs of trained tokens under the policy as it is, row by row.
    std::function<std::vector<std::vector<float>>(const UnitRows& unit)> policyLogps;
    /// The same under the start model.
    std::function<std::vector<std::vector<float>>(const UnitRows& unit)> startLogps;
    /// The critic's values before every trained token; null: the objective has none.
    std::function<std::vector<std::vector<float>>(const UnitRows& unit)> values;
    /// Scores of a reward model, row by row; used where the reward is "model".
    std::function<std::vector<double>(const std::vector<const TrainItem*>& items)> modelScores;
    std::int64_t lastStep = 0;
    /// False: stop, the round is given up.
    std::function<bool()> goOn;
    /// Told of every round: for the run's log.
    std::function<Status(const RoundFile& round, bool stored, double seconds)> made;
};

/// Writes answers to the prompts of some steps with the model as it is, has them scored, stores
/// them, and hands them out as rows (decisions.md 5 "rounds").
///
/// A round depends on weights, settings, seed and its number alone. One that is stored is read and
/// never written again.
class Rounds {
public:
    Rounds(RoundSettings settings, RoundParts parts);

    /// The rows of a step; makes or reads its round first. They live until the next round.
    Result<std::vector<UnitRows>> unitsOf(std::int64_t step);
    /// Rewards, lengths and what else is known of the answers of a step.
    MetricValues metricsOf(std::int64_t step) const;
    /// Greedy answers to held-out prompts: eval_reward and eval_completions/mean_length.
    Result<MetricValues> evaluate(const std::vector<TrainItem>& heldOut) const;

private:
    /// Answers of the round that belong to a step.
    struct StepAnswers {
        std::vector<UnitRows> units;
        std::vector<const RoundAnswer*> answers;
    };

    Status begin(std::int64_t round);
    Result<RoundFile> write(std::int64_t round,
                            const std::vector<std::vector<UnitRows>>& prompts) const;
    Result<std::vector<RoundAnswer>> answersOf(const std::vector<RoundPrompt>& prompts,
                                               std::int64_t round) const;
    Status generateWith(const Decoder& decoder, const std::vector<RoundPrompt>& prompts,
                        const std::vector<std::size_t>& which,
                        std::vector<RoundAnswer>& answers) const;
    Status score(const std::vector<RoundPrompt>& prompts, std::vector<RoundAnswer>& answers) const;
    std::vector<double> scoresOfModel(const std::vector<RoundPrompt>& prompts,
                                      const std::vector<RoundAnswer>& answers) const;
    void fillLogps(RoundFile& round, const std::vector<std::vector<UnitRows>>& prompts) const;
    Status rowsFrom(const std::vector<std::vector<UnitRows>>& prompts);
    TrainItem itemOf(const TrainRow& prompt, const RoundAnswer* first) const;
    TrainRow rowOf(const TrainRow& prompt, const RoundAnswer& answer) const;
    std::size_t perPrompt() const;

    RoundSettings m_settings;
    RoundParts m_parts;
    std::int64_t m_round = 0;
    RoundFile m_file;
    std::deque<TrainItem> m_items;
    std::vector<StepAnswers> m_steps;
};

}  // namespace marginalia
