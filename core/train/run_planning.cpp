// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_planning.h"

#include "core/analysis/budget.h"
#include "core/base/clock.h"
#include "core/base/machine.h"
#include "core/jobs/combinations.h"
#include "core/jobs/hub_cache.h"
#include "core/model/device.h"
#include "core/model/float_pool.h"
#include "core/model/shared_weights.h"
#include "core/model/threads.h"
#include "core/train/machine_store.h"
#include "core/train/plan_memory.h"
#include "core/train/plan_trial.h"
#include "core/train/run_rounds.h"

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

/// Of the process with LibTorch and little else (performance.md 5).
constexpr std::int64_t kProgramBytes = 120LL << 20U;

int threadsOf(const RunEnvironment& environment)
{
    return environment.threads > 0 ? environment.threads : mostThreads();
}

/// Evaluations of a run: before the first step, at its checkpoints, and as often as is asked for.
double evaluationsOf(const RunSpec& spec, std::int64_t steps)
{
    const auto times = [steps](std::int64_t every) {
        return every > 0 ? static_cast<double>(steps / every) : 0.0;
    };
    return 2 + std::max(times(spec.eval_every), times(spec.checkpoint_every));
}

RemedySizes remedySizes(const RunSpec& spec, const ModelConfig& config,
                        const RunEnvironment& environment, std::int64_t folded)
{
    ModelShape shape;
    shape.layers = config.layers;
    shape.hidden = config.hidden;
    shape.intermediate = config.intermediate;
    shape.vocabulary = config.vocabulary;
    RunSpec adapting = spec;
    adapting.method = "lora";
    return {parameterCount(config),
            stackWeightCount(config),
            adapterParameters(adapting, shape),
            folded,
            static_cast<double>(c10::elementSize(environment.dtype)),
            environment.ranks.size,
            !environment.device.is_cpu()};
}

/// Bytes of models that stand beside the one in training.
std::int64_t otherBytes(const PreparedTraining& run)
{
    const Decoder* const other = run.loop->other();
    const bool shares = other != nullptr && other->parameters().front().second.is_same(
                                                run.decoder->parameters().front().second);
    return other == nullptr || shares ? 0 : other->weightBytes();
}

void putStep(const StepBytes& step, const HeldBytes& held, RunPlan& plan)
{
    plan.memory.weights = held.weights + step.weights;
    plan.memory.optimizer = held.optimizer;
    plan.memory.gradients = held.gradients + step.gradients;
    plan.memory.activations = step.activations;
    plan.memory.head = step.head;
}

struct Counted {
    PlannedWork work;
    StepMemory memory;
    HeldBytes held;
};

Counted countedOf(const PreparedTraining& run, const std::vector<UnitRows>& made)
{
    const ComputeCost cost(run.decoder->config());
    return {plannedWork(*run.loop, cost, made),
            StepMemory(*run.decoder, run.loop->trained(), threadsOf(run.environment)),
            heldBytes(*run.decoder, run.loop->trained(), run.spec, run.environment.ranks.size)};
}

/// Of what the plan counts elsewhere, what is in memory before the first step. Of weights in shares
/// there are no gradients yet, but what the passes for reference values came and went in.
std::int64_t residentNow(const PreparedTraining& run, const HeldBytes& held)
{
    const SharedWeights* const shares = run.decoder->shares();
    return shares == nullptr
               ? held.total()
               : held.weights + held.optimizer + shares->bufferBytes() + freePooledBytes();
}

RunPlan planFrom(const PreparedTraining& run, const Counted& counted, std::int64_t from)
{
    RunPlan plan;
    plan.packTokens = run.loop->packBudget();
    plan.recomputing = run.decoder->recomputing();
    plan.fullestStream = counted.work.fullest.tokens;
    plan.longestItem = counted.work.longestItem;
    plan.from = from;
    plan.steps = std::max<std::int64_t>(0, run.loop->plan().steps() - from);
    putStep(counted.memory.at(counted.work.fullest, counted.work.several), counted.held, plan);
    plan.memory.others = otherBytes(run);
    plan.beside = counted.held.machine;
    if (!run.environment.device.is_cpu()) {
        return plan;
    }
    const ProcessMemory now = processMemory();
    plan.memory.program =
        std::max(now.resident - residentNow(run, counted.held) - plan.memory.others, kProgramBytes);
    plan.loading = now.peak;
    plan.machine = totalMemory();
    plan.available = availableMemory() / run.environment.ranks.localSize + now.resident;
    return plan;
}

