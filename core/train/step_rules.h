// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/combinations.h"
#include "core/objectives/parameters.h"
#include "core/train/adamw.h"
#include "core/train/schedule.h"
#include "core/train/step_engine.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

/// What modifiers do around the steps of a run, outside of the loss (objectives.md 9 and 12.2).
namespace marginalia {

/// What a rule may look at and change.
struct StepContext {
    std::int64_t step = 0;  ///< 1, 2, ...; 0: a held-out pass
    const std::vector<UnitRows>& units;
    StepEngine& engine;
    AdamW& optimizer;
    ReferenceTable& reference;
};

/// One modifier's part in the steps. What it does follows from settings, seed, step, weights and
/// its state alone, so that a resumed run goes on bit for bit.
class StepRule {
public:
    StepRule() = default;
    virtual ~StepRule() = default;
    StepRule(const StepRule&) = delete;
    StepRule& operator=(const StepRule&) = delete;

    /// The rows of the step are known, nothing is computed yet. Errors end the run.
    virtual Status begin(const StepContext&) { return {}; }
    /// The gradients are summed; what they are then is measured, clipped and used.
    virtual void gradients(const StepContext&) {}
    /// The weights have been updated. Not called for a step that was left out.
    virtual void end(const StepContext&) {}
    /// Before a held-out pass over `units`.
    virtual Status evaluating(const StepContext&) { return {}; }

    /// The learning rate's schedule at a step where it is not the run's.
    virtual std::optional<double> factor(const Schedule&, std::int64_t) const { return {}; }
    /// Its course is laid out for a number of steps, which then stays.
    virtual bool needsEnd() const { return false; }
    /// What a resumed run needs besides weights and moments; part of every checkpoint.
    virtual NamedTensors state() const { return {}; }
    /// Corrupt when a tensor is missing or has another shape.
    virtual Status restore(const NamedTensors&) { return {}; }
    /// Numbers of the step just trained, under names of `marginalia/`.
    virtual std::vector<std::pair<std::string, double>> metrics() const { return {}; }
    /// For the run's log: what was drawn or chosen; null: nothing.
    virtual Json description() const { return {}; }
};

/// What rules are made from; all of it outlives them.
struct RuleParts {
    Decoder& decoder;
    const RunSpec& spec;
    const TrainData& data;
    const AdamW& optimizer;
    std::int64_t steps = 0;
    std::int64_t stepsPerEpoch = 1;
};

/// The rules of a run's modifiers, in their order; errors name the setting.
Result<std::vector<std::unique_ptr<StepRule>>> stepRules(const RuleParts& parts);

/// The makers of the rules; step_rules.cpp lists them by modifier.
using MadeRule = Result<std::unique_ptr<StepRule>>;
MadeRule maskedReading(const RuleParts& parts, const Given& given);
MadeRule movingReference(const RuleParts& parts, const Given& given);
MadeRule halfFineTuning(const RuleParts& parts, const Given& given);
MadeRule sparseFineTuning(const RuleParts& parts, const Given& given);
MadeRule lossBalance(const RuleParts& parts, const Given& given);
MadeRule priorPull(const RuleParts& parts, const Given& given);

/// CARFT's vectors of annotated answers: of an objective, not of a modifier.
std::unique_ptr<StepRule> annotatedAnswers(const TrainData& data);

/// Puts tensors back under their names; Corrupt names what is missing or of another shape.
Status restoreTensors(const NamedTensors& from, const std::string& name, at::Tensor& target);

}  // namespace marginalia
