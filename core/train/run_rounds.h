// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/reward_model.h"
#include "core/train/rounds.h"
#include "core/train/run_setup.h"

#include <functional>
#include <memory>
#include <string>

namespace marginalia {

/// Lets a prepared run write its own answers, where its objective trains on them; the run's loop
/// takes its rows from here from now on.
class RunRounds {
public:
    /// Null where all answers are the data's. Loads the start model a second time where the
    /// objective looks at it and the run changes the model's own weights, and the models that give
    /// rewards. `run` outlives the result. See RoundParts for `goOn` and `made`.
    static Result<std::unique_ptr<RunRounds>> attach(
        PreparedTraining& run, const std::string& runFolder, std::function<bool()> goOn,
        std::function<Status(const RoundFile& round, bool stored, double seconds)> made);

private:
    RunRounds() = default;
    Status loadModels(const PreparedTraining& run, const std::string& runFolder,
                      const RoundSettings& settings);
    RoundParts partsFor(PreparedTraining& run, const RoundSettings& settings);
    StepEngine engineFor(const Decoder& decoder, const TrainLoop& loop) const;
    void handOver(TrainLoop& loop, const RunSpec& spec, const RoundSettings& settings);

    std::unique_ptr<Decoder> m_start;
    std::unique_ptr<Decoder> m_base;
    std::unique_ptr<RewardModel> m_rewardModel;
    ReferenceTable m_none;
    std::unique_ptr<StepEngine> m_startEngine;  ///< null beside an adapter
    std::unique_ptr<StepEngine> m_baseEngine;
    std::unique_ptr<Rounds> m_rounds;
};

}  // namespace marginalia