void addRemedies(const PreparedTraining& run, const Counted& counted, RunPlan& plan)
{
    RemedySizes sizes =
        remedySizes(run.spec, run.decoder->config(), run.environment, counted.memory.folded());
    const auto activations = [&](bool again) {
        const StepMemory memory = counted.memory.recomputing(again);
        return static_cast<double>(
            memory.at(counted.work.fullest, counted.work.several).activations);
    };
    sizes.keptInputs = activations(true) / std::max(activations(false), 1.0);
    plan.remedies = remediesFor(run.spec, plan, sizes);
}

/// What the trials took, extended to the fullest stream as the formula grows, which is right or
/// wrong by the same factor for all of them.
void takePeaks(const Calibration& measured, const Counted& counted, std::int64_t resident,
               RunPlan& plan)
{
    const auto at = [&](const PackSize& pack) { return counted.memory.at(pack, measured.several); };
    const StepBytes small = at(measured.small);
    const StepBytes large = at(measured.large);
    const StepBytes full = counted.memory.at(counted.work.fullest, counted.work.several);
    if (measured.largePeak <= 0) {
        return;
    }
    constexpr std::int64_t kTold = 24LL << 20;  // less is lost among what the allocator keeps
    const auto ratio = [](std::int64_t above, std::int64_t below) {
        return static_cast<double>(above) / static_cast<double>(below);
    };
    double factor = 1;
    if (large.total() - small.total() > kTold) {
        factor = ratio(measured.largePeak - measured.smallPeak, large.total() - small.total());
    } else if (large.total() > kTold) {
        factor = ratio(measured.largePeak, large.total());
    }
    factor = std::clamp(factor, 0.5, 3.0);
    const std::int64_t peak =
        measured.largePeak +
        std::llround(factor * static_cast<double>(full.total() - large.total()));
    // Weights and gradients are what they are; the rest is the activations'.
    const double counts = static_cast<double>(full.activations + full.head);
    // Of a mapped file only what was looked at is in memory, and nothing was before the trials.
    const std::int64_t own = counted.held.total() + plan.memory.others;
    const std::int64_t unseen = std::max<std::int64_t>(own + kProgramBytes - resident, 0);
    const std::int64_t above = peak - unseen - full.weights - full.gradients;
    const auto rest = static_cast<double>(std::max(above, peak / 10));
    plan.memory.activations = std::llround(rest * static_cast<double>(full.activations) / counts);
    plan.memory.head = std::llround(rest) - plan.memory.activations;
    plan.memory.program = resident + unseen - own + above - std::llround(rest);
}

/// Of what a run keeps between its steps, before anything is loaded.
RunPlan planOfState(const RunSpec& spec, const ModelConfig& config,
                    const RunEnvironment& environment)
{
    RunPlan plan;
    const HeldBytes held = heldBytes(spec, config, environment.dtype, environment.ranks.size);
    plan.memory.weights = held.weights;
    plan.memory.optimizer = held.optimizer;
    plan.memory.gradients = held.gradients;
    plan.memory.program = processMemory().resident;
    plan.beside = held.machine;
    if (!environment.device.is_cpu()) {
        return plan;  // a card's memory is not asked about here: its allocator tells
    }
    plan.machine = totalMemory();
    plan.available = availableMemory() / environment.ranks.localSize + plan.memory.program;
    if (!plan.fits()) {
        plan.remedies = remediesFor(spec, plan, remedySizes(spec, config, environment, 0));
    }
    return plan;
}

/// What of it the machine keeps for a card.
Status checkBeside(const RunPlan& plan, const RunEnvironment& environment)
{
    return plan.beside == 0 || environment.device.is_cpu()
               ? Status()
               : checkMachineHolds(plan.beside, availableMemory() / environment.ranks.localSize);
}

}  // namespace

Status checkStateFits(const RunSpec& spec, const ModelConfig& config,
                      const RunEnvironment& environment)
{
    const RunPlan plan = planOfState(spec, config, environment);
    MG_CHECK(checkBeside(plan, environment));
    if (plan.fits()) {
        return {};
    }
    const bool helps = !plan.remedies.empty() && plan.remedies.front().total <= plan.available;
    return failure(
        ErrorKind::Memory, shortageOf(plan), spec.model,
        helps ? plan.remedies.front().what : Text(MG_TR("plan", "Choose a smaller model.")));
}

