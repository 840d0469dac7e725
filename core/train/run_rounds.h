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
    /// Null for objectives that train on the data's answers. Loads the start model a second time
    /// where the objective looks at it and the run changes the model's own weights. `run` outlives
    /// the result. See RoundParts for `goOn` and `made`.
    static Result<std::unique_ptr<RunRounds>> attach(
        PreparedTraining& run, const std::string& runFolder, std::function<bool()> goOn,
        std::function<Status(const RoundFile& round, bool stored, double seconds)> made);

private:
    RunRounds() = default;

    std::unique_ptr<Decoder> m_start;
    std::unique_ptr<RewardModel> m_rewardModel;
    ReferenceTable m_none;
    std::unique_ptr<StepEngine> m_startEngine;
    std::unique_ptr<Rounds> m_rounds;
};

}  // namespace marginalia
