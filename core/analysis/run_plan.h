// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/budget.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/jobs/run_spec.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// Memory of a run by part, in bytes, at the moment of a step when most of it is used.
struct PlanMemory {
    std::int64_t program = 0;    ///< libraries, tokenised data, what loading left behind
    std::int64_t weights = 0;    ///< of the model, and laid out as the products of a step want it
    std::int64_t optimizer = 0;  ///< moments, float32 masters, copies that modifiers keep
    std::int64_t gradients = 0;
    std::int64_t others = 0;       ///< start model, teacher, reward model
    std::int64_t activations = 0;  ///< of the fullest stream
    std::int64_t head = 0;         ///< what the vocabulary takes for it

    std::int64_t total() const
    {
        return program + weights + optimizer + gradients + others + activations + head;
    }
};

/// A change of settings with what the run needs then.
struct Remedy {
    std::vector<std::pair<std::string, std::string>> settings;  ///< as `--set` takes them
    Text what;
    std::int64_t total = 0;  ///< bytes
};

/// What a run will need and how long it will take, said before its first step.
struct RunPlan {
    PlanMemory memory;
    std::int64_t loading = 0;    ///< most that loading takes, bytes
    std::int64_t available = 0;  ///< bytes that the run may take; 0: not known
    std::int64_t machine = 0;    ///< bytes of the machine
    std::int64_t beside = 0;     ///< of a run on a card, bytes of the machine's memory: offload

    std::int64_t packTokens = 0;     ///< allowed in a stream
    std::int64_t fullestStream = 0;  ///< tokens of the fullest one
    std::int64_t longestItem = 0;    ///< tokens of the longest item, which is never cut

    std::int64_t from = 0;          ///< steps that a checkpoint holds already
    std::int64_t steps = 0;         ///< that are still to be done
    double stepSeconds = -1;        ///< mean of a step; below 0: not measured
    double referenceSeconds = 0;    ///< before the first step, where no value is cached
    double evaluationSeconds = 0;   ///< of all held-out passes together
    double calibrationSeconds = 0;  ///< that small work of this run took to measure
    bool calibrated = false;        ///< time and activations were measured, not only counted
    std::string note;               ///< why not, or what the figures leave out

    bool recomputing = false;      ///< blocks are computed again in the backward pass
    std::vector<Remedy> remedies;  ///< those that make it fit first

    std::int64_t total() const { return std::max(memory.total(), loading); }
    bool fits() const { return available <= 0 || total() <= available; }
    /// All these steps with what stands before and between them; below 0: not known.
    double totalSeconds() const
    {
        return stepSeconds < 0 ? -1
                               : stepSeconds * static_cast<double>(steps) + referenceSeconds +
                                     evaluationSeconds;
    }
};

Json toJson(const RunPlan& plan);
/// Of what toJson() wrote; Parse where it is not that.
Result<RunPlan> runPlanFromJson(const Json& json);

/// "The run needs about 12.3 GB, and 8.0 GB of memory are free: ..." with the large parts.
Text shortageOf(const RunPlan& plan);

/// What remedies are reckoned with.
struct RemedySizes {
    std::int64_t parameters = 0;
    std::int64_t packable = 0;  ///< of them in matrices of the blocks, which base_weights packs
    std::int64_t adapter = 0;   ///< that method lora would train
    std::int64_t folded = 0;    ///< bytes of weights with the adapter folded in, where that is done
    double bytesPerWeight = 4;
    int ranks = 1;          ///< that share the moments
    bool onCard = false;    ///< whose numbers may lie in the machine's memory, not on the disk
    double keptInputs = 1;  ///< share of activations that is kept where blocks are computed again
};

/// An estimate as a plan, with what would make it fit a machine of so many bytes.
RunPlan planOf(const Budget& budget, const RunSpec& spec, const ModelShape& model,
               const DataSize& data, std::int64_t machine);

/// Changes of settings that need less memory, with what the run needs then: first those that leave
/// the result as it is.
std::vector<Remedy> remediesFor(const RunSpec& spec, const RunPlan& plan, const RemedySizes& sizes);

}  // namespace marginalia