RunPlan planPrepared(const PreparedTraining& run)
{
    const Counted counted = countedOf(run, {});
    RunPlan plan = planFrom(run, counted, run.fromStep);
    addRemedies(run, counted, plan);
    return plan;
}

Result<RunPlan> planMeasured(PreparedTraining& run, double seconds, std::int64_t others,
                             std::int64_t from)
{
    const bool writes = run.loop->needs().data == DataCode::Prompts;
    std::vector<UnitRows> made;
    const Stopwatch writing;
    if (writes) {
        MG_TRY(made, run.loop->unitsOf(1));
    }
    const double written = writing.seconds();
    const Counted counted = countedOf(run, made);
    RunPlan plan = planFrom(run, counted, from);
    plan.memory.others += others;
    const std::int64_t resident = processMemory().resident;
    const ComputeCost cost(run.decoder->config());
    MG_TRY(const Calibration measured,
           writes ? calibrateOn(*run.loop, cost, made, seconds)
                  : calibrate(*run.loop, cost, counted.work, seconds, !counted.memory.isExact()));
    plan.calibrated = true;
    plan.calibrationSeconds = measured.spent;
    plan.stepSeconds = measured.secondsOf(counted.work.step) + measured.updateSeconds;
    if (writes) {
        const auto perRound = std::max<std::int64_t>(roundSettings(run.spec).stepsPerRound, 1);
        plan.stepSeconds += written / static_cast<double>(perRound);
        plan.note = "from one round of answers";
    } else {
        plan.referenceSeconds = measured.forwardSeconds * counted.work.reference.operations;
        plan.evaluationSeconds = measured.forwardSeconds * counted.work.heldOut.operations *
                                 evaluationsOf(run.spec, plan.steps);
    }
    if (!counted.memory.isExact()) {
        takePeaks(measured, counted, resident, plan);
    }
    addRemedies(run, counted, plan);
    return plan;
}

Result<RunPlan> planAtStart(PreparedTraining& run)
{
    // Two seconds beside five minutes, at a rate that every machine has.
    constexpr double kWorth = 3e13;
    const ComputeCost cost(run.decoder->config());
    // A trial forgets the moments that a fork begins with, and ranks would not try alike.
    if (run.fromStep > 0 || !run.ranks->alone() || run.loop->needs().data == DataCode::Prompts ||
        !run.environment.device.is_cpu()) {
        return planPrepared(run);
    }
    const PlannedWork work = plannedWork(*run.loop, cost, {});
    if (work.step.operations * static_cast<double>(run.loop->plan().steps()) < kWorth) {
        return planPrepared(run);
    }
    constexpr double kSeconds = 2;
    return planMeasured(run, kSeconds);
}

Result<RunPlan> planRun(const std::string& runFolder, double seconds, std::int64_t from)
{
    MG_TRY(const RunSpec spec, readRunSpec(runFolder));
    MG_TRY(const ModelPlace place, findModel(spec.model));
    MG_TRY(const ModelConfig config, readModelConfig(place.folder));
    MG_TRY(const RunEnvironment environment, resolveEnvironment(spec, config, Json()));
    RunPlan state = planOfState(spec, config, environment);
    MG_CHECK(checkBeside(state, environment));
    if (!state.fits()) {
        state.note = "not loaded: what it keeps between steps does not fit";
        return state;
    }
    MG_TRY(PreparedTraining run, prepareTraining(runFolder, {}, Purpose::Planning));
    const std::int64_t before = processMemory().resident;
    MG_TRY(const auto rounds, RunRounds::attach(
                                  run, runFolder, [] { return true; },
                                  [](const RoundFile&, bool, double) { return Status(); }));
    const std::int64_t others = std::max<std::int64_t>(processMemory().resident - before, 0);
    return planMeasured(run, seconds, rounds == nullptr ? 0 : others, from);
}

Status putStandIns(TrainData& data, RecordNumbers numbers, std::int64_t hidden)
{
    const auto width = static_cast<std::size_t>(hidden);
    const float even = 1 / std::sqrt(static_cast<float>(hidden));
    for (std::vector<TrainItem>* items : {&data.items, &data.heldOut}) {
        for (TrainItem& item : *items) {
            for (TrainRow& row : item.rows) {
                if (numbers == RecordNumbers::AlignedLogps && std::isnan(row.alignedLogp)) {
                    row.alignedLogp = -1;
                } else if (numbers == RecordNumbers::Expansion) {
                    row.queryTeacher.assign(width, even);
                    row.document.assign(width, even);
                }
            }
        }
    }
    return {};
}

}  // namespace marginalia
